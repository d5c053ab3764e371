// What is in the way: raised in one line, the longest open first; taken further with why, resolved with how.

const BARRIER_FILTERS = [["open", "in the way"], ["resolved", "resolved"]];

function BarriersView({ state, send, network, Title, ask, record }) {
  const { barriers } = state;
  const asked = barriers.listed.find((each) => each.id === record);
  const [shown, setShown] = useState(asked?.resolved_on ? "resolved" : "open");
  useAskedFor(record);
  const those = barriers.listed.filter((each) => (shown === "resolved") === Boolean(each.resolved_on));
  const add = {
    name: "title", placeholder: "for example volunteers may not see the shared diary", labels: state.labels.barrier,
    more: [[{ name: "owner", kind: "role" }, { name: "raised_by", kind: "role" }], [{ name: "raised_on", kind: "day", max: state.app.today }, { name: "level", kind: "choice", options: state.levels }]],
    blank: { title: "", owner: "", raised_by: "", raised_on: "", level: "team", blocks: [] },
    place: `barrier:${state.shown}`, gesture: "raise_barrier", args: { challenge: state.shown }, submit: "Raise it",
    said: "It is raised. Say who can solve it.",
  };
  return html`
    <header class="wb-heading"><div><${Title}>What is in the way?<//><p class="wb-lede">${barriers.says}</p></div></header>
    <${AddLine} ...${{ ...add, send, network }} extra=${({ draft, setDraft }) => html`<${BlocksChooser} ...${{ state, draft, setDraft }} />`} />
    ${barriers.listed.length === 0
      ? html`<${Empty}>Nothing is in the way yet, or nobody has said so. Raise what you cannot solve yourselves, and say who can.<//>`
      : html`<${Chips} label="Show" chosen=${[shown]} onToggle=${setShown}
            options=${BARRIER_FILTERS.map(([value, label]) => ({ value, label: `${label} (${barriers.listed.filter((each) => (value === "resolved") === Boolean(each.resolved_on)).length})` }))} />
          ${those.length === 0
            ? html`<p class="wb-muted">${shown === "open" ? "Nothing is in the way now." : "Nothing has been resolved yet."}</p>`
            : html`<ul class="wb-barriers">${those.map((barrier) => html`<${BarrierCard} key=${barrier.id} ...${{ state, send, ask, barrier }} />`)}</ul>`}`}`;
}

/** What a barrier is in the way of, among the prototypes, the goals and the relationships on the map. */
function BlocksChooser({ state, draft, setDraft }) {
  return html`<${SearchChooser} label=${state.labels.barrier.blocks} hint="Search prototypes, goals and relationships; Enter takes the first."
    things=${state.things} chosen=${draft.blocks} onChange=${(blocks) => setDraft((before) => ({ ...before, blocks }))} />`;
}

function BarrierCard({ send, ask, barrier }) {
  const reopen = async () => {
    const answer = await send("reopen_barrier", { barrier: barrier.id });
    if (answer.ok) announce(`In the way again: “${asTitle(barrier.title)}”. Undo takes it back.`);
  };
  const takeAway = async (step) => {
    const answer = await send("remove", { record: step.id });
    if (!answer.ok) return;
    const look = barrier.fields.level === "team" ? "" : " Look whether it can still be solved where it says; Change puts that right.";
    announce(`No longer noted: ${step.removes}. Undo brings it back.${look}`);
    document.getElementById(`wb-at-${barrier.id}`)?.focus({ preventScroll: true }); // what was pressed is gone
  };
  return html`<li class="wb-card wb-barrier" id=${`wb-at-${barrier.id}`} tabindex="-1">
    <div class="wb-row wb-spread wb-barrier-head">
      <h2>${barrier.title}</h2>
      <p class="wb-barrier-age"><strong>${barrier.age}</strong></p>
    </div>
    <p>${barrier.with ? html`With ${barrier.with}.` : barrier.nobody && html`<span class="wb-concern">${barrier.nobody}</span>`} <span class="wb-muted">${barrier.raised}</span></p>
    ${barrier.blocks.length > 0 && html`<p>In the way of ${" "}${barrier.blocks.map((one, at) => html`${at > 0 && ", "}<a href=${one.href}>${one.label}</a>`)}.</p>`}
    ${barrier.steps.length > 0 && html`<ol class="wb-story">${barrier.steps.map((step) => html`<li key=${step.id} id=${`wb-at-${step.id}`} tabindex="-1">
      <span class="wb-when">${longDate(step.on)}</span>
      <div class="wb-step"><span>${step.says}</span> ${step.removes && html`<${Button} class="wb-quiet wb-small wb-no-print" aria-label=${`Take away: ${step.removes} on ${longDate(step.on)}`} onClick=${() => takeAway(step)}>Take away<//>`}</div>
    </li>`)}</ol>`}
    <div class="wb-actions wb-no-print">
      ${!barrier.resolved_on && html`
        <${Button} class="wb-small" aria-label=${`Take further: ${barrier.title}`} onClick=${() => ask("escalate", barrier.id)}>Take it further<//>
        <${Button} class="wb-small" aria-label=${`Resolved: ${barrier.title}`} onClick=${() => ask("resolve", barrier.id)}>It is resolved<//>`}
      ${barrier.resolved_on && html`<${Button} class="wb-small" aria-label=${`In the way again: ${barrier.title}`} onClick=${reopen}>It is in the way again<//>`}
      <${Button} class="wb-quiet wb-small" aria-label=${`Change: ${barrier.title}`} onClick=${() => ask("barrier", barrier.id)}>Change<//>
    </div>
  </li>`;
}
