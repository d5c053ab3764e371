// One routine: when it is due, how well it is kept, one press once it is done, and what is said of it.

const OFTEN_WORDS = { daily: "every working day", weekly: "every week", fortnightly: "every two weeks", monthly: "every month", quarterly: "every three months" };
const OFTEN_PERIODS = { daily: "day", weekly: "week", fortnightly: "fortnight", monthly: "month", quarterly: "quarter" };
const ROUTINE_LABELS = {
  title: "What do we do?", how_often: "How often?", starts_on: "From which day?", at: "At what time?", minutes: "How many minutes?",
  place: "Where?", people: "Who? (roles)", why: "Why?",
};
const DONE_LABELS = { changed: "What changed because of it?", on: "On which day?" };

/** “Thursday 23 January”, so that people need no calendar beside it. */
const weekdayDate = (iso) => `${parseDay(iso).toLocaleDateString("en-GB", { weekday: "long" })} ${longDate(iso)}`;

/** For which period it counts that it was done today: done a little early, it is due on the next day all the same. */
function countsFor({ how_often, starts_on }, today) {
  if (how_often === "daily") return "";
  return starts_on > today ? `. Today lies before its first ${OFTEN_PERIODS[how_often]}, and counts for none.`
    : `. What was done today counts for the ${OFTEN_PERIODS[how_often]} before that day.`;
}

function RoutineCard({ state, send, network, routine, pointed }) {
  const [changed, setChanged, clear] = useDraft(`did:${routine.id}`, "", network);
  const [open, setOpen] = useState(null); // "change" or "other day"
  const card = useRef(null);
  const { above, at, put, sendHere } = useProblem(send, DONE_LABELS, () => setChanged);
  useEffect(() => { if (pointed) { card.current.scrollIntoView({ block: "center" }); card.current.querySelector("h2").focus({ preventScroll: true }); } }, [pointed]);
  const did = async () => {
    const answer = await sendHere("did", { routine: routine.id, changed });
    if (!answer.ok) return;
    clear("");
    announce(changed.trim() ? "Kept, with what changed." : `Done today: ${asTitle(routine.title)}. If something changed because of it, say so any time.`);
  };
  const reminders = async () => {
    const answer = await send("reminders", { routine: routine.id }, { quiet: true });
    if (answer.ok) download(answer.result);
  };
  const when = [OFTEN_WORDS[routine.how_often], routine.at && `at ${routine.at}`, routine.minutes && `${plural(routine.minutes, "minute")}`].filter(Boolean).join(", ");
  const due = routine.next_due === state.app.today ? "today" : weekdayDate(routine.next_due);
  const labelled = `wb-routine-${routine.id}`;
  return html`<section class="wb-card wb-routine" ref=${card} aria-labelledby=${labelled}>
    <div class="wb-row wb-spread">
      <h2 id=${labelled} tabindex="-1">${routine.title}</h2>
      <span class=${`wb-chip ${routine.overdue ? "wb-concern" : routine.done_today ? "wb-good" : "wb-soft"}`}>${
        routine.done_today ? "✓ Done today" : routine.overdue ? `Was due on ${weekdayDate(routine.next_due)}` : `Due ${due === "today" ? due : `on ${due}`}`}</span>
    </div>
    <p>${when[0].toUpperCase()}${when.slice(1)}${routine.place && html` · ${routine.place}`}${routine.people && html` · ${routine.people}`}</p>
    ${routine.why && html`<p class="wb-muted wb-lines">${routine.why}</p>`}
    <dl class="wb-facts">
      <dt>Kept</dt><dd>${routine.expected === null ? `${routine.kept}: its first ${OFTEN_PERIODS[routine.how_often]} is not over yet` : routine.kept}</dd>
      <dt>Last done</dt><dd>${routine.last_done ? longDate(routine.last_done) : "not yet"}</dd>
      ${routine.done_today && html`<dt>Next due</dt><dd>${weekdayDate(routine.next_due)}${countsFor(routine, state.app.today)}</dd>`}
    </dl>
    <${Form} onSubmit=${did} class="wb-did wb-no-print">
      <${TextField} label=${DONE_LABELS.changed} value=${changed} onChange=${put("changed", DONE_LABELS.changed)} maxlength="200"
        placeholder="if anything did" ...${at(DONE_LABELS.changed)} />
      <${Button} primary=${!routine.done_today} type="submit">${routine.done_today ? "Keep what changed" : "Done today"}<//>
      ${above}
    <//>
    <div class="wb-actions wb-no-print">
      <${Button} quiet class="wb-small" onClick=${() => setOpen("other day")} aria-label=${`${routine.title}: done on another day`}>Done on another day<//>
      <${Button} quiet class="wb-small" onClick=${() => setOpen("change")} aria-label=${`Change ${routine.title}`}>Change<//>
      <${Button} quiet class="wb-small" onClick=${reminders} aria-label=${`A reminder of ${routine.title} for your calendar`}>Reminder (.ics)<//>
    </div>
    ${open === "other day" && html`<${OtherDay} ...${{ state, send, network, routine }} onClose=${() => setOpen(null)} />`}
    ${open === "change" && html`<${RoutineDialog} ...${{ state, send, network, routine }} onClose=${() => setOpen(null)} />`}
  </section>`;
}

function OtherDay({ state, send, network, routine, onClose }) {
  const [draft, setDraft, clear] = useDraft(`did-on:${routine.id}`, { on: "", changed: "" }, network);
  const { above, at, put, sendHere } = useProblem(send, DONE_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const keep = async () => {
    const answer = await sendHere("did", { routine: routine.id, ...draft });
    if (answer.ok) { clear(); onClose(); announce("Kept."); }
  };
  return html`<${Dialog} title=${`Done: ${routine.title}`} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <${TextField} label=${DONE_LABELS.on} type="date" max=${state.app.today} value=${draft.on} onChange=${put("on", DONE_LABELS.on)} ...${at(DONE_LABELS.on)} />
      <${TextField} label=${DONE_LABELS.changed} value=${draft.changed} onChange=${put("changed", DONE_LABELS.changed)} maxlength="200" ...${at(DONE_LABELS.changed)} />
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">Keep it<//></div>
    <//>
  <//>`;
}

/** Adds a routine, or changes one. */
function RoutineDialog({ state, send, network, routine, onClose }) {
  const blank = { title: "", how_often: "weekly", starts_on: state.app.today, at: "", minutes: "", place: "", people: "", why: "" };
  const said = routine && { ...Object.fromEntries(Object.keys(blank).map((name) => [name, String(routine[name] ?? "")])), version: routine.version };
  const [draft, setDraft, clear] = useDraft(routine ? `routine:${routine.id}` : "new-routine", said ?? blank, network);
  const { above, at, put, sendHere } = useProblem(send, ROUTINE_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const field = (name) => ({ label: ROUTINE_LABELS[name], value: draft[name], onChange: put(name, ROUTINE_LABELS[name]), ...at(ROUTINE_LABELS[name]) });
  const keep = async () => {
    const answer = await sendHere(routine ? "change_routine" : "add_routine", routine ? { routine: routine.id, ...draft } : draft);
    if (!answer.ok && !answer.conflict) return;
    clear();
    onClose();
    announce(routine ? "Kept." : "The routine is noted.");
  };
  const stop = async () => {
    const answer = await send("stop_routine", { routine: routine.id });
    if (answer.ok) { clear(); onClose(); announce(`${asTitle(routine.title)} is no longer a routine. Undo brings it back.`); }
  };
  return html`<${Dialog} title=${routine ? "Change a routine" : "A new routine"} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <${TextField} ...${field("title")} maxlength="200" placeholder="for example Morning huddle" />
      <div class="wb-form-pair">
        <${Select} ...${field("how_often")} options=${state.how_often.map((value) => ({ value, label: OFTEN_WORDS[value] }))} />
        <${TextField} ...${field("starts_on")} type="date" />
      </div>
      <div class="wb-form-pair">
        <${TextField} ...${field("at")} type="time" />
        <${TextField} ...${field("minutes")} inputmode="numeric" maxlength="4" />
      </div>
      <${TextField} ...${field("place")} maxlength="200" />
      <${TextField} ...${field("people")} maxlength="200" list="wb-roles" />
      <${TextArea} ...${field("why")} rows=${2} />
      ${above}
      <div class="wb-row wb-spread">
        <${Button} primary type="submit">${routine ? "Keep the changes" : "Add it"}<//>
        ${routine && html`<${Button} quiet onClick=${stop}>Stop this routine<//>`}
      </div>
    <//>
  <//>`;
}
