// What comes next: the plans of a week, with those that carried over from earlier ones.

/** The day of a tick that is made on the page of a week: today, or the last day of a week that is over. */
const tickDay = (week) => (week.this_week ? null : week.ends_on);

function PlansCard({ state, send, network, week }) {
  const [title, setTitle, clear] = useDraft(`plan:${week.week_of}`, "", network);
  const [changing, setChanging] = useState(null);
  const { above, sendHere } = useProblem(send);
  const add = async () => {
    if (!title.trim()) return;
    const answer = await sendHere("plan", { title, week_of: week.week_of });
    if (answer.ok) { clear(""); announce("Planned.", { unseen: true }); }
  };
  const changed = week.plans.find((plan) => plan.id === changing);
  return html`<section class="wb-card wb-week-part" aria-labelledby="wb-plans-title">
    <h2 class="wb-label" id="wb-plans-title">What comes next</h2>
    ${week.plans.length > 0 && html`<ul class="wb-plans">
      ${week.plans.map((plan) => html`<${PlanLine} key=${plan.id} ...${{ send, week, plan }} onChange=${() => setChanging(plan.id)} />`)}
    </ul>`}
    <${Form} onSubmit=${add} class="wb-plan-form wb-no-print">
      <${TextField} label="Something to do next" hidden value=${title} onChange=${setTitle} maxlength="200" placeholder="Something to do next; Enter adds it" />
      ${above}
    <//>
    ${changed && html`<${PlanDialog} key=${changed.id} ...${{ send, network, plan: changed }} onClose=${() => setChanging(null)} />`}
  </section>`;
}

function PlanLine({ send, week, plan, onChange }) {
  const [ticked, choose] = useAtOnce(plan.ticked_on !== null && plan.ticked_on <= week.ends_on);
  const toggle = () => choose(!ticked, () => (ticked ? send("untick", { what: plan.id }) : send("tick", { what: plan.id, on: tickDay(week) })));
  const said = [
    plan.owner,
    plan.carried > 0 && `since the week of ${longDate(plan.since)}`,
    plan.ticked_on && `ticked on ${longDate(plan.ticked_on)}`,
    plan.dropped_on && `dropped on ${longDate(plan.dropped_on)}`,
  ].filter(Boolean).join(" · ");
  return html`<li class=${ticked ? "wb-ticked" : ""}>
    <label class="wb-choice"><input type="checkbox" checked=${ticked} disabled=${Boolean(plan.dropped_on)} onChange=${toggle} />
      <span>${plan.title}${said && html`<span class="wb-when">${said}</span>`}</span></label>
    ${!plan.dropped_on && html`<${Button} quiet class="wb-small wb-no-print" onClick=${onChange} aria-label=${`Change “${plan.title}”`}>Change<//>`}
  </li>`;
}

function PlanDialog({ send, network, plan, onClose }) {
  const labels = { title: "What comes next", owner: "Who looks after it? (a role)" };
  const [draft, setDraft, clear] = useDraft(`plan-change:${plan.id}`, { title: plan.title, owner: plan.owner, version: plan.version }, network);
  const { above, at, put, sendHere } = useProblem(send, labels, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const keep = async () => {
    const answer = await sendHere("change_plan", { plan: plan.id, ...draft });
    if (answer.ok || answer.conflict) { clear(); onClose(); }
  };
  const drop = async () => {
    const answer = await send("drop", { plan: plan.id });
    if (answer.ok) { clear(); onClose(); announce("Dropped. Undo brings it back."); }
  };
  return html`<${Dialog} title="Change a plan" onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <${TextField} label=${labels.title} value=${draft.title} onChange=${put("title", labels.title)} maxlength="200" ...${at(labels.title)} />
      <${TextField} label=${labels.owner} value=${draft.owner} onChange=${put("owner", labels.owner)} list="wb-roles" maxlength="200" ...${at(labels.owner)} />
      ${above}
      <div class="wb-actions">
        <${Button} quiet onClick=${drop}>Drop it<//>
        <${Button} primary type="submit">Keep the changes<//>
      </div>
    <//>
  <//>`;
}
