// What was said: found by words, narrowed by kind, theme, person and day; the newest while nothing is looked for.

const HEAR_KINDS = [["story", "stories"], ["fact", "facts"], ["question", "questions"]];

function SaidView({ state, send, place, go, settled }) {
  const { choices, said } = state;
  const chosen = place.kind ? place.kind.split(",") : [];
  const narrowed = chosen.length || place.theme || place.by || place.since || place.everywhere;
  const toggle = (kind) => go({ kind: HEAR_KINDS.map(([name]) => name).filter((name) => chosen.includes(name) !== (name === kind)).join(",") });
  const wider = () => go({ ...HEAR_PLACE, search: place.search });
  if (!state.anything) return html`<${NothingYet} />`;
  return html`
    <div class="wb-hear-narrow wb-no-print">
      <${Chips} label="Show only" chosen=${chosen} options=${HEAR_KINDS.map(([value, label]) => ({ value, label }))} onToggle=${toggle} />
      <${Select} label="Theme" empty="any theme" value=${place.theme} options=${choices.themes} onChange=${(theme) => go({ theme })} />
      <${Select} label="Said by" empty="anybody" value=${place.by} options=${withChosen(choices.people, place.by)} onChange=${(by) => go({ by })} />
      <${TextField} label="Since" type="date" max=${state.app.today} value=${place.since} onChange=${(since) => { if (since === "" || /^[12]\d{3}-\d\d-\d\d$/.test(since)) go({ since }); }} />
      ${choices.others && html`<label class="wb-choice"><input type="checkbox" checked=${place.everywhere === "yes"} onChange=${() => go({ everywhere: place.everywhere ? "" : "yes" })} />
        <span>Other networks too</span></label>`}
      ${narrowed && html`<${Button} onClick=${wider}>Let go of all this<//>`}
    </div>
    ${said && html`<section class="wb-card" aria-labelledby="wb-hear-said">
      <div role="status"><h2 id="wb-hear-said">${settled ? said.says : "Looking…"}</h2></div>
      ${place.everywhere && html`<p class="wb-hint">Of other networks only what may go to the whole programme is found.</p>`}
      ${said.rows.length > 0 && html`<${SaidList} of=${JSON.stringify(state.shown)} label=${said.says} rows=${said.rows} ...${{ state, send, go }} />`}
      ${said.more > 0 && html`<p class="wb-hint">${plural(said.more, "more thing")} ${said.more === 1 ? "is" : "are"} not listed: another word, a person or a day narrows it down.</p>`}
      ${settled && said.rows.length === 0 && html`<${NothingFound} ...${{ said, place, go, narrowed, wider }} />`}
    </section>`}`;
}

const withChosen = (options, value) => (value && !options.includes(value) ? [value, ...options] : options);

/** What was asked for and is not there: said so, and where to go on. */
function NothingFound({ said, place, go, narrowed, wider }) {
  return html`<div class="wb-stack">
    ${place.search && html`<p>All of the words have to be in it. Fewer words find more, and the beginning of a word is enough for the last one.</p>`}
    ${said.without_filters > 0 && html`<p>Without what narrows it, ${plural(said.without_filters, "thing")} ${said.without_filters === 1 ? "is" : "are"} found.</p>`}
    ${said.near.length > 0 && html`<div><p>Something here is called that:</p><ul class="wb-hear-near">${said.near.map((one) => html`<li key=${one.says}><${PlaceLink} go=${go} to=${one.place}>${one.says}<//></li>`)}</ul></div>`}
    <div class="wb-actions">
      ${Boolean(narrowed) && html`<${Button} primary=${said.without_filters > 0} onClick=${wider}>${place.search ? `Search all for ${said.wanted}` : "Show everything"}<//>`}
      <${PlaceLink} class="wb-button" go=${go} to=${{ view: "themes" }}>Look through the themes<//>
      <a class="wb-button" href="session.ipynb">Ask about it in a session</a>
    </div>
  </div>`;
}

function NothingYet() {
  return html`<${Empty} action=${html`<div class="wb-actions"><a class="wb-button wb-primary" href="session.ipynb">Begin a session</a></div>`}>
    Nothing was said here yet. What people say in a session, as a fact, a story or a question, is found on this page: by its words, on the map, and in what many stories have in common.<//>`;
}
