// The wall: every measure as a small chart, what needs a conversation first; or the same as a table.

const MANY = 7; // from so many on the wall has a search
const PART_WORDS = [["talk", "Talk about these first"], ["improving", "Improving"], ["usual", "As usual"], ["no values", "No values yet"]];
const FILTERS = [
  ["talk", "to talk about", (each) => each.talk], ["concern", "concern", (each) => each.variation?.kind === "special_cause_concern"],
  ["improvement", "improvement", (each) => each.variation?.kind === "special_cause_improvement"],
  ["overdue", "values missing", (each) => ["overdue", "no values"].includes(each.reason)], ["nobody", "nobody looks after it", (each) => !each.owner],
];

function Wall({ state, send, network, onOpen }) {
  const [defining, setDefining] = useState(false);
  const [taking, setTaking] = useState(false);
  const [look, setLook] = useDraft("measures-look", "charts", network);
  const [words, setWords] = useState("");
  const [wanted, setWanted] = useState([]);
  const all = state.measures;
  const ways = html`<div class="wb-actions">
    <${Undoing} ...${{ state, send }} />
    ${all.length > 0 && html`<${Button} aria-haspopup="dialog" onClick=${() => setTaking(true)}>Take a ready-made one<//>`}
    <${Button} primary=${all.length > 0} aria-haspopup="dialog" onClick=${() => setDefining(true)}>Define a measure<//></div>`;
  const said = words.trim().toLowerCase();
  const shown = all.filter((each) => (!said || [each.title, each.definition, each.owner, each.numerator, each.denominator].join(" ").toLowerCase().includes(said))
    && wanted.every((name) => FILTERS.find(([key]) => key === name)[2](each)));
  const filters = FILTERS.filter(([key, , holds]) => wanted.includes(key) || all.some(holds));
  return html`
    <header class="wb-heading">
      <div><h1>What do we measure?</h1><p class="wb-lede">${wallWords(all)}</p></div>
      ${ways}
    </header>
    ${all.some((each) => each.points > 0) && html`<${ForTheSetOnly} />`}
    ${all.length === 0
      ? html`<${Empty}>Nothing is measured yet. A measure is something you count the same way every week or month, so that you can see
            whether it moves. Take one that others use, and change what you count differently, or define your own.<//>
          <${ReadyMade} ...${{ state, send, onOpen }} />`
      : html`
        <div class="wb-wall-ways wb-no-print">
          ${all.length >= MANY && html`<${TextField} label="Search the measures" type="search" value=${words} onChange=${setWords} />
            <${Chips} label="Show only" chosen=${wanted} options=${filters.map(([value, label]) => ({ value, label }))}
              onToggle=${(name) => setWanted(wanted.includes(name) ? wanted.filter((one) => one !== name) : [...wanted, name])} />`}
          <${Chips} label="Show as" chosen=${[look]} options=${[{ value: "charts", label: "Charts" }, { value: "table", label: "Table" }]} onToggle=${setLook} />
        </div>
        ${shown.length === 0 ? html`<p class="wb-muted" role="status">No measure is like that. <${Button} class="wb-quiet wb-small" onClick=${() => { setWords(""); setWanted([]); }}>Show all of them<//></p>`
          : look === "table" ? html`<${WallTable} ...${{ onOpen }} measures=${shown} />`
          : html`<${WallCharts} ...${{ onOpen }} measures=${shown} />`}`}
    ${defining && html`<${MeasureDialog} ...${{ state, send, network }} onClose=${() => setDefining(false)} onKept=${(measure) => onOpen(measure)} />`}
    ${taking && html`<${Dialog} title="Take a ready-made measure" onClose=${() => setTaking(false)}><${ReadyMade} ...${{ state, send, onOpen }} within /><//>`}`;
}

/** How many there are and how many of them need a conversation, in a sentence. */
function wallWords(measures) {
  if (!measures.length) return "What you count over and over, the same way each time.";
  const talk = measures.filter((each) => each.talk).length;
  const [better, bare] = ["improving", "no values"].map((part) => measures.filter((each) => each.part === part).length);
  return `${plural(measures.length, "measure")}: ${talk === 0 ? "none needs a conversation" : `${talk === measures.length && talk > 1 ? "all" : talk} ${talk === 1 ? "needs" : "need"} a conversation`}${better ? `, ${better} improving` : ""}${bare ? `, ${bare} without values yet` : ""}.`;
}

function WallCharts({ measures, onOpen }) {
  const parts = PART_WORDS.map(([name, title]) => [title, name, measures.filter((each) => each.part === name)]);
  return parts.filter(([, , those]) => those.length).map(([title, name, those]) => html`<section key=${name} aria-labelledby=${`wb-wall-${name.replace(" ", "-")}`}>
    <h2 id=${`wb-wall-${name.replace(" ", "-")}`}>${title}</h2>
    <ul class=${`wb-wall wb-wall-${name.replace(" ", "-")}`}>${those.map((each) => html`<${WallCard} key=${each.id} ...${{ measure: each, onOpen }} />`)}</ul>
  </section>`);
}

const measureLink = (measure, onOpen) => html`<a href=${`?measure=${measure.id}`} onClick=${(event) => follow(event, () => onOpen(measure.id))}>${measure.title}</a>`;

function WallCard({ measure, onOpen }) {
  return html`<li class=${`wb-card wb-wall-card wb-because-${measure.reason.replaceAll(" ", "-")}`}>
    <div>
      <h3>${measureLink(measure, onOpen)}</h3>
      <p class="wb-muted wb-small-words">${[measure.unit, measure.direction !== "neutral" && BETTER_WORDS[measure.direction]].filter(Boolean).join(" · ")}</p>
      ${measure.points > 0 && html`<div class="wb-wall-chart" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: measure.small }}></div>`}
    </div>
    <div>
      ${measure.points > 0 && html`<p class="wb-wall-now"><strong>${measure.latest}</strong> <span class="wb-muted">on ${shortDate(measure.last)} · ${measure.centre} ${measure.mean}</span></p>
        <p class="wb-wall-signs"><${Sign} sign=${measure.variation} /><${Sign} sign=${measure.assurance} /></p>`}
      <p class="wb-wall-why">${measure.why}</p>
      <p class="wb-muted wb-small-words">${[measure.hope, measure.owner ? `owner: ${measure.owner}` : "owner: nobody yet"].filter(Boolean).join(" · ")}</p>
    </div>
  </li>`;
}

function WallTable({ measures, onOpen }) {
  return html`<div class="wb-table-wrap" tabindex="0" role="group" aria-label="The measures"><table class="wb-table wb-wall-table">
    <thead><tr><th scope="col">measure</th><th scope="col">why it stands here</th><th scope="col" class="wb-number">latest</th><th scope="col">on</th>
      <th scope="col" class="wb-number">mean</th><th scope="col">what the chart says</th><th scope="col">what we hope for</th><th scope="col">owner</th></tr></thead>
    <tbody>${measures.map((each) => html`<tr key=${each.id}>
      <th scope="row">${measureLink(each, onOpen)}${each.unit && html`<span class="wb-when">${each.unit}</span>`}</th><td>${each.why}</td>
      <td class="wb-number">${each.latest ?? "n/a"}</td><td>${each.last ? longDate(each.last) : "n/a"}</td><td class="wb-number">${each.mean ?? "n/a"}</td>
      <td><${Sign} sign=${each.variation} /> <${Sign} sign=${each.assurance} /></td><td>${each.hope || "not said yet"}</td><td>${each.owner || "nobody yet"}</td>
    </tr>`)}</tbody>
  </table></div>`;
}
