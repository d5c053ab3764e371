// Test cycles: the ramp, what runs now, the table of predictions and what was seen, and the forms to plan and study one.

const CYCLE_STATES = { plan: "planned", doing: "running", study: "to be studied", decided: "decided" };
const DECISION_WORDS = {
  adopt: ["Adopt", "keep doing it this way"], adapt: ["Adapt", "change it, then try again"],
  abandon: ["Abandon", "stop, and keep what we learnt"], "run again": ["Run again", "the same test once more"],
};
const COMPARED_WORDS = { "as predicted": "As we predicted", "partly as predicted": "Partly as we predicted", "not as predicted": "Not as we predicted" };
const CYCLE_LABELS = {
  question: "What do we want to find out?", prediction: "What do we think will happen?", plan: "Who does what, when and where?",
  scale: "How widely do we try it?", owner: "Who looks after it? (a role)", started_on: "First day",
  seen: "What did we see?", learnt: "What did we learn?", ended_on: "Last day",
};

/** The test cycles of a prototype; `planning` opens the form, and is told when it closes. */
function Cycles({ state, send, network, prototype, planning, onPlan }) {
  const [studying, setStudying] = useState(null);
  const cycles = prototype.cycles;
  const byId = (id) => cycles.find((cycle) => cycle.id === id);
  const planned = planning && (planning.change ? byId(planning.change) : true);
  return html`<section class="wb-card wb-cycles" aria-labelledby="wb-cycles-title">
    <div class="wb-row wb-spread"><h2 id="wb-cycles-title">Test cycles</h2>
      ${cycles.length > 0 && html`<${Button} class="wb-small" onClick=${() => onPlan({})}>Plan another test<//>`}</div>
    ${cycles.length === 0
      ? html`<p class="wb-muted">None yet. In a test cycle you ask one question, say what you think will happen, try it small, look, and decide.</p>
          <div class="wb-actions wb-no-print"><${Button} onClick=${() => onPlan({})}>Plan the first test cycle<//></div>`
      : html`
        <div class="wb-ramp-and-now">
          <figure class="wb-figure" dangerouslySetInnerHTML=${{ __html: prototype.ramp }}></figure>
          <${CycleNow} ...${{ state, send, prototype, onPlan }} onStudy=${setStudying} />
        </div>
        <${CycleTable} ...${{ cycles, onPlan }} onStudy=${setStudying} />`}
    ${planned && html`<${PlanDialog} key=${planning.change ?? planning.after ?? "new"} ...${{ state, send, network, prototype }}
      cycle=${planning.change ? planned : null} after=${planning.after ? byId(planning.after) : null} onClose=${() => onPlan(null)} />`}
    ${studying && byId(studying) && html`<${StudyDialog} key=${studying} ...${{ state, send, network }} cycle=${byId(studying)}
      onClose=${() => setStudying(null)} />`}
  </section>`;
}

/** What is next: the cycle that runs, one that waits to be studied, or the one that the last decision asks for. */
function CycleNow({ state, send, prototype, onStudy, onPlan }) {
  const cycles = prototype.cycles;
  const open = ["study", "doing", "plan"].map((kind) => cycles.find((cycle) => cycle.state === kind)).find(Boolean);
  const last = cycles[cycles.length - 1];
  const begin = async () => {
    const answer = await send("change_cycle", { cycle: open.id, started_on: state.app.today, version: open.version });
    if (answer.ok) announce(`Test ${open.number} runs from today. Undo takes it back.`);
  };
  if (open) return html`<div class="wb-answer wb-cycle-now">
    <p><strong>${open.state === "plan" ? `Test ${open.number} is planned.` : open.state === "doing" ? `Test ${open.number} is running${open.started_on ? ` since ${longDate(open.started_on)}` : ""}.` : `Test ${open.number} waits to be studied.`}</strong> ${open.question}</p>
    ${open.prediction && html`<p><span class="wb-muted">We predict:</span> ${open.prediction}</p>`}
    ${open.plan && html`<p class="wb-lines"><span class="wb-muted">The plan:</span> ${open.plan}</p>`}
    <div class="wb-actions wb-no-print">
      ${open.state === "plan" && html`<${Button} onClick=${begin}>It begins today<//>`}
      <${Button} primary=${open.state !== "plan"} onClick=${() => onStudy(open.id)}>Say what we saw<//>
    </div>
  </div>`;
  if (!["adapt", "run again"].includes(last.decision)) return html`<div class="wb-answer wb-cycle-now"><p>No test is running.
    ${" "}The last one, test ${last.number}, ended with: <strong>${last.decision}</strong>.${last.learnt ? ` ${last.learnt}` : ""}</p></div>`;
  return html`<div class="wb-answer wb-cycle-now">
    <p><strong>Test ${last.number} ended with: ${last.decision}.</strong> ${last.decision === "adapt"
      ? "So the next one tries it in another form. What you wrote is there to change."
      : "So the next one asks the same again. What you wrote is there to change."}</p>
    <div class="wb-actions wb-no-print"><${Button} primary onClick=${() => onPlan({ after: last.id })}>Plan test ${last.number + 1}<//></div>
  </div>`;
}

/** When a cycle is or was, in words. */
function cycleWhen(cycle) {
  if (!cycle.started_on) return cycle.ended_on ? longDate(cycle.ended_on) : "no day yet";
  if (!cycle.ended_on) return `${cycle.state === "plan" ? "from" : "since"} ${longDate(cycle.started_on)}`;
  return cycle.started_on === cycle.ended_on ? longDate(cycle.ended_on) : `${longDate(cycle.started_on)} to ${longDate(cycle.ended_on)}`;
}

/** Every cycle with its prediction beside what was seen. */
function CycleTable({ cycles, onPlan, onStudy }) {
  return html`<div class="wb-table-wrap wb-cards" tabindex="0" role="group" aria-label="The test cycles in a table"><table class="wb-table wb-cycle-table" role="table">
    <caption class="wb-visually-hidden">Each test cycle: its question, what was predicted, what was seen, and what was decided</caption>
    <thead><tr role="row">${["test", "we predicted", "we saw", "so"].map((name) => html`<th key=${name} scope="col" role="columnheader">${name}</th>`)}</tr></thead>
    <tbody>${cycles.map((cycle) => html`<tr key=${cycle.id} role="row">
      <th scope="row" role="rowheader"><strong>${cycle.number}. ${cycle.question}</strong>
        <span class="wb-when">${[cycleWhen(cycle), cycle.scale, cycle.owner].filter(Boolean).join(" · ")}</span>
        ${cycle.plan && html`<span class="wb-when wb-lines">Plan: ${cycle.plan}</span>`}
        <${Button} class="wb-quiet wb-small wb-flush wb-no-print" onClick=${() => onPlan({ change: cycle.id })} aria-label=${`Change the plan of test ${cycle.number}`}>Change the plan<//></th>
      <td class="wb-lines" role="cell" data-label="we predicted">${cycle.prediction || "–"}</td>
      <td class="wb-lines" role="cell" data-label="we saw">${cycle.seen || "–"}${cycle.compared && html`<span class="wb-when">${cycle.compared}</span>`}
        <div><${Button} class="wb-quiet wb-small wb-flush wb-no-print" onClick=${() => onStudy(cycle.id)} aria-label=${`${cycle.decision ? "Change" : "Say"} what we saw in test ${cycle.number}`}>${cycle.decision ? "Change" : "Say what we saw"}<//></div></td>
      <td class="wb-lines" role="cell" data-label="so">${cycle.decision ? html`<strong>${cycle.decision}</strong>` : html`<span class="wb-muted">${CYCLE_STATES[cycle.state]}</span>`}
        ${cycle.learnt && html`<span class="wb-learnt">We learnt: ${cycle.learnt}</span>`}</td>
    </tr>`)}</tbody>
  </table></div>`;
}

/** Plans a cycle, from nothing or from the one before (`after`), or changes the plan of one (`cycle`). */
function PlanDialog({ state, send, network, prototype, cycle = null, after = null, onClose }) {
  const names = ["question", "prediction", "plan", "scale", "owner", "started_on"];
  const taken = (from) => Object.fromEntries(names.map((name) => [name, from?.[name] ?? ""]));
  const initial = cycle ? { ...taken(cycle), version: cycle.version } : { ...taken(after), owner: after?.owner ?? prototype.owner, started_on: "" };
  const [draft, setDraft, clear] = useDraft(`cycle:${cycle?.id ?? `${prototype.id}:${after?.id ?? "new"}`}`, initial, network);
  const { above, at, sendHere, put } = useProblem(send, CYCLE_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const field = (name) => ({ label: CYCLE_LABELS[name], value: draft[name], onChange: put(name, CYCLE_LABELS[name]), ...at(CYCLE_LABELS[name]) });
  const keep = async () => {
    const answer = await sendHere(cycle ? "change_cycle" : "plan_cycle", cycle ? { cycle: cycle.id, ...draft } : { prototype: prototype.id, ...draft });
    if (!answer.ok && !answer.conflict) return;
    clear();
    onClose();
    if (answer.ok) announce(cycle ? `Kept the plan of test ${cycle.number}.` : `Planned test ${answer.result.number}.`);
  };
  const remove = async () => {
    const answer = await send("remove_cycle", { cycle: cycle.id });
    if (answer.ok) { clear(); onClose(); announce(`Took test ${cycle.number} away. Undo brings it back.`); }
  };
  const title = cycle ? `The plan of test ${cycle.number}` : `Plan test ${Math.max(0, ...prototype.cycles.map((each) => each.number)) + 1}`;
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <datalist id="wb-scales">${state.scales.map((scale) => html`<option value=${scale} key=${scale}></option>`)}</datalist>
    <${Form} onSubmit=${keep}>
      ${after && html`<p class="wb-hint">Filled in from test ${after.number}${after.learnt ? `, from which we learnt: ${after.learnt}` : ""}.</p>`}
      <${TextField} ...${field("question")} maxlength="200" autofocus placeholder="for example Does ringing the day before help?" />
      <${TextArea} ...${field("prediction")} rows=${2} placeholder="for example Four of five will be at home when we call" />
      <${TextArea} ...${field("plan")} rows=${3} />
      <div class="wb-form-pair">
        <${TextField} ...${field("scale")} list="wb-scales" maxlength="200" hint=${at(CYCLE_LABELS.scale).hint ?? "Begin small: one person is enough."} />
        <${TextField} ...${field("owner")} list="wb-roles" maxlength="200" />
      </div>
      <${TextField} ...${field("started_on")} type="date" hint=${at(CYCLE_LABELS.started_on).hint ?? "Leave it empty until it begins."} />
      ${above}
      <div class="wb-actions">
        ${cycle && html`<${Button} quiet onClick=${remove}>Take this test away<//>`}
        <${Button} primary type="submit">${cycle ? "Keep the plan" : "Keep the plan of the test"}<//>
      </div>
    <//>
  <//>`;
}

/** Studies a cycle: what was seen beside what was predicted, what was learnt, what is decided. */
function StudyDialog({ state, send, network, cycle, onClose }) {
  const initial = {
    seen: cycle.seen, compared: cycle.compared, learnt: cycle.learnt, decision: cycle.decision,
    ended_on: cycle.ended_on ?? state.app.today, version: cycle.version,
  };
  const [draft, setDraft, clear] = useDraft(`study:${cycle.id}`, initial, network);
  const { above, at, sendHere, put } = useProblem(send, CYCLE_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const field = (name) => ({ label: CYCLE_LABELS[name], value: draft[name], onChange: put(name, CYCLE_LABELS[name]), ...at(CYCLE_LABELS[name]) });
  const kept = (answer, words) => {
    if (!answer.ok && !answer.conflict) return;
    clear();
    onClose();
    if (answer.ok) announce(words);
  };
  const decide = async () => kept(await sendHere("finish_cycle", { cycle: cycle.id, ...draft }), `Kept test ${cycle.number}: ${draft.decision}.`);
  const later = async () => {
    const { decision: _open, ...seen } = draft;
    kept(await sendHere("change_cycle", { cycle: cycle.id, ...seen }), `Kept what we saw in test ${cycle.number}. It waits for a decision.`);
  };
  return html`<${Dialog} title=${`What we saw in test ${cycle.number}`} onClose=${onClose}>
    <${Form} onSubmit=${decide}>
      <p><strong>${cycle.question}</strong></p>
      <div class="wb-form-pair wb-side-by-side">
        <div class="wb-field"><span class="wb-label">We predicted</span><p class="wb-answer wb-lines">${cycle.prediction || "nothing was predicted"}</p></div>
        <${TextArea} ...${field("seen")} rows=${3} autofocus />
      </div>
      <${Radios} legend="How does that compare with what we predicted?" name="compared" value=${draft.compared} onChange=${put("compared")}
        options=${state.compared.map((word) => ({ value: word, label: COMPARED_WORDS[word] }))} />
      <${TextArea} ...${field("learnt")} rows=${2} />
      <${Radios} legend="What do we decide?" name="decision" value=${draft.decision} onChange=${put("decision")}
        options=${state.decisions.map((word) => ({ value: word, label: DECISION_WORDS[word][0], says: DECISION_WORDS[word][1] }))} />
      <${TextField} ...${field("ended_on")} type="date" max=${state.app.today} />
      ${above}
      <div class="wb-actions">
        ${!cycle.decision && html`<${Button} quiet onClick=${later}>Keep it, decide later<//>`}
        <${Button} primary type="submit">Keep what we saw and decided<//>
      </div>
    <//>
  <//>`;
}

/** One choice of several, each on a line of its own with what it means. */
function Radios({ legend, name, value, options, onChange }) {
  return html`<fieldset class="wb-field wb-radios"><legend>${legend}</legend>
    ${options.map((option) => html`<label class="wb-choice" key=${option.value}>
      <input type="radio" name=${name} value=${option.value} checked=${value === option.value} onChange=${() => onChange(option.value)} />
      <span><strong>${option.label}</strong>${option.says && html`<span class="wb-muted"> ${option.says}</span>`}</span>
    </label>`)}
  </fieldset>`;
}
