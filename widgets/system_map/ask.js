// “Ask the map”: questions in people's own words, each answered by a small map and a sentence how to read it. Python
// works everything out; this panel says what is asked, about what, and shows what comes back.

const SETTLE = 150; // milliseconds after the last choice until it is asked; arrow keys pass over several
const SOON = 300; // milliseconds after which the panel says that it is at work
const QUICK = 0.5; // seconds: an answer that took no longer is asked for again by itself when the map changes
const REMEMBERED = 5;

/** What was asked on each network since the page was opened, so that it is there again after a look at another tab. */
const sittings = new Map();

/** What `useState` does, for what outlives the panel. */
function useSitting(network) {
  const [sitting, set] = useState(() => sittings.get(network.code) ?? { asked: null, answers: [] });
  const now = useRef(sitting);
  return [sitting, (change) => {
    now.current = { ...now.current, ...change(now.current) };
    sittings.set(network.code, now.current);
    set(now.current);
  }];
}

const NEEDED = { nothing: [0, 0], one: [1, 1], some: [1, Infinity], two: [2, 2] };
const enough = (question, about) => about.length >= NEEDED[question.needs][0];
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The elements that are pointed to on the drawing: what is selected, or both ends of a connection that is. */
function pointedTo(map) {
  const here = new Set(map.state.elements.map((one) => one.id));
  const chosen = (map.chosen ?? [map.selected]).map((id) => map.part(id)).filter(Boolean);
  return [...new Set(chosen.flatMap((part) => (part.source ? [part.source, part.target] : [part.id])))].filter((id) => here.has(id));
}

function AskPanel({ map }) {
  const { asking, elements } = map.state;
  const [sitting, setSitting] = useSitting(map.network);
  const [waiting, setWaiting] = useState(false); // long enough to say so
  const [refused, setRefused] = useState(null);
  const line = useRef({ busy: false, next: null });
  const here = useRef(true);
  const { asked, answers } = sitting;
  const question = asked && asking.questions?.find((one) => one.id === asked.question);
  const pointed = pointedTo(map);

  useEffect(() => { map.send("offer_questions", {}, { quiet: true }); return () => { here.current = false; }; }, []);

  const lensOf = ({ asked: what, answer }, words) => {
    const parts = answer.parts && { ...answer.parts, elements: inTheirPlaces(answer.parts.elements) };
    return { from: "ask", title: words, marks: answer.marks, legend: answer.legend, ...(parts && { parts, day: `the map of ${longDate(what.as_at)}` }) };
  };
  const show = (kept, words) => map.look(Object.keys(kept.answer.marks).length ? lensOf(kept, words) : null);

  /** Asks one question after the other; of those that wait, only the newest is still wanted. */
  const request = async (what, words, { again = false } = {}) => {
    if (line.current.busy) { line.current.next = [what, words, { again }]; return; }
    line.current.busy = true;
    const timer = setTimeout(() => setWaiting(true), SOON);
    const result = await map.send("ask", what, { quiet: true });
    clearTimeout(timer);
    line.current.busy = false;
    const next = line.current.next;
    line.current.next = null;
    if (next) { request(...next); return; }
    setWaiting(false);
    if (!here.current) return;
    setRefused(result.ok ? null : { asked: what, says: result.error });
    if (!result.ok) return;
    const kept = { asked: what, answer: result.result, words };
    const before = latest.current.answers.find((one) => alike(one.asked, what));
    setSitting((was) => ({ answers: [kept, ...was.answers.filter((one) => !alike(one.asked, what))].slice(0, REMEMBERED) }));
    if (!again || latest.current.lensOn) show(kept, words);
    if (!again || before?.answer.says !== kept.answer.says) announce(kept.answer.says);
  };
  const latest = useRef({});
  latest.current = { answers, lensOn: map.lens?.from === "ask" };

  const kept = asked && answers.find((one) => alike(one.asked, asked));
  const stale = Boolean(kept && !asked.as_at && kept.answer.stamp !== asking.stamp);
  const ready = question && enough(question, asked.about);
  useEffect(() => {
    if (!ready || (kept && !(stale && kept.answer.took <= QUICK))) return undefined;
    const timer = setTimeout(() => request(asked, question.words, { again: Boolean(kept) }), kept ? 0 : SETTLE);
    return () => clearTimeout(timer);
  }, [ready, JSON.stringify(asked), stale, asking.stamp]);
  useEffect(() => { // whoever points to something while the question still waits for it means it
    if (question && !ready && pointed.length) take([...asked.about, ...pointed]);
  }, [pointed.join()]);

  const change = (fields) => { setRefused(null); setSitting((was) => ({ asked: { ...was.asked, ...fields } })); };
  const take = (about) => change({ about: [...new Set(about)].slice(0, NEEDED[question.needs][1]) });
  const open = (one, about = pointed) => {
    setRefused(null);
    setSitting(() => ({ asked: { question: one.id, about: about.slice(0, NEEDED[one.needs][1]), choices: {}, as_at: null } }));
    focusPlaces.panel();
  };
  const reopen = (one) => {
    setRefused(null);
    setSitting((was) => ({ asked: one.asked, answers: [one, ...was.answers.filter((other) => other !== one)] }));
    show(one, one.words);
    announce(one.answer.says);
    focusPlaces.panel();
  };
  const close = () => {
    const was = asked.question;
    if (map.lens?.from === "ask") map.look(null);
    setRefused(null);
    setSitting(() => ({ asked: null }));
    focusOn(`wb-ask-${was}`);
  };
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (map.lens) { event.preventDefault(); map.look(null); announce("The whole map is shown."); }
    else if (asked) { event.preventDefault(); close(); }
  };

  const shown = kept ?? (question && answers.find((one) => one.asked.question === asked.question)); // until the next one is there
  const save = async () => { const file = await map.send("answer_as_file", shown.asked, { quiet: true }); if (file.ok) download(file.result); else setRefused({ asked, says: file.error }); };
  const lens = { on: map.lens?.from === "ask", show: () => { show(shown, question.words); document.querySelector(".wb-map-stage")?.scrollIntoView({ block: "nearest" }); }, hide: () => map.look(null) };
  return html`<div class="wb-ask" onKeyDown=${onKeyDown}>
    ${question
      ? html`<button type="button" class="wb-map-link wb-ask-back" onClick=${close}>‹ All questions</button>
        <${PanelHead}>${question.words}<//>
        <${AskForm} question=${question} asked=${asked} map=${map} pointed=${pointed} change=${change} take=${take} />
        ${waiting && html`<p class="wb-muted" role="status">Working…</p>`}
        ${refused && alike(refused.asked, asked) && html`<p class="wb-answer wb-concern" role="alert">${refused.says}</p>`}
        ${ready && shown && !(refused && !kept) && html`<${AnswerShown} question=${question} answer=${shown.answer} busy=${!kept || waiting}
          stale=${stale && kept.answer.took > QUICK} lens=${lens} map=${map} save=${save} again=${() => request(asked, question.words)} />`}`
      : html`<${PanelHead}>What would you like to know?<//>
        ${!elements.length ? html`<p class="wb-muted">The map is still empty. Put the first people, teams and places on it, then ask.</p>`
          : !asking.questions ? html`<p class="wb-muted" role="status">Getting the questions ready…</p>`
          : html`<${Questions} key="questions" all=${asking.questions} map=${map} pointed=${pointed} open=${open} />`}`}
    <${AskedBefore} answers=${answers.filter((one) => one !== kept)} map=${map} reopen=${reopen} />
  </div>`;
}

/** The elements of another day, each with a place. */
function inTheirPlaces(elements) {
  const places = placesForTheUnplaced(elements);
  return elements.map((one) => (one.x === null ? { ...one, x: places[one.id][0], y: places[one.id][1] } : one));
}

const namesOf = (ids, map) => ids.map((id) => map.element(id).label).join(" and ");

/** All questions under their headings, those that suit what is selected first, and a field to look for one. */
function Questions({ all, map, pointed, open }) {
  const [text, setText] = useState("");
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one) => sought.every((word) => `${one.words} ${one.group} ${one.defined}`.toLowerCase().includes(word));
  const found = all.filter(fits);
  const suits = (one) => one.needs !== "nothing" && pointed.length > 0 && enough(one, pointed);
  const about = found.filter(suits);
  const rest = found.filter((one) => !suits(one));
  const groups = [...new Set(rest.map((one) => one.group))];
  const item = (one) => html`<li key=${one.id}><button type="button" class="wb-ask-question" id=${`wb-ask-${one.id}`} onClick=${() => open(one)}>${one.words}</button></li>`;
  const list = (heading, questions) => html`<section key=${heading}><h3>${heading}</h3><ul class="wb-ask-list">${questions.map(item)}</ul></section>`;
  return html`
    <${Form} role="search" onSubmit=${() => { if (sought.length && found.length) open(about[0] ?? found[0]); }}>
      <${TextField} label="Find a question" type="search" hidden placeholder="Find a question, such as: bridge, trust, loop" autocomplete="off" value=${text} onChange=${setText}
        onKeyDown=${(event) => { if (event.key === "Escape" && text) { event.preventDefault(); event.stopPropagation(); setText(""); } }} />
    <//>
    <div class="wb-visually-hidden" role="status">${sought.length ? plural(found.length, "question") : ""}</div>
    ${!found.length && html`<p class="wb-muted">No question says that. Try another word.</p>`}
    ${about.length > 0 && list(`About ${namesOf(pointed, map)}`, about)}
    ${groups.map((group) => list(group, rest.filter((one) => one.group === group)))}`;
}

/** What a question is asked about, its choices and the day, as one sentence to fill in. */
function AskForm({ question, asked, map, pointed, change, take }) {
  const { elements, waves, app: page } = map.state;
  const options = useMemo(() => elements.map((one) => ({ value: one.id, label: one.label })).sort((a, b) => a.label.localeCompare(b.label)), [elements]);
  const { about } = asked;
  const [, most] = NEEDED[question.needs];
  const slot = (at, words) => html`<${Pick} key=${`slot ${at}`} words=${words} value=${about[at] ?? ""} empty="choose…" options=${options.filter((one) => one.value === about[at] || !about.includes(one.value))}
    onChange=${(id) => take(at < about.length ? about.map((was, place) => (place === at ? id : was)).filter(Boolean) : [...about, id])} />`;
  const other = pointed.filter((id) => !about.includes(id));
  return html`<div class="wb-ask-form" role="group" aria-label="What to ask">
    ${question.needs === "one" && slot(0, "About")}
    ${question.needs === "two" && html`${slot(0, "From")}${slot(1, "to")}`}
    ${question.needs === "some" && html`
      ${about.map((id) => html`<span class="wb-ask-about" key=${id}><span>${map.element(id).label}</span>
        <button type="button" aria-label=${`Ask without ${map.element(id).label}`} onClick=${() => take(about.filter((one) => one !== id))}>×</button></span>`)}
      <${PickMore} key=${about.length} words=${about.length ? "and" : "About"} empty=${about.length ? "one more…" : "choose…"} options=${options.filter((one) => !about.includes(one.value))} onPick=${(id) => take([...about, id])} />`}
    ${question.choices.map((choice) => html`<${Pick} key=${choice.name} words=${choice.words} value=${asked.choices[choice.name] ?? choice.options[0]}
      options=${choice.options} onChange=${(option) => change({ choices: { ...asked.choices, [choice.name]: option } })} />`)}
    <${DayPick} waves=${waves} today=${page.today} value=${asked.as_at} onChange=${(day) => change({ as_at: day })} />
    ${!enough(question, about) && html`<p class="wb-muted">${question.needs !== "two" ? "Point to it" : about.length ? "Point to the other one" : "Point to the first one"} on the drawing, or choose it here.</p>`}
    ${enough(question, about) && question.needs !== "nothing" && other.length > 0 && html`<button type="button" class="wb-map-link" onClick=${() => take(most > 2 ? [...about, ...other] : other.length >= most ? other : [about[0], ...other])}>
      ${most === 1 ? `Ask about ${map.element(other[0]).label} instead` : most === 2 ? `Ask how to get to ${map.element(other[0]).label} instead` : `Add ${namesOf(other, map)}`}</button>`}
  </div>`;
}

/** A choice that adds to others. Keys pass over many on their way, so by keyboard it is Enter, or going on, that adds. */
function PickMore({ onPick, ...rest }) {
  const [seen, setSeen] = useState("");
  const keys = useRef(false);
  const add = () => { if (seen) onPick(seen); };
  const onKeyDown = (event) => {
    keys.current = true;
    if (event.key === "Enter" && seen) { event.preventDefault(); focusOn("wb-ask-more"); add(); }
    if (event.key === "Escape" && seen) { event.preventDefault(); event.stopPropagation(); setSeen(""); }
  };

  return html`<span class="wb-ask-pick" onPointerDown=${() => { keys.current = false; }} onfocusout=${add} onKeyDown=${onKeyDown}>
    <${Pick} ...${rest} id="wb-ask-more" value=${seen} onChange=${(id) => (keys.current || !id ? setSeen(id) : onPick(id))} />
    ${seen && html`<span class="wb-muted">Enter adds it</span>`}</span>`;
}

/** One choice within a sentence. */
function Pick({ words, value, options, empty, onChange, id: given }) {
  const listed = options.map((one) => (typeof one === "string" ? { value: one, label: one } : one));
  const own = useFieldId();
  const id = given ?? own;
  return html`<span class="wb-ask-pick"><label for=${id}>${words}</label>
    <select class="wb-input" id=${id} value=${value} onChange=${(event) => onChange(event.target.value)}>
      ${empty && html`<option value="">${empty}</option>`}
      ${listed.map((one) => html`<option value=${one.value} key=${one.value}>${one.label}</option>`)}
    </select></span>`;
}

/** The day whose map is asked: today, one with a name, or any other. */
function DayPick({ waves, today, value, onChange }) {
  const named = waves.some((wave) => wave.day === value);
  const [other, setOther] = useState(Boolean(value) && !named);
  const options = [{ value: "", label: "today" }, ...waves.filter((wave) => wave.day !== today).map((wave) => ({ value: wave.day, label: `${wave.name} (${shortDate(wave.day)})` })), { value: "…", label: "another day…" }];
  const choose = (day) => { setOther(day === "…"); if (day !== "…") onChange(day || null); };
  return html`<${Pick} words="On the map of" value=${other ? "…" : value ?? ""} options=${options} onChange=${choose} />
    ${other && html`<input class="wb-input wb-ask-day" type="date" aria-label="The day of the map" max=${today} value=${value ?? ""} onChange=${(event) => event.target.value && onChange(event.target.value)} />`}`;
}

/** What was asked before, to go back to. */
function AskedBefore({ answers, map, reopen }) {
  if (!answers.length) return null;
  return html`<section><h3>Asked before</h3><ul class="wb-ask-list">${answers.map((one) => html`<li key=${JSON.stringify(one.asked)}>
    <button type="button" class="wb-ask-question" onClick=${() => reopen(one)}>${one.words}
      <span class="wb-muted wb-small-words">${[namesOf(one.asked.about, map), ...Object.values(one.asked.choices), one.asked.as_at && longDate(one.asked.as_at)].filter(Boolean).join(" · ")}</span></button></li>`)}</ul></section>`;
}
