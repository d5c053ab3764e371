// A session under way: its steps on the left, one question and one field in the middle, what was said on the right.

const CONCLUDE = "What do we conclude?";
const AGREE = "What will we do?";
const FORGOTTEN_CLOCK = 3 * 60 * 60 * 1000; // a clock left running for longer was forgotten, and starts again

function RunningView({ state, send, who, network, onLeave, preset, onPresetUsed }) {
  const told = state.open;
  const session = told.session;
  const method = methodNamed(state.methods, session.method);
  const steps = [
    ...method.steps,
    { question: CONCLUDE, hint: "What we make of all that was said, in a sentence each." },
    { question: AGREE, hint: "One small thing each, with somebody who takes it, if anybody does yet." },
  ];
  const [kept, keepStep] = useDraft(`step:${session.id}`, 0, network);
  const at = Math.min(Math.max(kept, 0), steps.length - 1);
  const question = steps[at].question;
  const [insight, setInsight, clearInsight] = useDraft(`insight:${session.id}`, { text: "", about: [], came_from: [] }, network);
  const [action, setAction, clearAction] = useDraft(`action:${session.id}`,
    { text: "", about: [], owner: "", due: "", came_from: [] }, network);
  const [editing, setEditing] = useState(null);
  const field = useRef(null);
  const drafts = { insight, setInsight, clearInsight, action, setAction, clearAction };
  const roles = [...new Set([...told.present, ...state.app.roles])];
  const steering = useRef(null);
  useEffect(() => {
    const here = steering.current?.querySelector("[aria-current]"); // on a narrow screen the steps are one row that scrolls
    if (here) steering.current.scrollLeft = here.offsetLeft - steering.current.offsetLeft - 40;
  }, [kept]);
  const byHand = matchMedia("(pointer: coarse)").matches;

  const go = (place) => { keepStep(place); announce(steps[place].question, { unseen: true }); };
  const first = useRef(true);
  useEffect(() => {
    const alone = !document.activeElement || document.activeElement === document.body || document.activeElement.id === "wb-main";
    if (!byHand && (!first.current || alone)) field.current?.focus();
    first.current = false;
  }, [at]);

  const known = told.entries.map(({ id }) => id);
  const chosen = insight.came_from.filter((id) => known.includes(id));
  const choose = (id) => setInsight({ ...insight, came_from: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] });
  const said = (place) => (place < method.steps.length
    ? told.entries.some((entry) => entry.step === steps[place].question)
    : place === method.steps.length ? told.insights.length > 0 : told.actions.length > 0);
  const agreeFrom = (from) => {
    setAction({ ...action, came_from: [...new Set([...action.came_from, from.id])] });
    go(steps.length - 1);
  };
  const [leaving, setLeaving] = useState(null); // what was typed and not added, while it is asked about
  const unadded = () => [
    ...method.steps.map((step, place) => ({ place, key: `say:${session.id}:${step.question}` })),
    { place: method.steps.length, key: `insight:${session.id}` },
    { place: method.steps.length + 1, key: `action:${session.id}` },
  ].map((each) => ({ ...each, text: (keptDraft(each.key, network)?.text ?? "").trim() })).filter(({ text }) => text);
  const close = async () => {
    const left = unadded();
    if (left.length) setLeaving(left); else await send("close_session", { session: session.id });
  };
  const closeAllTheSame = async (yes) => {
    const left = leaving;
    setLeaving(null);
    if (!yes) {
      go(left[0].place);
      setTimeout(() => field.current?.focus());
    } else if ((await send("close_session", { session: session.id })).ok) left.forEach(({ key }) => forgetDraft(key, network));
  };

  return html`<div class="wb-running">
    <aside class="wb-card wb-session-side" aria-label="This session">
      <div>
        <p class="wb-muted wb-small-words">${session.title === `Session of ${dayAndMonth(session.held_on)}` ? method.name : `${session.title} · ${shortDate(session.held_on)}`}</p>
      </div>
      <nav aria-label="Steps" ref=${steering}><ol class="wb-steps">
        ${steps.map((step, place) => html`<li key=${step.question} class=${said(place) ? "wb-done" : ""} aria-current=${place === at ? "step" : undefined}>
          <button type="button" onClick=${() => go(place)}><span>${said(place) ? html`<span aria-hidden="true">✓ </span><span class="wb-visually-hidden">done: </span>` : ""}${step.question}</span></button></li>`)}
      </ol></nav>
      <div class="wb-side-rest">
        <p class="wb-small-words"><strong>Here</strong> ${told.present.length ? told.present.join(", ") : "nobody was noted yet"}</p>
        <div class="wb-side-buttons">
          <${Button} quiet class="wb-small" onClick=${() => setEditing({ present: true })}>Change who is here<//>
          <${Button} quiet class="wb-small" onClick=${() => setEditing({ session })}>About this session<//>
          <${Button} quiet class="wb-small" onClick=${onLeave}>All sessions<//>
        </div>
        <${StepsBack} state=${state} send=${send} />
      </div>
    </aside>
    <section class="wb-card wb-session-main" aria-labelledby="wb-question">
      <div class="wb-row wb-spread">
        <span class="wb-chip wb-soft">Step ${at + 1} of ${steps.length}</span>
        <${Clock} session=${session.id} step=${at} network=${network} key=${session.id} />
      </div>
      <div class="wb-ask">
        <h1 class="wb-question" id="wb-question">${question}</h1>
        <p class="wb-muted">${steps[at].hint}</p>
      </div>
      ${at < method.steps.length && html`<${SayForm} key=${at} ...${{ told, state, send, who, network, question, roles, field, preset, onPresetUsed }} />`}
      ${question === CONCLUDE && html`<${ConcludeForm} ...${{ told, state, send, field, drafts, chosen, choose }} onAgree=${agreeFrom}
        onEdit=${(insight) => setEditing({ insight })} />`}
      ${question === AGREE && html`<${AgreeForm} ...${{ told, state, send, field, drafts, roles }} onEdit=${(action) => setEditing({ action })} />`}
      <div class="wb-row wb-spread wb-session-foot">
        ${at > 0 ? html`<${Button} onClick=${() => go(at - 1)}>← ${steps[at - 1].question}<//>` : html`<span></span>`}
        ${at < steps.length - 1
          ? html`<${Button} class=${said(at) ? "wb-primary" : ""} onClick=${() => go(at + 1)}>${steps[at + 1].question} →<//>`
          : html`<${Button} class=${said(at) ? "wb-primary" : ""} onClick=${close}>Close the session<//>`}
      </div>
    </section>
    <${SaidSoFar} ...${{ told, state, send, chosen }} step=${question} onChoose=${choose} onEdit=${(entry) => setEditing({ entry })}
      onInsight=${() => { go(method.steps.length); field.current?.focus(); }} />
    ${leaving && html`<${Question} title="Close the session?" no=${`Go back and add ${leaving.length === 1 ? "it" : "them"}`}
      yes=${`Close without ${leaving.length === 1 ? "it" : "them"}`} answered=${closeAllTheSame}
      text=${`You typed something and did not add it: ${leaving.map(({ text }) => quoted(beginning(text))).join(", ")}`} />`}
    <${Editing} ...${{ editing, told, state, send, network, who, roles }} onClose=${() => setEditing(null)} />
  </div>`;
}

/** The one field of a step. */
function SayForm({ told, state, send, who, network, question, roles, field, preset, onPresetUsed }) {
  const blank = { text: "", nature: "fact", said_by: null, about: [] };
  const [draft, setDraft, clear] = useDraft(`say:${told.session.id}:${question}`, blank, network);
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    if (!preset) return;
    if (!draft.about.some(({ id }) => id === preset.id)) setDraft({ ...draft, about: [...draft.about, preset] });
    onPresetUsed();
  }, [preset]);
  const by = draft.said_by ?? who;
  const say = async () => {
    const sent = latest.current;
    const answer = await send("say", {
      session: told.session.id, step: question, text: sent.text, nature: sent.nature,
      said_by: by || null, about: sent.about.map(({ id }) => id),
    });
    if (!answer.ok) return;
    const now = latest.current; // people type on while it is being kept
    const rest = now.text.startsWith(sent.text) ? now.text.slice(sent.text.length) : "";
    const next = { ...now, text: rest, about: stillPointed(rest, now.about.filter(({ typed }) => typed)) };
    if (rest) setDraft(next); else clear({ ...next, about: [] });
    announce(`Added to what was said: ${beginning(sent.text)}`);
  };
  return html`<div class="wb-say">
    <${PointField} label=${`${question} Type what is said.`} field=${field} word="Add" targets=${state.targets}
      hint="Type @ to point at the map, a prototype or a measure. Enter adds it, Shift and Enter begin a new line."
      value=${draft} onChange=${(next) => { latest.current = next; setDraft(next); }} onSubmit=${say} />
    <${NatureChoice} value=${draft.nature} onChange=${(nature) => setDraft({ ...draft, nature })} />
    <${SaidBy} ...${{ by, who, roles }} present=${told.present} onChange=${(said_by) => setDraft({ ...draft, said_by })} />
  </div>`;
}

/** Who said it: one of those here with one press, anybody else from a list. */
function SaidBy({ by, who, present, roles, onChange }) {
  const near = [...new Set([who, ...present].filter(Boolean))];
  const others = roles.filter((role) => !near.includes(role));
  return html`<div class="wb-said-by">
    <span class="wb-label" id="wb-said-by">Said by</span>
    ${near.length > 0 && html`<${Chips} label="Said by" options=${near} chosen=${by ? [by] : []} onToggle=${onChange} />`}
    <${Select} label="Said by somebody else" hidden empty=${near.length ? "somebody else…" : "choose a role"} options=${others}
      value=${near.includes(by) ? "" : by} onChange=${(role) => onChange(role || null)} />
  </div>`;
}

function ConcludeForm({ told, state, send, field, drafts, chosen, choose, onAgree, onEdit }) {
  const { insight, setInsight, clearInsight } = drafts;
  const latest = useRef(insight);
  latest.current = insight;
  const conclude = async () => {
    const sent = latest.current;
    const answer = await send("conclude", { session: told.session.id, text: sent.text, came_from: chosen });
    if (answer.ok && latest.current.text === sent.text) clearInsight({ text: "", about: [], came_from: [] });
  };
  const rests = told.entries.filter(({ id }) => chosen.includes(id));
  return html`<div class="wb-say">
    <${PointField} label="What do we conclude? Type one insight." field=${field} word="Conclude" targets=${NOTHING}
      hint=${chosen.length ? "Enter adds it." : "Enter adds it. Tick first, in “Said so far”, what it rests on."}
      value=${insight} onChange=${setInsight} onSubmit=${conclude} />
    ${rests.length > 0 && html`<div class="wb-field"><span class="wb-label">It rests on</span>
      <ul class="wb-chips">${rests.map((entry) => html`<li key=${entry.id}><button type="button" class="wb-chip wb-pointed"
        aria-label=${`Does not rest on ${beginning(entry.text)}`} onClick=${() => choose(entry.id)}>${beginning(entry.text)}<span class="wb-let-go">let go</span></button></li>`)}</ul></div>`}
    <div><h2>Insights</h2><${InsightList} ...${{ told, state, send, onAgree, onEdit }} /></div>
  </div>`;
}
const NOTHING = [];

function AgreeForm({ told, state, send, field, drafts, roles, onEdit }) {
  const { action, setAction, clearAction } = drafts;
  const latest = useRef(action);
  latest.current = action;
  const from = told.insights.filter(({ id }) => action.came_from.includes(id));
  const [past, setPast] = useState(false); // whether it is being asked about a day that is past
  const submit = async () => { if (isPast(action.due, state.app.today)) setPast(true); else await agree(); };
  const agree = async () => {
    const sent = latest.current;
    const answer = await send("agree", {
      session: told.session.id, text: sent.text, owner: sent.owner, due: sent.due || null,
      about: sent.about.map(({ id }) => id), came_from: from.map(({ id }) => id),
    });
    if (answer.ok && latest.current.text === sent.text) clearAction({ text: "", about: [], owner: "", due: "", came_from: [] });
  };
  const day = useRef(null);
  const answered = async (yes) => {
    setPast(false);
    if (yes) await agree();
    setTimeout(() => (yes ? field.current : day.current?.querySelector("[type=date]"))?.focus());
  };
  const toggle = (id) => setAction({ ...action,
    came_from: action.came_from.includes(id) ? action.came_from.filter((other) => other !== id) : [...action.came_from, id] });
  return html`<div class="wb-say">
    <${PointField} label="What will we do? Type one action." field=${field} word="Agree" targets=${state.targets}
      hint="Type @ to point at the map, a prototype or a measure. Enter adds it." value=${action} onChange=${setAction} onSubmit=${submit} />
    ${past && html`<${Question} title="Is this the right day?" text=${`${longDate(action.due)} is past.`} no="Change the day" yes="Keep it all the same"
      answered=${answered} />`}
    <div ref=${day}><${OwnerAndDay} draft=${action} setDraft=${setAction} roles=${roles} today=${state.app.today} /></div>
    ${told.insights.length > 0 && html`<div class="wb-field"><span class="wb-label">Does it follow from an insight?</span>
      <${Chips} label="It follows from" options=${told.insights.map(({ id, text }) => ({ value: id, label: beginning(text) }))}
        chosen=${action.came_from} onToggle=${toggle} /></div>`}
    <div><h2>Actions</h2><${ActionList} ...${{ told, state, send, onEdit }} /></div>
  </div>`;
}

/** Whatever is being mended in front of the page. */
function Editing({ editing, told, state, send, network, who, roles, onClose }) {
  if (!editing) return null;
  const shared = { told, state, send, network, roles, onClose };
  if (editing.entry) return html`<${EntryDialog} key=${editing.entry.id} entry=${editing.entry} ...${shared} />`;
  if (editing.insight) return html`<${InsightDialog} key=${editing.insight.id} insight=${editing.insight} ...${shared} />`;
  if (editing.action) return html`<${ActionDialog} key=${editing.action.id} action=${editing.action} ...${shared} />`;
  if (editing.session) return html`<${SessionDialog} session=${editing.session} ...${shared} />`;
  return html`<${PresentDialog} who=${who} ...${shared} />`;
}

function PresentDialog({ told, state, send, who, onClose }) {
  const [roles, setRoles] = useState(told.present);
  const change = (next) => { setRoles(next); send("set_present", { session: told.session.id, roles: next }); };
  return html`<${Dialog} title="Who is here?" onClose=${onClose}>
    <${Present} roles=${roles} first=${[who, ...state.members]} more=${state.app.roles} onChange=${change} />
  <//>`;
}

function SessionDialog({ session, send, network, onClose }) {
  const blank = { title: session.title, held_on: session.held_on, notes: session.notes, version: session.version };
  const [draft, setDraft, clear] = useDraft(`edit:${session.id}`, blank, network);
  const close = () => { clear(blank); onClose(); };
  const save = async () => {
    const answer = await send("change_session", { session: session.id, ...draft });
    if (answer.ok || answer.conflict) close();
  };
  const remove = async () => { if ((await send("remove", { record: session.id })).ok) close(); };
  return html`<${Dialog} title="About this session" onClose=${close}>
    <${Form} onSubmit=${save}>
      <div class="wb-form-pair">
        <${TextField} label="Its name" value=${draft.title} maxlength="200" onChange=${(title) => setDraft({ ...draft, title })} />
        <${TextField} label="When it was held" type="date" value=${draft.held_on} onChange=${(held_on) => setDraft({ ...draft, held_on })} />
      </div>
      <${TextArea} label="Notes" value=${draft.notes} onChange=${(notes) => setDraft({ ...draft, notes })} />
      <div class="wb-row wb-spread">
        <${Button} primary type="submit">Keep<//>
        <${Button} class="wb-concern" onClick=${remove}>Remove this session<//>
      </div>
    <//>
  <//>`;
}

/** How long this step has taken: it counts up, and nothing happens however long it takes. */
function Clock({ session, step, network }) {
  const [kept, keep] = useDraft(`clock:${session}`, { spent: {}, step, since: Date.now() }, network);
  const [, tick] = useState(0);
  const now = Date.now();
  const running = kept.since !== null;
  const here = (kept.spent[kept.step] ?? 0) + (running ? Math.max(0, now - kept.since) : 0);
  useEffect(() => {
    const forgotten = running && now - kept.since > FORGOTTEN_CLOCK;
    if (forgotten) keep({ ...kept, step, since: now });
    else if (kept.step !== step) keep({ spent: { ...kept.spent, [kept.step]: here }, step, since: running ? now : null });
    else keep(kept);
  }, [step]);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  const seconds = Math.floor((kept.step === step ? here : kept.spent[step] ?? 0) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const shown = `${hours ? `${hours}:${String(minutes).padStart(2, "0")}` : minutes}:${String(seconds % 60).padStart(2, "0")}`;
  const pause = () => keep(running ? { spent: { ...kept.spent, [kept.step]: here }, step, since: null } : { ...kept, step, since: Date.now() });
  return html`<div class="wb-row wb-clock-row">
    <span class="wb-clock" role="timer" aria-label=${`Time on this step${running ? "" : ", paused"}`}>${shown}</span>
    <${Button} class="wb-small" onClick=${pause}>${running ? "Pause" : "Go on"}<//>
  </div>`;
}
