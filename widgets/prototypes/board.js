// The board: every prototype by its stage, with the answer in one line.

const STAGE_WORDS = {
  idea: ["Ideas", "not tried yet"], testing: ["Testing", "being tried"], adopted: ["Adopted", "here to stay"],
  adapted: ["Adapted", "going on in another form"], abandoned: ["Abandoned", "ended, and learnt from"], spreading: ["Spreading", "taken up elsewhere"],
};
const ALWAYS = ["idea", "testing"];

function Board({ state, send, network, onOpen, onNew }) {
  const stages = state.stages.filter((stage) => ALWAYS.includes(stage) || state.prototypes.some((each) => each.stage === stage));
  const starting = html`<${Button} primary onClick=${onNew}>New prototype<//>`;
  return html`
    <header class="wb-heading">
      <div><h1>What are we trying?</h1>
        <p class="wb-lede">${boardWords(state)}</p></div>
      <div class="wb-actions"><${Undoing} ...${{ state, send }} />
        <a class="wb-button" href="?drivers" onClick=${(event) => follow(event, () => onOpen("drivers"))}>Driver diagram</a>${state.prototypes.length > 0 && starting}</div>
    </header>
    ${state.prototypes.length === 0
      ? html`<${Empty} action=${html`<div class="wb-actions">${starting}</div>`}>Nothing is being tried yet. A prototype is a small
          thing you try for a few weeks: it names the relationships it means to change and the measure that should show it.<//>`
      : html`<div class="wb-board">
          ${stages.map((stage) => html`<section key=${stage} aria-labelledby=${`wb-stage-${stage}`}>
            <h2 id=${`wb-stage-${stage}`}>${STAGE_WORDS[stage][0]} <span class="wb-muted wb-small-words">${STAGE_WORDS[stage][1]}</span></h2>
            <ul>${state.prototypes.filter((each) => each.stage === stage).map((each) => html`<${PrototypeCard} key=${each.id}
              ...${{ state, send, network, prototype: each, onOpen }} />`)}</ul>
            ${!state.prototypes.some((each) => each.stage === stage) && html`<p class="wb-muted wb-nothing">none</p>`}
          </section>`)}
        </div>`}`;
}

/** How many are being tried, in a sentence. */
function boardWords(state) {
  const count = (stage) => state.prototypes.filter((each) => each.stage === stage).length;
  if (!state.prototypes.length) return "Small things, tried for a few weeks, with an eye on what they move.";
  const parts = [`${count("testing") || "none"} being tried now`];
  if (count("idea")) parts.push(`${plural(count("idea"), "idea")} waiting`);
  const unowned = state.prototypes.filter((each) => !each.owner && each.stage !== "abandoned").length;
  if (unowned) parts.push(`${unowned} with nobody yet`);
  return `${plural(state.prototypes.length, "prototype")}: ${parts.join(", ")}.`;
}

function PrototypeCard({ state, send, network, prototype, onOpen }) {
  const [moving, setMoving] = useState(false);
  return html`<li class="wb-card wb-prototype-card">
    <h3><a href=${`?open=${prototype.id}`} onClick=${(event) => follow(event, () => onOpen("open", prototype.id))}>
      <span class="wb-muted">#${prototype.number}</span> ${prototype.title}</a></h3>
    <p>${prototype.answer}</p>
    <p class="wb-muted wb-small-words">${[
      prototype.owner ? `owner: ${prototype.owner}` : "owner: nobody yet",
      prototype.started_on && `started ${shortDate(prototype.started_on)}`,
      prototype.ended_on && `${prototype.stage} ${shortDate(prototype.ended_on)}`,
    ].filter(Boolean).join(" · ")}</p>
    <div class="wb-actions wb-no-print"><${Button} class="wb-small" onClick=${() => setMoving(true)}
      aria-label=${`Move #${prototype.number} ${prototype.title} to another stage`}>Move to…<//></div>
    ${moving && html`<${StageDialog} ...${{ state, send, network, prototype }} onClose=${() => setMoving(false)} />`}
  </li>`;
}

/** Where it stands now, since when, and why. */
function StageDialog({ state, send, network, prototype, onClose }) {
  const after = { idea: "testing", testing: "adopted", adopted: "spreading", adapted: "testing", abandoned: "idea", spreading: "adopted" };
  const blank = { stage: after[prototype.stage], reason: "", on: state.app.today, version: prototype.version };
  const [draft, setDraft, clear] = useDraft(`stage:${prototype.id}`, blank, network);
  const put = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));
  const decided = state.decided.includes(draft.stage);
  const { above, sendHere } = useProblem(send);
  const move = async () => {
    const answer = await sendHere("set_stage", { prototype: prototype.id, ...draft });
    if (!answer.ok && !answer.conflict) return;
    clear();
    if (answer.ok) announce(`#${prototype.number} is now ${draft.stage}.`);
    onClose();
  };
  return html`<${Dialog} title=${`#${prototype.number} ${prototype.title}`} onClose=${onClose}>
    <${Form} onSubmit=${move}>
      <div class="wb-form-pair">
        <${Select} label="Move to" hint=${`It is ${STAGE_WORDS[draft.stage][1]}.`} value=${draft.stage} onChange=${put("stage")}
          options=${state.stages} autofocus />
        <${TextField} label=${decided ? "On which day was that decided?" : "Since when?"} type="date" value=${draft.on} onChange=${put("on")} />
      </div>
      <${TextArea} label=${decided ? "Why? Others learn from the reason" : "Why? (if you like)"} value=${draft.reason} onChange=${put("reason")} />
      ${above}
      <div class="wb-actions">
        <${Button} primary type="submit">Move it<//>
      </div>
    <//>
  <//>`;
}

function BackLink({ onLeave }) {
  return html`<a href="?" onClick=${(event) => follow(event, onLeave)}>All prototypes</a>`;
}
