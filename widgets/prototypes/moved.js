// Did it move? The named relationships then and now with who said so, and the charts of the named measures.

/** Then and now of every named relationship, drawn and as a table, with who said so. */
function Relationships({ state, send, network, prototype }) {
  const [choosing, setChoosing] = useState(false);
  const chosen = Object.fromEntries(prototype.relationships.map((tie) => [tie.connection, tie.how]));
  const then = prototype.started ? longDate(prototype.since) : `named ${longDate(prototype.since)}`;
  const none = prototype.relationships.length === 0;
  const signs = [["wb-sign-of-stronger", "+ formed or stronger"], ["wb-sign-of-weaker", "− weaker, drawn broken"]]
    .filter(([sign]) => prototype.maps.now.includes(sign)).map(([, words]) => words);
  const chooser = html`<${TieChooser} ...${{ state, send, network, chosen }} place=${prototype.id}
    onPut=${(connection, how) => send("mean_to_change", { prototype: prototype.id, connection, how })}
    onRemove=${(connection) => send("no_longer_mean_to_change", { prototype: prototype.id, connection })} />`;
  return html`<section class="wb-card wb-ties" aria-labelledby="wb-ties-title">
    <h2 id="wb-ties-title">Did the relationships move?</h2>
    ${none
      ? html`<p class="wb-muted">It names no relationship yet. Name the ones it means to change, and the map will tell.</p>`
      : html`
        <div class="wb-two-maps">
          <figure class="wb-figure"><figcaption>${then}</figcaption><div dangerouslySetInnerHTML=${{ __html: prototype.maps.then }}></div></figure>
          <figure class="wb-figure"><figcaption>now</figcaption><div dangerouslySetInnerHTML=${{ __html: prototype.maps.now }}></div></figure>
        </div>
        ${signs.length > 0 && html`<p class="wb-muted wb-small-words">On the lines: ${signs.join("; ")}.</p>`}
        <div class="wb-table-wrap"><table class="wb-table wb-then-now">
          <thead><tr><th scope="col">relationship</th><th scope="col">then</th><th scope="col">now</th></tr></thead>
          <tbody>${prototype.relationships.map((tie) => html`<tr key=${tie.connection}>
            <th scope="row"><a href=${`map.ipynb?focus=${tie.connection}`}>${tie.label}</a>
              <span class="wb-when">${tie.kind}; meant to ${HOW_WORDS[tie.how]}</span></th>
            <td><${Dots} strength=${tie.then} /></td>
            <td>${tie.now ? html`<${Dots} strength=${tie.now} /> ` : ""}<strong>${tie.verdict}</strong>
              ${tie.outcome !== "not yet" && html`<span class="wb-when">${tie.outcome}</span>`}</td>
          </tr>`)}</tbody>
        </table></div>
        <${WhoSaid} ties=${prototype.relationships} />`}
    ${none || choosing ? html`<div class="wb-no-print">${chooser}</div>`
      : html`<div class="wb-actions wb-no-print"><${Button} class="wb-small" onClick=${() => setChoosing(true)}>Change what it names<//></div>`}
  </section>`;
}

function WhoSaid({ ties }) {
  const said = ties.flatMap((tie) => tie.evidence.map((step) => ({ ...step, label: tie.label })))
    .sort((one, other) => one.on.localeCompare(other.on));
  if (!said.length) return html`<p class="wb-muted wb-small-words">Nobody has said since that one of them changed.</p>`;
  const words = (strength) => (strength === null ? "not there" : strength === 0 ? "hoped for" : `strength ${strength}`);
  return html`<details class="wb-more wb-no-print"><summary>Who said so</summary><ol class="wb-story">
    ${said.map((step, number) => html`<li key=${number}>
      <span class="wb-when">${longDate(step.on)} · ${step.said_by}${step.session ? ` · ${step.session}` : ""}</span>
      ${step.label}: ${words(step.before)}, then ${words(step.after)}</li>`)}
  </ol></details>`;
}

/** The chart of the measure, and a choice between measures where there are several; paper has them all. */
function Measured({ state, send, network, prototype }) {
  const [picked, setPicked] = useState(null);
  const [choosing, setChoosing] = useState(false);
  const [changing, setChanging] = useState(false);
  const chosen = Object.fromEntries(prototype.measured.map((measure) => [measure.id, measure.expected]));
  const measure = prototype.measured.find((each) => each.id === picked) ?? prototype.measured[0];
  const chooser = html`<${MeasureChooser} ...${{ state, send, network, chosen }} place=${prototype.id}
    onPut=${(id, direction) => send("should_move", { prototype: prototype.id, measure: id, direction })}
    onRemove=${(id) => send("no_longer_should_move", { prototype: prototype.id, measure: id })} />`;
  return html`<section class="wb-card wb-measured" aria-labelledby="wb-measured-title">
    <h2 id="wb-measured-title">Did the measure move?</h2>
    ${!measure
      ? html`<p class="wb-muted">It names no measure yet. Name what should show it, and put in the values you have.</p>${chooser}`
      : html`
        ${prototype.measured.length > 1 && html`<div class="wb-no-print"><${Chips} label="Which measure" chosen=${[measure.id]} onToggle=${setPicked}
          options=${prototype.measured.map((each) => ({ value: each.id, label: each.title }))} /></div>`}
        <div class="wb-measured-all">${prototype.measured.map((each) => html`<div key=${each.id} class=${`wb-measured-one ${each === measure ? "" : "wb-only-print"}`}>
          <p><a href=${`measures.ipynb?measure=${each.id}`}>${each.title}</a>${each.unit ? `, ${each.unit}` : ""}
            <span class="wb-muted"> · ${BETTER_WORDS[each.direction]} · it should ${WAY_WORDS[each.expected]}</span></p>
          ${each === measure ? html`<${MeasureChart} ...${{ send, network, measure, prototype }} today=${state.app.today} />` : html`<${MeasureSays} measure=${each} />`}
        </div>`)}</div>
        <div class="wb-actions wb-no-print">
          <${Button} class="wb-small" onClick=${() => setChanging(true)}>Change the measure<//>
          <${Button} class="wb-small" onClick=${() => setChoosing(!choosing)} aria-expanded=${choosing ? "true" : "false"}>Change what it names<//>
        </div>
        ${choosing && html`<div class="wb-no-print">${chooser}</div>`}`}
    ${changing && measure && html`<${MeasureDialog} ...${{ state, send, network, measure }} onClose=${() => setChanging(false)} />`}
  </section>`;
}
