// The review: maps before and now, the measures that need a word, what was tried, what waits. It changes nothing.

const ownReviewPage = () => Boolean(document.getElementById("wb-controls")); // in JupyterLab the address is JupyterLab's
const dayInAddress = () => (ownReviewPage() ? new URLSearchParams(location.search).get("before") ?? "" : "");

function keepInAddress(before) {
  if (!ownReviewPage()) return;
  const address = new URL(location.href);
  if (before) address.searchParams.set("before", before); else address.searchParams.delete("before");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

function Review({ state, send, who }) {
  const [closer, setCloser] = useState(null);
  const [before, setBefore] = useState(() => dayInAddress() || (state.before ?? ""));
  const [problem, setProblem] = useState("");
  const request = async (gesture, args) => { // nothing is saved on this page, so it says nothing of saving
    const answer = await send(gesture, args, { quiet: true });
    setProblem(answer.ok ? "" : answer.error);
    return answer;
  };
  const lookFrom = async (day) => {
    const answer = await request("look_from", { before: day });
    if (!answer.ok) { setBefore(state.before ?? ""); keepInAddress(state.before); return; }
    keepInAddress(day);
    announce(day ? `Compared with ${longDate(day)}.` : "Compared with the day each network began.");
  };
  useEffect(() => { if (dayInAddress() && dayInAddress() !== state.before) lookFrom(dayInAddress()); }, []);
  const change = (day) => { setBefore(day); if (day === "" || /^[12]\d{3}-\d\d-\d\d$/.test(day)) lookFrom(day); };

  const cards = state.cards;
  const chosen = cards.find((card) => card.code === closer);
  const others = cards.length > 1;
  const day = cards.every((card) => card.before === cards[0].before) ? cards[0].before : ""; // the day all are compared with
  return html`<div class="wb-review-page wb-stack">
    <div class="wb-heading">
      <div>
        <h1>Did relationships move, and did results move?</h1>
        ${state.anything && html`<p class="wb-lede">${others ? `${cards.length} networks` : cards[0].name}, ${day ? `${longDate(day)} and now` : "each from the day it began to now"}. Everything here leads back to the session where it began.</p>`}
      </div>
      ${state.anything && html`<div class="wb-actions wb-no-print wb-review-tools">
        <${TextField} label="Compare with" type="date" max=${state.app.today} value=${before || day} onChange=${change} />
        ${before && html`<${Button} onClick=${() => change("")}>From the start<//>`}
        <${Button} onClick=${() => window.print()}>Print this page<//>
      </div>`}
    </div>

    ${problem && html`<p class="wb-message wb-concern" role="alert">${problem}</p>`}
    ${!state.anything && html`<${Empty} action=${html`<div class="wb-actions"><a class="wb-button wb-primary" href="map.ipynb">Go to the map</a><a class="wb-button" href="session.ipynb">Begin a session</a></div>`}>
      Nothing has been recorded here yet, so there is nothing to compare. Draw who relates to whom, or hold the first session; then look here again.<//>`}

    ${state.anything && html`<${Compared} ...${{ state, request, others, who, onCloser: setCloser }} />`}
    ${chosen && html`<${Closer} card=${chosen} onClose=${() => setCloser(null)} />`}
  </div>`;
}

/** The cards, and under them what was tried, what waits and what nobody looks after. */
function Compared({ state, request, others, who, onCloser }) {
  const { cards, legend, stages, loose } = state;
  const [mine, setMine] = useState(false);
  const only = mine && who; // the role of whoever looks, while only that is asked for
  const withMe = (roles) => !only || roles.some((role) => role.toLowerCase() === who.toLowerCase());
  const decide = state.decide.filter((one) => withMe(one.people));
  const actions = state.actions.filter((one) => withMe([one.owner]));
  const sponsors = state.sponsors.filter((one) => withMe([one.of]));
  const choose = () => { setMine(!mine); announce(mine ? "What waits for anybody." : `Only what waits for ${theRole(who)}.`); };
  return html`
    <div class=${`wb-review-cards ${others ? "" : "wb-review-alone"}`}>
      ${cards.map((card) => html`<${NetworkCard} key=${card.code} ...${{ card, request, alone: !others, onCloser: () => onCloser(card.code) }} />`)}
    </div>
    <${ReviewLegend} legend=${legend} />
    <div class="wb-beside wb-review-below">
      <div class="wb-stack">
        <${ForSponsors} ...${{ items: sponsors, others, only }} />
        <${Tried} ...${{ stages, others }} />
        <${Waiting} ...${{ actions, others, only }} />
      </div>
      <div class="wb-stack">
        <${ToDecide} ...${{ items: decide, others, only, who, mine, choose }} />
        <${Loose} ...${{ items: loose, others, nothing: !stages.length && !state.actions.length }} />
      </div>
    </div>`;
}

/** One network: then and now, what that means in a sentence, and every tie in a table. */
function NetworkCard({ card, request, alone, onCloser }) {
  const share = async () => {
    const answer = await request("map_as_a_file", { code: card.code });
    if (answer.ok) download(answer.result);
  };
  const moved = card.drawing.ties.filter((tie) => tie.became !== "kept");
  return html`<section class="wb-card wb-review-card" aria-labelledby=${`wb-review-${card.code}`}>
    <div>
      <div class="wb-row wb-spread"><h2 id=${`wb-review-${card.code}`}>${card.name}</h2>
        ${card.day && (card.links.challenge ? html`<a class="wb-chip wb-soft wb-review-day" href=${card.links.challenge} aria-label=${`${card.name}: ${card.day}`}>${card.day}</a>` : html`<span class="wb-chip wb-soft">${card.day}</span>`)}</div>
      <${HowMuch} ...${{ card }} />
    </div>
    <${Pair} card=${card} large=${alone} />
    <p class="wb-review-sentence">${card.sentence}</p>
    ${card.hopes.relationships && html`<p class="wb-review-hope">${card.hopes.relationships}</p>`}
    <${Results} ...${{ card }} />
    <${Waits} ...${{ card }} />
    <details class="wb-no-print wb-review-ties">
      <summary>${moved.length ? `The ${plural(moved.length, "relationship")} that changed, and the others` : `The ${plural(card.drawing.ties.length, "relationship")}, then and now`}</summary>
      <${Ties} card=${card} />
    </details>
    <div class="wb-actions wb-no-print">
      ${!alone && html`<${Button} class="wb-small" aria-label=${`Look closer at ${card.name}`} onClick=${onCloser}>Look closer<//>`}
      <${Button} class="wb-small" aria-label=${`Map of ${card.name} as one file`} onClick=${share}>Map as one file<//>
      ${card.links.map && html`<a class="wb-button wb-small wb-quiet" href=${card.links.map} aria-label=${`Open the map of ${card.name}`}>Open the map</a>`}
    </div>
  </section>`;
}

/** When the set met, and how much there is; each leads to what it counts. */
function HowMuch({ card }) {
  const { counts, links } = card;
  const all = [
    [counts.sessions, card.met, links.session], [counts.prototypes, plural(counts.prototypes, "prototype"), links.prototypes],
    [counts.measures, plural(counts.measures, "measure"), links.measures],
  ].filter(([count], at) => count || at === 0);
  return html`<ul class="wb-eyebrow wb-review-counts" aria-label=${`How much there is in ${card.name}`}>
    ${all.map(([count, words, link]) => html`<li key=${link ?? words}><${MaybeLink} link=${count ? link : null}>${words}<//></li>`)}</ul>`;
}

/** How much waits in a network; each leads to the list below. */
function Waits({ card }) {
  const { counts } = card;
  const all = [
    [counts.sponsors, "for a sponsor", "for a sponsor", "#wb-review-sponsors"], [counts.decide, "to decide", "to decide", "#wb-review-decide"], [counts.actions, "open action", "open actions", "#wb-review-waiting"],
    [counts.loose, "without owner, measure or use", "without owner, measure or use", "#wb-review-loose"],
  ].filter(([count]) => count);
  return html`<div class="wb-review-part">
    <h3>What waits?</h3>
    ${all.length ? html`<ul class="wb-review-counts">${all.map(([count, one, many, link]) => html`<li key=${link}><a href=${link}>${plural(count, one, many)}</a></li>`)}</ul>`
      : html`<p class="wb-review-hope">Nothing.</p>`}
  </div>`;
}

/** What became of measures: of those that were named in a sentence, of those that need a word (concern first) one by one. */
function Results({ card }) {
  const { shown, rest } = card.measures;
  return html`<div class="wb-review-part wb-review-standing">
    <h3>Did results move?</h3>
    ${card.hopes.measures && html`<p class="wb-review-hope">${card.hopes.measures}</p>`}
    ${shown.length > 0 && html`<ul>${shown.map((one) => html`<li key=${one.id}>
      <div class="wb-review-chart" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: one.small }}></div>
      <div>
        <p><${MaybeLink} link=${one.link}>${one.title}<//></p>
        <p class="wb-review-sign"><span class="wb-review-icon" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: one.sign }}></span><span><strong>${one.words}</strong>: ${one.why}</span></p>
        <p class="wb-muted">${one.latest}${one.unit && ` ${one.unit}`} on ${shortDate(one.on)}, ${one.centre} ${one.mean}${one.hidden ? "; small numbers are not shown" : ""}</p>
      </div>
    </li>`)}</ul>`}
    ${rest && html`<p class="wb-review-rest"><${MaybeLink} link=${card.counts.measures ? card.links.measures : null}>${rest}<//></p>`}
  </div>`;
}

function Pair({ card, large }) {
  const there = (when) => card.drawing.ties.filter((tie) => tie[when] !== null).length;
  return html`<div class=${`wb-review-pair ${large ? "wb-review-large" : ""}`}>
    ${[["then", "before", `before, ${longDate(card.before)}`], ["now", "after", "now"]].map(([when, strength, words]) => html`<figure class="wb-figure" key=${when}>
      <figcaption>${words}</figcaption>
      <${MapDrawing} drawing=${card.drawing} when=${when} large=${large}
        title=${`Map of ${card.name}, ${words}: ${plural(there(strength), "relationship")}. The table below lists them.`} />
    </figure>`)}
  </div>`;
}

function Ties({ card }) {
  const ties = card.drawing.ties;
  if (!ties.length) return html`<p>There are no relationships on this map yet.</p>`;
  return html`<div class="wb-table-wrap" tabindex="0" role="region" aria-label=${`Relationships of ${card.name}, then and now`}>
    <table class="wb-table">
      <thead><tr><th scope="col">relationship</th><th scope="col">how</th><th scope="col">${shortDate(card.before)}</th><th scope="col">now</th><th scope="col">it is</th></tr></thead>
      <tbody>${ties.map((tie) => html`<tr key=${tie.id}>
        <th scope="row">${tie.between[0]} ${{ "one way": "→", mutual: "↔", undirected: "–" }[tie.direction]} ${tie.between[1]}</th>
        <td>${tie.kind}</td>
        <td><${Dots} strength=${tie.before} /></td>
        <td><${Dots} strength=${tie.after} /></td>
        <td class=${tie.became === "kept" ? "wb-muted" : ""}>${REVIEW_WORDS[tie.became]}</td>
      </tr>`)}</tbody>
    </table>
  </div>`;
}

function Closer({ card, onClose }) {
  return html`<div class="wb-review-closer"><${Dialog} title=${card.name} onClose=${onClose}>
    <p>${card.sentence}</p>
    <${Pair} card=${card} large=${true} />
    <${Ties} card=${card} />
  <//></div>`;
}

/** What was tried, by stage, each with its one-line answer. */
function Tried({ stages, others }) {
  return html`<section class="wb-card" aria-labelledby="wb-review-tried">
    <h2 id="wb-review-tried">What was tried, and did it move?</h2>
    ${stages.length ? stages.map(({ stage, prototypes }) => html`<div key=${stage} class="wb-review-stage">
      <h3>${stage} <span class="wb-muted">${prototypes.length}</span></h3>
      <ul>${prototypes.map((one) => html`<li key=${one.id}>
        <span><${MaybeLink} link=${one.link}>#${one.number} ${one.title}<//>${others && html`<span class="wb-muted"> ${one.network}</span>`}</span>
        <span class="wb-review-answer">${one.answer}</span>
      </li>`)}</ul>
    </div>`) : html`<p class="wb-muted">Nothing is being tried yet.</p>`}
  </section>`;
}

/** What waits for somebody who can unblock or answer, the longest first. */
function ForSponsors({ items, others, only }) {
  return html`<section class="wb-card" id="wb-review-sponsors" tabindex="-1" aria-labelledby="wb-review-sponsors-title">
    <h2 id="wb-review-sponsors-title">Waiting for a sponsor, longest first</h2>
    ${items.length ? html`<div class="wb-table-wrap" tabindex="0" role="region" aria-label="What waits for a sponsor"><table class="wb-table wb-review-wide">
      <thead><tr><th scope="col">what</th>${others && html`<th scope="col">network</th>`}<th scope="col">with</th><th scope="col">waiting</th><th scope="col">blocks</th></tr></thead>
      <tbody>${items.map((one, at) => html`<tr key=${one.id}>
        <th scope="row"><${MaybeLink} link=${one.link}>${one.label}<//><span class="wb-when">${[one.kind, one.further].filter(Boolean).join(", ")}</span></th>
        ${others && html`<td>${one.network}</td>`}
        <td>${one.of || html`<span class="wb-concern">nobody yet</span>`}</td>
        <td class="wb-figures">${at === 0 ? html`<strong>${waited(one.days)}</strong>` : waited(one.days)}</td>
        <td>${one.blocks.length ? one.blocks.map((each, place) => html`${place > 0 && ", "}<${MaybeLink} link=${each.link}>${each.label}<//>`) : "–"}</td>
      </tr>`)}</tbody>
    </table></div>` : html`<p class="wb-muted">${only ? `Nothing waits for ${theRole(only)}.` : "Nothing waits for a sponsor."}</p>`}
  </section>`;
}

/** What has to be decided: rules that ran out, tests that ended, days that have passed, prototypes at odds. */
function ToDecide({ items, others, only, who, mine, choose }) {
  return html`<section class="wb-card" id="wb-review-decide" tabindex="-1" aria-labelledby="wb-review-decide-title">
    <h2 id="wb-review-decide-title">What waits for a decision?</h2>
    ${who && html`<p class="wb-no-print"><${Button} class="wb-small" aria-pressed=${mine ? "true" : "false"} onClick=${choose}>Only what waits for ${theRole(who)}<//></p>`}
    ${items.length ? html`<ul class="wb-review-decide">${items.map((one) => html`<li key=${one.id}>
      <p><${MaybeLink} link=${one.link}>${one.label}<//>${others && html`<span class="wb-muted"> ${one.network}</span>`}</p>
      <ul>${one.matters.map((each) => html`<li key=${each.says}><strong>${each.kind}</strong> ${each.says}</li>`)}</ul>
      <p class="wb-muted">${one.people.length ? `with ${one.people.join(", ")}` : html`<span class="wb-concern">with nobody yet</span>`}</p>
    </li>`)}</ul>` : html`<p class="wb-muted">${only ? `No decision waits for ${theRole(who)}.` : "No decision waits."}</p>`}
  </section>`;
}

/** What nobody looks after, or nobody could see the result of. */
function Loose({ items, others, nothing }) {
  return html`<section class="wb-card" id="wb-review-loose" tabindex="-1" aria-labelledby="wb-review-loose-title">
    <h2 id="wb-review-loose-title">Has no owner, no measure or no use</h2>
    ${items.length ? html`<ul class="wb-review-loose">${items.map((one) => html`<li key=${one.id}>
      <span><span class="wb-muted">${one.kind}</span> <${MaybeLink} link=${one.link}>${one.label}<//>${others && html`<span class="wb-muted"> ${one.network}</span>`}</span>
      <span class="wb-review-lacks">${one.lacks}</span>
    </li>`)}</ul>` : nothing ? html`<p class="wb-muted">There is nothing to look after yet.</p>`
      : html`<p>Everything has an owner, a measure and a use.</p>`}
  </section>`;
}

/** What was agreed and is not done, the longest first. */
function Waiting({ actions, others, only }) {
  return html`<section class="wb-card" id="wb-review-waiting" tabindex="-1" aria-labelledby="wb-review-waiting-title">
    <h2 id="wb-review-waiting-title">Agreed and not done yet, longest first</h2>
    ${actions.length ? html`<div class="wb-table-wrap" tabindex="0" role="region" aria-label="Open actions"><table class="wb-table wb-review-wide">
      <thead><tr><th scope="col">action</th>${others && html`<th scope="col">network</th>`}<th scope="col">with</th><th scope="col">due</th><th scope="col">waiting</th></tr></thead>
      <tbody>${actions.map((one, at) => html`<tr key=${one.id}>
        <th scope="row"><${MaybeLink} link=${one.link}>${one.text}<//></th>
        ${others && html`<td>${one.network}</td>`}
        <td>${one.owner || html`<span class="wb-concern">nobody yet</span>`}</td>
        <td>${one.due ? html`<span class=${one.late ? "wb-concern" : ""}>${shortDate(one.due)}${one.late ? ", past" : ""}</span>` : "–"}</td>
        <td class="wb-figures">${at === 0 ? html`<strong>${waited(one.waiting)}</strong>` : waited(one.waiting)}</td>
      </tr>`)}</tbody>
    </table></div>` : html`<p class="wb-muted">${only ? `Nothing that was agreed waits for ${theRole(only)}.` : "Nothing is waiting."}</p>`}
  </section>`;
}

const waited = (days) => (days ? plural(days, "day") : "since today");
const MaybeLink = ({ link, children }) => (link ? html`<a href=${link}>${children}</a>` : html`<span>${children}</span>`);

export default app(Review);
