// The routines: the register, what is due first on top, and what changed because of them.

const CHANGES_AT_ONCE = 8;

function RoutinesView({ state, send, network, tabs, opened }) {
  const [adding, setAdding] = useState(false);
  const reminders = async () => {
    const answer = await send("reminders", {}, { quiet: true });
    if (answer.ok) download(answer.result);
  };
  const some = state.routines.length > 0;
  const routines = useSteadyOrder(state.routines);
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow">Everybody in the network sees these</p>
        <${ViewTitle}>Routines<//>
        <p class="wb-lede">What we do deliberately, again and again.</p>
      </div>
      <div class="wb-actions wb-no-print">
        <${Undoing} ...${{ state, send }} />
        ${some && html`<${Button} onClick=${reminders}>Reminders for your calendar<//>`}
        ${some && html`<${Button} primary onClick=${() => setAdding(true)}>Add a routine<//>`}
      </div>
    </header>
    <div class="wb-tabs-and-weeks wb-no-print">${tabs}</div>
    ${some
      ? html`<div class="wb-routines">${routines.map((routine) => html`<${RoutineCard} key=${routine.id} ...${{ state, send, network, routine }} pointed=${opened === routine.id} />`)}</div>
        <${WhatChanged} ...${{ state, send }} />`
      : html`<${Empty} action=${html`<div class="wb-actions"><${Button} primary onClick=${() => setAdding(true)}>Add a routine<//></div>`}>
          No routine yet. Begin with a small one that you already mean to keep: ten minutes every Thursday, in the same place.<//>`}
    ${adding && html`<${RoutineDialog} ...${{ state, send, network }} onClose=${() => setAdding(false)} />`}`;
}

/** Rows in the order in which they were shown first, so that none comes to lie under a pointer that is there; new ones last. */
function useSteadyOrder(rows) {
  const places = useRef(new Map());
  for (const { id } of rows) if (!places.current.has(id)) places.current.set(id, places.current.size);
  return [...rows].sort((one, other) => places.current.get(one.id) - places.current.get(other.id));
}

function WhatChanged({ state, send }) {
  const [all, setAll] = useState(false);
  const shown = all ? state.changed : state.changed.slice(0, CHANGES_AT_ONCE);
  const takeBack = (each) => async () => {
    const answer = await send("did_not", { done: each.id });
    if (answer.ok) announce("Taken back. Undo brings it back.");
  };
  return html`<section class="wb-card" aria-labelledby="wb-changed-title">
    <h2 id="wb-changed-title">What changed because of them</h2>
    ${shown.length === 0
      ? html`<p class="wb-muted">Nothing was said yet. When a routine changes something, however small, say so as you mark it as done.</p>`
      : html`<ul class="wb-said wb-changed">${shown.map((each) => html`<li key=${each.id}>
          <span>${each.changed}<span class="wb-by">${longDate(each.done_on)} · ${each.title}</span></span>
          <${Button} quiet class="wb-small wb-no-print" onClick=${takeBack(each)} aria-label=${`Take back “${each.changed}”`}>Take back<//>
        </li>`)}</ul>`}
    ${shown.length < state.changed.length && html`<p><${Button} quiet onClick=${() => setAll(true)}>Show ${state.changed.length - shown.length} more<//></p>`}
  </section>`;
}
