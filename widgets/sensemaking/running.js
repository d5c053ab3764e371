// A session under way: its steps on the left, one question and one field in the middle, what was said on the right.
// The meeting stands at one step for everybody; each person may look at another, and is not dragged away from it.

const SPEAKING = { everybody: "everybody speaks", "in turn": "one after the other", "set members": "the set speaks, the presenter listens", facilitator: "the facilitator speaks" };

/** The steps of the method as it was when the session began. */
const stepsOf = (session) => session.outline.steps;

/** Who speaks at a step and what it is for, in a few words. */
function guidance(step, session) {
  const kinds = kindsOf(step);
  const presenter = session.presenter ? `the presenter (${session.presenter}) speaks` : "the presenter speaks";
  const speaks = step.speaks === "presenter" ? presenter : SPEAKING[step.speaks];
  return [speaks, step.holds_advice && session.advice_open && kinds.includes("advice") ? "advice may be given now" : step.holds_advice && kinds.includes("question") && "only questions now",
    step.asks_for && `what is said here makes up the ${step.asks_for}`].filter(Boolean).join(" · ");
}

function RunningView({ state, send, who, network, others, beside, isDoing, onLeave, preset, onPresetUsed }) {
  const told = state.open;
  const { session } = told;
  const steps = stepsOf(session);
  const meeting = useMeetingClock({ session: session.id, beside, send });
  const { clock } = meeting;
  const screen = useFullScreen();
  const narrow = useNarrow();
  const main = useRef(null);
  const field = useRef(null);
  const placeOfStep = (name) => steps.findIndex((step) => step.name === name);
  const meetingAt = Math.max(0, placeOfStep(clock?.step));

  // What is shown here: the meeting's step, unless this person looks at another.
  const [shown, setShown] = useState(null);
  const at = Math.max(0, placeOfStep(shown ?? clock?.step));
  const step = steps[at];
  const elsewhere = Boolean(clock) && at !== meetingAt;
  const stood = useRef(null); // where the meeting stood when we heard of it last
  useEffect(() => {
    if (!clock) return;
    const before = stood.current;
    stood.current = clock.step;
    if (before === null) { setShown((now) => now ?? clock.step); return; }
    if (before === clock.step || shown !== before) return;
    if (inMidSentence(main.current)) announce(`The meeting is at ${steps[meetingAt].name} now.`, { unseen: true });
    else { setShown(clock.step); announce(steps[meetingAt].question, { unseen: true }); }
  }, [clock?.step, clock?.turn]);
  const root = useRef(null);
  useLayoutEffect(() => { // the columns take the window's height below the header, which may have two lines
    const header = document.querySelector(".wb-header");
    if (!header) return undefined;
    const fit = new ResizeObserver(() => root.current?.style.setProperty("--wb-header", `${header.offsetHeight}px`));
    fit.observe(header);
    return () => fit.disconnect();
  }, []);
  useEffect(() => { isDoing({ session: session.id }); }, [session.id]);
  useEffect(() => () => isDoing({}), []);

  const look = (name) => { setShown(name); announce(steps[placeOfStep(name)].question, { unseen: true }); };
  const move = async (name) => { // somebody else may have been quicker: then it is where they went
    const answer = await meeting.goTo(name);
    if (answer.ok) look(answer.result.clock.step);
  };

  const [editing, setEditing] = useState(null);
  const roles = [...new Set([...told.present, ...state.app.roles])];
  const steering = useRef(null);
  useEffect(() => { // on a narrow screen the steps are one row that scrolls
    const here = steering.current?.querySelector("[aria-current]");
    if (here) steering.current.scrollLeft = here.offsetLeft - steering.current.offsetLeft - 40;
  }, [at]);
  const byHand = matchMedia("(pointer: coarse)").matches;
  const first = useRef(true);
  useEffect(() => {
    const alone = !document.activeElement || document.activeElement === document.body || document.activeElement.id === "wb-main";
    if (main.current) main.current.scrollTop = 0;
    if (!byHand && (!first.current || alone)) field.current?.focus({ preventScroll: true });
    first.current = false;
  }, [at]);

  const [ticked, setTicked, letGo] = useDraft(`ticked:${session.id}`, [], network); // what an insight will rest on
  const known = told.entries.map(({ id }) => id);
  const chosen = ticked.filter((id) => known.includes(id));
  const choose = (id) => (id === null ? letGo() : setTicked(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]));
  const agreeing = [step, ...steps].find(({ records }) => records.includes("action"));
  const [handed, setHanded] = useState(null); // the insight that an action is to follow from
  const agreeFrom = agreeing && ((insight) => { setHanded(insight.id); look(agreeing.name); });

  const [leaving, setLeaving] = useState(null); // what was typed and not added, while it is asked about
  const waiting = typedAndNotAdded(session, steps, network);
  const close = async () => {
    const left = typedAndNotAdded(session, steps, network);
    if (left.length) setLeaving(left); else await send("close_session", { session: session.id });
  };
  const closeAllTheSame = async (yes) => {
    const left = leaving;
    setLeaving(null);
    if (!yes) {
      look(left[0].step);
      setTimeout(() => field.current?.focus());
    } else {
      left.forEach(({ key }) => LET_GO.add(key)); // the record may come before the answer
      if ((await send("close_session", { session: session.id })).ok) left.forEach(({ key }) => forgetDraft(key, network));
      left.forEach(({ key }) => LET_GO.delete(key));
    }
  };

  const floor = onTheFloor(told.bids);
  return html`<div class=${`wb-running ${screen.full ? "wb-whole" : ""}`} ref=${root}>
    <${Side} ...${{ told, state, send, others, who, steps, at, meetingAt, waiting, steering, onLeave }} onLook=${look} onEdit=${setEditing} />
    <section class="wb-card wb-session-main" aria-labelledby="wb-question" ref=${main}>
      <div class="wb-main-head">
        <div class="wb-row wb-where"><span class="wb-chip wb-soft">Step ${at + 1} of ${steps.length}${step.name !== step.question && ` · ${step.name}`}</span>
          <span class="wb-muted wb-small-words">${guidance(step, session)}</span></div>
        <div class="wb-row wb-clock-row">
          ${!narrow && html`<${ClockFace} clock=${clock} /><div class="wb-row wb-clock-buttons"><${ClockButtons} clock=${clock} ...${meeting} />
            <${Button} class="wb-small wb-screen-button" onClick=${screen.full ? screen.leave : screen.enter} aria-label=${screen.full ? "Leave full screen" : "Full screen"}
              title=${screen.full ? "Leave full screen" : "Full screen, for the room"}><${ScreenSign} full=${screen.full} /><//></div>`}
        </div>
      </div>
      ${session.set && html`<${WhichSet} state=${state} of=${session.set} />`}
      ${elsewhere && html`<div class="wb-answer wb-elsewhere" role="status">
        <p>The meeting is at “${steps[meetingAt].name}”.</p>
        <div class="wb-row"><${Button} class="wb-small" onClick=${() => look(clock.step)}>Go there<//>
          <${Button} quiet class="wb-small" onClick=${() => move(step.name)}>Bring everybody here<//></div></div>`}
      <div class="wb-ask">
        <h1 class="wb-question" id="wb-question">${step.question}</h1>
        ${step.hint && !narrow && html`<p class="wb-muted">${step.hint}</p>`}
        ${floor && screen.full && !step.records.includes("bid") && html`<p class="wb-on-the-table">On the table: <strong>${floor.title}</strong></p>`}
      </div>
      <${AdviceGate} ...${{ told, send, who, others, step }} />
      ${step.records.includes("open actions") && html`<${OpenActions} ...${{ told, state, send }} />`}
      <${StepField} key=${step.name} ...${{ told, state, send, who, network, step, roles, field, chosen, choose, preset, onPresetUsed, handed }}
        onHanded=${() => setHanded(null)} />
      ${narrow && html`<div>
        ${step.hint && html`<details class="wb-how"><summary>How to go about it</summary><p class="wb-muted">${step.hint}</p></details>`}
        ${floor && html`<p class="wb-on-the-table">On the table: <strong>${floor.title}</strong></p>`}</div>`}
      <${BroughtHere} ...${{ told, state, send, step }} onAgree=${agreeFrom} onEdit=${setEditing} />
      <div class=${`wb-session-foot ${narrow ? "wb-thumb" : ""}`}>
        ${!narrow && !elsewhere && others.some(({ doing }) => doing?.session === session.id) && html`<p class="wb-hint wb-moves-all">These move the meeting for everybody; the list of steps moves only you.</p>`}
        ${narrow && html`<div class="wb-row wb-clock-row"><${ClockFace} clock=${clock} /><${ClockButtons} clock=${clock} ...${meeting} short /></div>`}
        <div class="wb-row wb-spread">
          ${at > 0 ? html`<${Button} onClick=${() => (elsewhere ? look : move)(steps[at - 1].name)}>← ${narrow ? html`<span class="wb-visually-hidden">${steps[at - 1].name}</span>` : steps[at - 1].name}<//>` : html`<span></span>`}
          ${at < steps.length - 1
            ? html`<${Button} primary=${!elsewhere} onClick=${() => (elsewhere ? look : move)(steps[at + 1].name)}>${steps[at + 1].name} →<//>`
            : html`<${Button} primary=${!elsewhere} onClick=${close}>Close the session<//>`}
        </div>
      </div>
    </section>
    <${SaidSoFar} ...${{ told, state, send, chosen, step, steps }} full=${screen.full} onChoose=${choose} onEdit=${(entry) => setEditing({ entry })} onInsight=${() => setEditing({ conclude: true })} />
    ${leaving && html`<${Question} title="Close the session?" no=${`Go back and add ${leaving.length === 1 ? "it" : "them"}`}
      yes=${`Close without ${leaving.length === 1 ? "it" : "them"}`} answered=${closeAllTheSame}
      text=${`You typed something and did not add it: ${leaving.map(({ text }) => quoted(beginning(text))).join(", ")}`} />`}
    ${editing?.conclude
      ? html`<${ConcludeDialog} ...${{ told, state, send, network, chosen, choose }} onClose=${() => setEditing(null)} />`
      : html`<${Editing} ...${{ editing, told, state, send, network, who, roles, steps }} onClose=${() => setEditing(null)} />`}
  </div>`;
}

/** Whether somebody is typing something there that is not added yet. */
function inMidSentence(main) {
  const here = document.activeElement;
  return Boolean(main?.contains(here) && here.matches("textarea, input:not([type=checkbox], [type=radio], [type=range])") && here.value.trim());
}

/** The drafts that somebody is letting go of as they close the session. */
const LET_GO = new Set();

/** What this person has typed at some step and not added, in the order of the steps: `step`, `key` of the draft, `text`. */
function typedAndNotAdded(session, steps, network) {
  return [
    ...steps.map((step) => ({ step: step.name, key: draftOf(session, step) })),
    { step: steps.at(-1).name, key: `insight:${session.id}` },
  ].map((each) => ({ ...each, text: (keptDraft(each.key, network)?.text ?? "").trim() })).filter(({ key, text }) => text && !LET_GO.has(key));
}

const PARTS = [{ part: "facilitator", label: "Facilitator" }, { part: "presenter", label: "Presenter" }, { part: "timekeeper", label: "Timekeeper" }];

/** The steps, who is here in which part, and what belongs to the session as a whole. */
function Side({ told, state, send, others, who, steps, at, meetingAt, waiting, steering, onLook, onEdit, onLeave }) {
  const { session } = told;
  const joined = [...new Set([who, ...others.filter((one) => one.doing?.session === session.id).map((one) => one.who)])];
  const here = told.present.filter((role) => joined.includes(role)).length;
  const parts = PARTS.filter(({ part }) => session[part]);
  const floor = onTheFloor(told.bids);
  return html`<aside class="wb-card wb-session-side" aria-label="This session">
    <p class="wb-muted wb-small-words">${session.title === `Session of ${dayAndMonth(session.held_on)}` ? session.outline.name : session.title} · ${shortDate(session.held_on)}</p>
    <nav aria-label="Steps" ref=${steering}><ol class="wb-steps">
      ${steps.map((step, place) => html`<li key=${step.name} class=${`${place < meetingAt ? "wb-done" : ""} ${place === meetingAt && place !== at ? "wb-meeting-is-here" : ""}`} aria-current=${place === at ? "step" : undefined}>
        <button type="button" onClick=${() => onLook(step.name)}><span>${place < meetingAt && html`<span aria-hidden="true">✓ </span><span class="wb-visually-hidden">done: </span>`}<span>${step.name}</span>${
          waiting.some((each) => each.step === step.name) && place !== at && html`<span class="wb-not-added">typed, not added</span>`}${
          place === meetingAt && place !== at && html`<span class="wb-not-added">the meeting is here</span>`}</span>
          <span class="wb-minutes">${step.minutes}<span class="wb-visually-hidden"> minutes</span></span></button></li>`)}
    </ol></nav>
    <div class="wb-side-rest">
      <div class="wb-small-words wb-parts">
        ${floor && html`<p class="wb-on-the-table"><strong>On the table</strong> ${floor.title}</p>`}
        ${parts.map(({ part, label }) => html`<p key=${part}><strong>${label}</strong> ${session[part]}</p>`)}
        <p><strong>Here</strong> ${told.present.length ? told.present.join(", ") : "nobody was noted yet"}</p>
        ${told.present.length > 0 && html`<p class="wb-no-print"><strong>Joined</strong> ${here} of ${told.present.length} on a screen</p>`}
        <p class="wb-muted">${CONFIDENTIAL(state.app.network)[session.audience][0]}.</p>
      </div>
      ${session.ground_rules && html`<details class="wb-rules" open=${at === 0}><summary>Ground rules</summary><p class="wb-said-text wb-small-words">${session.ground_rules}</p></details>`}
      <div class="wb-side-buttons">
        <${Button} quiet class="wb-small" onClick=${() => onEdit({ present: true })}>Who is here, and in which part<//>
        <${Button} quiet class="wb-small" onClick=${() => onEdit({ session })}>About this session<//>
        <${Button} quiet class="wb-small" onClick=${onLeave}>All sessions<//>
      </div>
      <${StepsBack} state=${state} send=${send} />
    </div>
  </aside>`;
}
