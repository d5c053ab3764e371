// One prototype: whether it moved first, then what is tried, its relationships and measures, its test cycles, how far it
// has come, and the thread from the session where it began.

function OpenedView({ state, send, network, onLeave }) {
  const prototype = state.opened;
  const [editing, setEditing] = useState(false);
  const [moving, setMoving] = useState(false);
  const [planning, setPlanning] = useState(null); // what the form to plan a cycle was opened with, null while it is closed
  const shared = { state, send, network, prototype };
  const ended = state.decided.includes(prototype.stage);
  const file = async () => {
    const answer = await send("answer_file", { prototype: prototype.id });
    if (answer.ok) download(answer.result);
  };
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow"><${BackLink} onLeave=${onLeave} /> · ${standing(prototype)} · ${prototype.owner ? `owner: ${prototype.owner}` : "owner: nobody yet"}</p>
        <${ViewTitle}>${prototype.title}<//>
      </div>
      <div class="wb-actions wb-no-print">
        <${Undoing} ...${{ state, send }} />
        <${Button} onClick=${() => setEditing(true)}>Edit<//>
        <${Button} onClick=${() => setMoving(true)}>Move to…<//>
        <${Button} onClick=${() => setPlanning({})}>Plan a test cycle<//>
        <a class=${`wb-button ${ended ? "" : "wb-primary"}`} href=${`session.ipynb?from=${prototype.id}`}>Record what we saw</a>
        ${ended && html`<a class="wb-button wb-primary" href="#wb-hand-on-title" onClick=${toHandOn}>Hand it on</a>`}
      </div>
    </header>
    ${prototype.measured.some((each) => each.points > 0) && html`<${ForTheSetOnly} />`}
    <section class="wb-answer wb-the-answer" aria-labelledby="wb-answer-title">
      <h2 id="wb-answer-title">Did it move?</h2>
      <${BeganEarlier} ...${shared} />
      ${ended && prototype.tried && html`<p><strong>What was tried:</strong> ${prototype.tried}</p>`}
      ${ended && prototype.reason && html`<p><strong>Why it was ${prototype.stage}:</strong> ${prototype.reason}</p>`}
      <p class="wb-headline">${prototype.answer.headline}</p>
      ${prototype.answer.points.length > 0 && html`<ul>${prototype.answer.points.map((point) => html`<li key=${point.said}>${point.said}
        ${point.besides && html` <span class="wb-muted">${point.besides}</span>`}</li>`)}</ul>`}
      ${!ended && prototype.reason && html`<p><strong>Why it is ${prototype.stage === "idea" ? "an idea" : prototype.stage}:</strong> ${prototype.reason}</p>`}
    </section>
    <div class="wb-three">
      <${WhatWeTry} ...${{ prototype, ended }} onEdit=${() => setEditing(true)} />
      <${Relationships} key=${prototype.id} ...${shared} />
      <div class="wb-third">
        <${Measured} key=${`m${prototype.id}`} ...${shared} />
        <${ProgressCard} ...${shared} />
      </div>
      <${Cycles} ...${shared} planning=${planning} onPlan=${setPlanning} />
    </div>
    <${LearningThread} prototype=${prototype} onEdit=${() => setEditing(true)} />
    <section class="wb-card wb-no-print" aria-labelledby="wb-hand-on-title">
      <h2 id="wb-hand-on-title" tabindex="-1">Hand it on</h2>
      <p class="wb-muted">A document that opens in any browser and prints. Small numbers of what is measured are hidden in it;
        what people wrote stands as they wrote it, so read it through first.</p>
      <div class="wb-actions"><${Button} onClick=${file}>Download as a document<//></div>
    </section>
    ${editing && html`<${EditDialog} ...${shared} onLeave=${onLeave} onClose=${() => setEditing(false)} />`}
    ${moving && html`<${StageDialog} ...${shared} onClose=${() => setMoving(false)} />`}`;
}

/** From the head of the page of one that has ended to where it is handed on; JupyterLab keeps its address for itself. */
function toHandOn(event) {
  event.preventDefault();
  const title = document.getElementById("wb-hand-on-title");
  title.scrollIntoView({ block: "center" });
  title.focus();
}

/** A test that is older than the start: the answer counts from the start, so it is asked at once which of the two holds. */
function BeganEarlier({ send, prototype }) {
  const early = prototype.began_earlier;
  if (!early) return null;
  const day = longDate(early.on), idea = prototype.stage === "idea";
  const begin = async () => {
    const answer = idea
      ? await send("set_stage", { prototype: prototype.id, stage: "testing", reason: prototype.reason, on: early.on, version: prototype.version })
      : await send("change_prototype", { prototype: prototype.id, started_on: early.on, version: prototype.version });
    if (answer.ok) announce(`Testing began on ${day}. Undo takes it back.`);
  };
  return html`<div class="wb-began-earlier">
    <p><strong>Test ${early.number} began on ${day}, ${prototype.started_on ? `before testing began here (${longDate(prototype.started_on)})` : "and nothing says yet when testing began"}.</strong>
      ${" "}What is said below counts from the day on which testing began.</p>
    <div class="wb-actions wb-no-print"><${Button} onClick=${begin}>${idea ? `Say that it has been tested since ${day}` : `Say that testing began on ${day}`}<//></div>
  </div>`;
}

/** "Prototype #4 · testing since 3 March 2025". */
function standing(prototype) {
  const since = prototype.ended_on ?? prototype.started_on;
  const when = !since ? "" : prototype.ended_on ? ` on ${longDate(since)}` : ` since ${longDate(since)}`;
  return `Prototype #${prototype.number} · ${prototype.stage}${when}`;
}

function BackLink({ onLeave }) {
  return html`<a href="?" onClick=${(event) => follow(event, onLeave)}>All prototypes</a>`;
}

/** The hypothesis in three lines, the principle it goes by, the rule suspended for it, and whom it affects. */
function WhatWeTry({ prototype, ended, onEdit }) {
  const said = prototype.hypothesis_parts;
  const lines = said ? [["If", said.if], ["then", said.then], ["because", said.because]].filter(([, words]) => words) : [];
  const suspended = [prototype.rule.replace(/\.$/, ""), prototype.rule_by && `by ${prototype.rule_by}`, prototype.rule_until && `until ${longDate(prototype.rule_until)}`]
    .filter(Boolean).join(", ");
  const missing = [!prototype.hypothesis && "what you expect, and why", !prototype.principle && "the simple principle",
    !prototype.people && "the people it affects", !prototype.owner && "who looks after it"].filter(Boolean);
  return html`<section class="wb-card wb-try" aria-labelledby="wb-try-title">
    <h2 id="wb-try-title">${ended ? "What we tried" : "What we try"}</h2>
    ${lines.length > 0
      ? html`<div class="wb-if-then">${lines.map(([word, words], number) => html`<p key=${word}><strong>${number === 0 ? `${word[0].toUpperCase()}${word.slice(1)}` : word}</strong> ${words}${number === lines.length - 1 ? "." : ","}</p>`)}</div>`
      : prototype.hypothesis && html`<p class="wb-lines">${prototype.hypothesis}</p>`}
    <dl class="wb-facts wb-what">
      ${prototype.principle && html`<dt>Simple principle</dt><dd class="wb-lines">${prototype.principle}</dd>`}
      ${prototype.rule && html`<dt>Rule suspended</dt><dd class="wb-lines">${suspended}${prototype.rule_over && html`<span class="wb-rule-over wb-concern"><strong>That day has passed.</strong> Say whether the rule is back.</span>`}</dd>`}
      ${prototype.people && html`<dt>People it affects</dt><dd class="wb-lines">${prototype.people}</dd>`}
      ${prototype.themes.length > 0 && html`<dt>About</dt><dd>${listed(prototype.themes)}</dd>`}
      ${prototype.owner && html`<dt>Looks after it</dt><dd>${prototype.owner}</dd>`}
    </dl>
    ${missing.length > 0 && html`<div class="wb-no-print"><p class="wb-muted wb-small-words">Not said yet: ${listed(missing)}.</p>
      <${Button} class="wb-quiet wb-small wb-flush" onClick=${onEdit}>Say it<//></div>`}
  </section>`;
}

/** One, two and three. */
const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words[0] ?? "");
