// The work plan until the next gate: who does what, what it tests, planned against actual; and the plans before it.

function PlanView({ state, send, network, go, Title, ask, record }) {
  const { plan } = state.team;
  useAskedFor(record);
  const add = {
    name: "title", placeholder: "for example ring everybody on the list before they go home",
    more: [[{ name: "owner", kind: "role" }, { name: "tests", placeholder: "for example whether a call is enough" }],
      [{ name: "starts_on", kind: "day" }, { name: "ends_on", kind: "day" }]],
    blank: { title: "", owner: "", tests: "", starts_on: "", ends_on: "" },
    place: `task:${state.shown}:${plan.until}`, labels: state.labels.task, gesture: "plan_task",
    args: { challenge: state.shown, gate: plan.until }, submit: "Add", said: "It is on the plan.",
  };
  return html`
    <header class="wb-heading"><div>
      <${Title}>${plan.heading}<//>
      <p class="wb-lede">${plan.says}</p>
    </div></header>
    ${plan.behind && !plan.roll && html`<p class="wb-message">${plan.behind}</p>`}
    ${plan.over && html`<p class="wb-message"><span>${plan.over}</span>
      <a class="wb-button wb-small" href="?view=commitments" onClick=${(event) => follow(event, () => go({ view: "commitments" }))}>What will last?</a></p>`}
    ${plan.roll && html`<section class="wb-card wb-next" aria-labelledby="wb-plan-roll">
      <h2 id="wb-plan-roll">What is carried over?</h2>
      <p>${plan.roll.says}</p>
      <div class="wb-actions wb-no-print"><${Button} primary onClick=${() => ask("roll", plan.roll)}>${plan.roll.label}<//></div>
    </section>`}
    ${!plan.over && html`<${AddLine} ...${{ ...add, send, network }} />`}
    <section class="wb-card" aria-labelledby="wb-plan-now">
      <h2 id="wb-plan-now">${plan.title}</h2>
      ${plan.tasks.length
        ? html`<${Tasks} ...${{ state, send, ask }} tasks=${plan.tasks} label=${plan.title} />`
        : html`<p class="wb-muted">Nothing is planned until then. Type what somebody does first, and press Enter: small steps that show something within a month.</p>`}
    </section>
    ${plan.earlier.map((earlier) => html`<details class="wb-card wb-earlier-plan" key=${earlier.gate} open=${earlier.open}>
      <summary><strong>${earlier.title}</strong> <span class="wb-muted">${earlier.says}</span></summary>
      <${Tasks} ...${{ state, send, ask }} tasks=${earlier.tasks} label=${earlier.title} />
    </details>`)}`;
}

/** The tasks of one plan, done in one press. */
function Tasks({ state, send, ask, tasks, label }) {
  const did = async (gesture, task, said) => {
    const answer = await send(gesture, { task: task.id });
    if (answer.ok) announce(`${said}: “${asTitle(task.title)}”. Undo takes it back.`);
  };
  return html`<${BlockTable} label=${label} heads=${["what", "who", "planned", "how it went", ""]} extra="wb-tasks">
    ${tasks.map((task) => html`<tr role="row" key=${task.id} id=${`wb-at-${task.id}`} tabindex="-1">
      <td role="cell" class="wb-block-first"><span class=${task.done_on ? "wb-muted" : ""}>${task.title}</span>
        ${task.tests && html`<span class="wb-when">tests: ${task.tests}</span>`}
        ${task.came_from && html`<span class="wb-when">${task.came_from}</span>`}</td>
      <td role="cell" data-label="who">${task.owner || html`<span class="wb-concern">nobody yet</span>`}</td>
      <td role="cell" data-label="planned">${task.planned}</td>
      <td role="cell" data-label="how it went"><span class=${task.late ? "wb-concern" : ""}>${task.went}</span></td>
      <td role="cell" class="wb-block-buttons wb-no-print"><div class="wb-actions">
        ${task.can.includes("start") && html`<${Button} class="wb-small" aria-label=${`Begun: ${task.title}`} onClick=${() => did("start_task", task, "Begun")}>Begun<//>`}
        ${task.can.includes("finish") && html`<${Button} class="wb-small" aria-label=${`Done: ${task.title}`} onClick=${() => did("finish_task", task, "Done")}>Done<//>`}
        <${Button} class="wb-quiet wb-small" aria-label=${`Change: ${task.title}`} onClick=${() => ask("task", task.id)}>Change<//>
      </div></td>
    </tr>`)}
  <//>`;
}

/** What goes along to the next gate, looked at before it does. */
function RollDialog({ state, send, record: roll, onClose }) {
  const { above, sendHere } = useProblem(send);
  const along = async () => {
    const answer = await sendHere("roll_over", { challenge: state.shown, gate: roll.gate });
    if (!answer.ok) return;
    announce(`${answer.result.said} Undo takes it back.`);
    onClose(answer.result);
  };
  return html`<${Dialog} title=${roll.title} onClose=${() => onClose(null)}>
    <p>${roll.about}</p>
    <ul class="wb-rolled">${roll.tasks.map((task) => html`<li key=${task.id}><strong>${task.title}</strong>
      <span class="wb-when">${[task.owner || "nobody yet", task.went].join(" · ")}</span></li>`)}</ul>
    ${roll.stays && html`<p class="wb-muted">${roll.stays}</p>`}
    ${above}
    <div class="wb-actions"><${Button} onClick=${() => onClose(null)}>Not now<//><${Button} primary onClick=${along}>${roll.label}<//></div>
  <//>`;
}
