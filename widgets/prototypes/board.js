// The board: every prototype by its stage, with the answer in one line. Cards are moved with the keys, with the mouse
// or by their button; beside them stands what waits for somebody.

const STAGE_WORDS = {
  idea: ["Ideas", "not tried yet"], testing: ["Testing", "being tried"], adopted: ["Adopted", "here to stay"],
  adapted: ["Adapted", "going on in another form"], abandoned: ["Abandoned", "ended, and learnt from"], spreading: ["Spreading", "taken up elsewhere"],
};
const ALWAYS = ["idea", "testing", "adopted"];
const MANY = 6; // prototypes from which on the board can be narrowed to one owner's
const NOBODY = "nobody yet";

function Board({ state, send, network, onOpen, onNew }) {
  const [owner, setOwner] = useState("");
  const [moving, setMoving] = useState(null); // {id, stage}: the window that asks for a reason
  const [over, setOver] = useState(null); // the stage above which a card is being dragged
  const follows = useRef(null); // the card that keeps the focus wherever it goes
  const board = useRef(null);

  const shown = state.prototypes.filter((each) => !owner || (each.owner || NOBODY) === owner);
  const inStage = (stage) => shown.filter((each) => each.stage === stage);
  const wide = state.stages.filter((stage) => ALWAYS.includes(stage) || inStage(stage).length);
  const empty = state.stages.filter((stage) => !wide.includes(stage));
  const named = (prototype) => `#${prototype.number} ${prototype.title}`;

  const focusOn = (id) => board.current?.querySelector(`[data-card="${id}"] h3 a`)?.focus();
  useEffect(() => {
    if (!follows.current || moving) return;
    const id = follows.current;
    follows.current = null;
    setTimeout(() => focusOn(id)); // after the window has given the focus back
  }, [state.prototypes, moving]);

  const moveTo = async (prototype, stage) => {
    if (!stage || stage === prototype.stage) return;
    if (state.decided.includes(stage) || (stage === "testing" && prototype.began_earlier)) { setMoving({ id: prototype.id, stage }); return; }
    follows.current = prototype.id;
    const answer = await send("set_stage", { prototype: prototype.id, stage, version: prototype.version });
    if (answer.ok) announce(`${named(prototype)} is now in ${STAGE_WORDS[stage][0]}. Undo takes it back.`);
  };
  const moved = state.prototypes.find((each) => each.id === moving?.id);

  const onKeyDown = (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || event.ctrlKey || event.metaKey) return;
    const prototype = state.prototypes.find((each) => each.id === card.dataset.card);
    const taken = () => { event.preventDefault(); event.stopPropagation(); };
    if (event.key.toLowerCase() === "m" && !event.altKey) { taken(); setMoving({ id: prototype.id }); return; }
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!way) return;
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    taken();
    if (event.altKey || event.shiftKey) {
      const next = across && state.stages[state.stages.indexOf(prototype.stage) + way];
      if (next) moveTo(prototype, next); else announce("No stage further that way.");
      return;
    }
    const column = inStage(prototype.stage), at = column.indexOf(prototype);
    const columns = state.stages.map(inStage).filter((cards) => cards.length);
    const beside = columns[columns.findIndex((cards) => cards[0].stage === prototype.stage) + way];
    const next = across ? beside?.[Math.min(at, beside.length - 1)] : column[at + way];
    if (next) focusOn(next.id); else announce("No card further that way.");
  };

  const dropping = (stage) => ({
    "data-over": over === stage ? "true" : undefined,
    onDragOver: (event) => { if (event.dataTransfer.types.includes("text/x-wb-prototype")) { event.preventDefault(); setOver(stage); } },
    onDragLeave: (event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOver(null); },
    onDrop: (event) => {
      const dropped = state.prototypes.find((each) => each.id === event.dataTransfer.getData("text/x-wb-prototype"));
      setOver(null);
      if (dropped) { event.preventDefault(); moveTo(dropped, stage); }
    },
  });

  const starting = html`<${Button} primary onClick=${onNew}>New prototype<//>`;
  return html`
    <header class="wb-heading">
      <div><h1>What are we trying?</h1>
        <p class="wb-lede">${boardWords(state)}</p></div>
      <div class="wb-actions wb-no-print"><${Undoing} ...${{ state, send }} />
        <a class="wb-button" href="?drivers" onClick=${(event) => follow(event, () => onOpen("drivers"))}>Driver diagram</a>${state.prototypes.length > 0 && starting}</div>
    </header>
    ${state.prototypes.length === 0
      ? html`<${Empty} action=${html`<div class="wb-actions">${starting}</div>`}>Nothing is being tried yet. A prototype is a small
          thing you try for a few weeks: it names the relationships it means to change and the measure that should show it.<//>`
      : html`
        ${state.prototypes.length >= MANY && html`<${Owners} ...${{ state, owner, setOwner }} count=${shown.length} />`}
        <div class="wb-board" ref=${board} onKeyDown=${onKeyDown} data-lm-suppress-shortcuts="true">
          ${wide.map((stage) => html`<section key=${stage} class="wb-stage" aria-labelledby=${`wb-stage-${stage}`} ...${dropping(stage)}>
            <h2 id=${`wb-stage-${stage}`}>${STAGE_WORDS[stage][0]} <span class="wb-muted wb-small-words">${STAGE_WORDS[stage][1]}</span></h2>
            ${inStage(stage).length
              ? html`<ul>${inStage(stage).map((each) => html`<${PrototypeCard} key=${each.id} prototype=${each} onOpen=${onOpen}
                  onMove=${() => setMoving({ id: each.id })} />`)}</ul>`
              : html`<p class="wb-muted wb-nothing">${owner ? "none of these" : "none"}</p>`}
          </section>`)}
          ${empty.length > 0 && html`<section class="wb-stage wb-empty-stages" aria-label="Stages without a prototype">
            ${empty.map((stage) => html`<p key=${stage} class="wb-nothing" ...${dropping(stage)}><strong>${STAGE_WORDS[stage][0]}</strong>
              ${" "}<span class="wb-muted wb-small-words">${STAGE_WORDS[stage][1]}</span><span class="wb-muted wb-when">none</span></p>`)}
          </section>`}
        </div>
        <p class="wb-hint wb-no-print wb-keys-only" id="wb-board-keys">On a card: the arrow keys go to the next one, Enter opens it, M moves it to another
          stage, and Alt with ← or → moves it one stage back or on. With a mouse, drag it.</p>
        <${Waiting} ...${{ state, onOpen }} />`}
    ${moved && html`<${StageDialog} key=${moved.id} ...${{ state, send, network, prototype: moved }} to=${moving.stage}
      onClose=${() => { follows.current = moved.id; setMoving(null); }} />`}`;
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

/** Narrows the board to what one role looks after. */
function Owners({ state, owner, setOwner, count }) {
  const owners = [...new Set(state.prototypes.map((each) => each.owner || NOBODY))].sort((one, other) => (one === NOBODY ? -1 : other === NOBODY ? 1 : one.localeCompare(other)));
  const choose = (value) => {
    setOwner(value);
    announce(value ? `Only what ${value === NOBODY ? "nobody" : value} looks after.` : "All prototypes.");
  };
  return html`<div class="wb-row wb-owners wb-no-print">
    <${Select} label="Who looks after it?" value=${owner} onChange=${choose} empty="everybody" options=${owners} />
    ${owner && html`<p class="wb-muted">${count} of ${plural(state.prototypes.length, "prototype")} shown</p>`}
  </div>`;
}

/** What a card says beside the answer: who, when, the cycles, how far. */
function cardWords(prototype) {
  const cycles = prototype.cycles, running = cycles.find((cycle) => cycle.state === "doing");
  const waiting = cycles.find((cycle) => cycle.state === "study");
  const latest = prototype.progress[prototype.progress.length - 1];
  return [
    [prototype.owner ? `owner: ${prototype.owner}` : "owner: nobody yet",
      prototype.started_on && `started ${shortDate(prototype.started_on)}`,
      prototype.ended_on && `${prototype.stage} ${shortDate(prototype.ended_on)}`],
    [cycles.length > 0 && plural(cycles.length, "test cycle"), running && `test ${running.number} is running`,
      waiting && `test ${waiting.number} is to be studied`, latest && `${latest.score} of 5: ${latest.name.toLowerCase()}`],
  ].map((line) => line.filter(Boolean).join(" · ")).filter(Boolean);
}

function PrototypeCard({ prototype, onOpen, onMove }) {
  return html`<li class="wb-card wb-prototype-card" data-card=${prototype.id} draggable=${true}
      onDragStart=${(event) => { event.dataTransfer.setData("text/x-wb-prototype", prototype.id); event.dataTransfer.effectAllowed = "move"; }}>
    <h3><a href=${`?open=${prototype.id}`} draggable=${false} aria-keyshortcuts="M Alt+ArrowLeft Alt+ArrowRight" aria-describedby="wb-board-keys"
      onClick=${(event) => follow(event, () => onOpen("open", prototype.id))}>
      <span class="wb-muted">#${prototype.number}</span> ${prototype.title}</a></h3>
    <p>${prototype.answer}</p>
    ${cardWords(prototype).map((line) => html`<p class="wb-muted wb-small-words" key=${line}>${line}</p>`)}
    ${prototype.rule_over && html`<p class="wb-chip wb-concern wb-rule-over">${ruleOver(prototype)}</p>`}
    <div class="wb-actions wb-no-print"><${Button} class="wb-small" onClick=${onMove}
      aria-label=${`Move #${prototype.number} ${prototype.title} to another stage`}>Move to…<//></div>
  </li>`;
}

/** A suspended rule whose day has passed: somebody has to say whether it is back. */
function ruleOver(prototype) {
  return `A rule was suspended until ${longDate(prototype.rule_until)}. That day has passed.`;
}
