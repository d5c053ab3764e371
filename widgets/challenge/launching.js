// Launching a challenge, and naming its goals in their grammar: the sentence stands there as one types.

const GOAL_BLANK = { verb: "", measure: "", population: "", numerator: "", denominator: "", ambition: "", by: "", measured_by: "" };
const launchBlank = (state) => ({ title: "", launched_on: state.app.today, cohort: state.cohorts[0] ?? "", in_set: state.sets[0]?.value ?? "", charter: "", goals: [{ ...GOAL_BLANK }] });

function LaunchView({ state, send, network, Title, onLaunched, onBack }) {
  const labels = state.labels.challenge;
  const blank = launchBlank(state);
  const [draft, setDraft, clear] = useDraft("launch", blank, network);
  const { above, at, put, sendHere } = useProblem(send, { ...labels, ...state.labels.goal }, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const putGoal = (place) => (goal) => setDraft((before) => ({ ...before, goals: before.goals.map((each, at_) => (at_ === place ? goal : each)) }));
  const launch = async () => {
    const goals = draft.goals.filter((goal) => Object.values(goal).some((value) => String(value).trim()));
    const answer = await sendHere("launch_challenge", { ...draft, goals });
    if (!answer.ok) return;
    clear(blank);
    announce(answer.result.said);
    onLaunched(answer.result.team);
  };
  const first = { name: "title", placeholder: "for example Nobody goes home to an empty fridge" };
  return html`
    <header class="wb-heading"><div>
      <${Title}>A hundred days, for what?<//>
      <p class="wb-lede">A team of people from across the system sets out for something that it does not know how to reach yet, stops at four gates to look, and says at day 100 what should last.</p>
    </div><div class="wb-actions wb-no-print"><${Undoing} ...${{ state, send }} />${onBack && html`<${Button} onClick=${onBack}>Back<//>`}</div></header>
    <${Form} class="wb-card wb-launching" onSubmit=${launch}>
      <${FormRows} rows=${[[first], [{ name: "launched_on", kind: "day", hint: "Day 1 is the day after." }, { name: "cohort", list: "wb-cohorts", hint: "Teams with the same cohort go side by side, also in other networks." }],
        ...(state.sets.length > 1 ? [[{ name: "in_set", kind: "choice", options: state.sets }]] : [])]} ...${{ draft, labels, at, put }} />
      <datalist id="wb-cohorts">${state.cohorts.map((name) => html`<option value=${name} key=${name}></option>`)}</datalist>
      ${draft.goals.map((goal, place) => html`<fieldset class="wb-field wb-goal-form" key=${place}>
        <legend>${place === 0 ? "What do you want to reach?" : `Goal ${place + 1}`}</legend>
        <${GoalFields} ...${{ state, send, goal, at }} onChange=${putGoal(place)} />
      </fieldset>`)}
      <p><${Button} class="wb-quiet wb-small wb-flush" onClick=${() => setDraft((before) => ({ ...before, goals: [...before.goals, { ...GOAL_BLANK }] }))}>Add another goal<//></p>
      <${FormRows} rows=${[[{ name: "charter", kind: "text", placeholder: "What it is for, who sponsors it, what is in and what is not, how you work together" }]]} ...${{ draft, labels, at, put }} />
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">Launch it<//>
        ${JSON.stringify(draft) !== JSON.stringify(blank) && html`<${Button} quiet onClick=${() => clear(blank)}>Clear the form<//>`}</div>
    <//>`;
}

/** The parts of a goal, and the sentence that they make, which Python words. */
function GoalFields({ state, send, goal, at = () => ({}), onChange }) {
  const labels = state.labels.goal;
  const put = (name) => (value) => onChange({ ...goal, [name]: value });
  const [sentence, setSentence] = useState("");
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    if (!goal.verb.trim() && !goal.measure.trim()) { setSentence(""); return; }
    send("word_goal", goal, { quiet: true }).then((answer) => { if (answer.ok && mine === asked.current) setSentence(answer.result.sentence); });
  }, [JSON.stringify(goal)]);
  return html`
    <${FormRows} labels=${labels} draft=${goal} ...${{ at, put }} rows=${[
      [{ name: "verb", list: "wb-goal-verbs", placeholder: "for example cut" }, { name: "measure", placeholder: "for example unplanned admissions" }],
      [{ name: "population", placeholder: "for example people on the frailty list" }, { name: "ambition", placeholder: "for example by 60 %" }],
      [{ name: "numerator", inputmode: "decimal", placeholder: "for example 48" }, { name: "denominator", inputmode: "decimal", placeholder: "for example 120" }, { name: "by", kind: "day" }],
      ...(state.measures.length ? [[{ name: "measured_by", kind: "choice", options: state.measures, empty: "no measure yet" }]] : []),
    ]} />
    <datalist id="wb-goal-verbs">${["cut", "raise", "halve", "double", "reach", "end"].map((verb) => html`<option value=${verb} key=${verb}></option>`)}</datalist>
    <p class=${`wb-answer ${sentence ? "" : "wb-muted"}`} aria-live="polite">${sentence || "The goal stands here as a sentence once you type."}</p>`;
}

/** A goal that is added, or changed with the version it began with. */
function GoalDialog({ state, send, network, record, onClose }) {
  const goal = state.team.goals.find((each) => each.id === record);
  const blank = goal ? { ...goal.fields, version: goal.version } : GOAL_BLANK;
  const { draft, setDraft, above, at, keep } = useAsked({ place: `goal:${record ?? `${state.shown}:new`}`, blank, labels: state.labels.goal, send, network });
  const submitted = async () => {
    const answer = await (goal ? keep("change_goal", { goal: goal.id }) : keep("set_goal", { challenge: state.shown }));
    if (!answer) return;
    if (answer.ok) announce(goal ? "The goal is changed. Undo takes it back." : "The goal is set. Undo takes it back.");
    onClose(answer.ok ? answer.result : null);
  };
  const form = useRef(null);
  useEffect(() => { form.current?.querySelector("input")?.focus(); }, []);
  return html`<${Dialog} title=${goal ? "Change the goal" : "A goal for a hundred days"} onClose=${() => onClose(null)}>
    <div ref=${form}><${Form} onSubmit=${submitted}>
      <${GoalFields} ...${{ state, send, at }} goal=${draft} onChange=${setDraft} />
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">${goal ? "Keep the changes" : "Set the goal"}<//></div>
    <//></div>
    ${goal && html`<${RemoveLine} ...${{ send, onClose }} record=${goal.id} what="goal" />`}
  <//>`;
}
