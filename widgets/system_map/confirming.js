// What only the register says: is it so in real life? One tap for each, with the next one right there.

const ANSWER_KEYS = { y: "yes", n: "no", u: "until", s: "skip", z: "undo" };
const TODAY_OR_EARLIER = "Today or an earlier day.";

/** A button with the key that does the same; a finger needs no key, so the stylesheet hides it from coarse pointers. */
const KeyButton = ({ letter, children, ...rest }) => html`<${Button} aria-keyshortcuts=${letter} ...${rest}>${children}<kbd class="wb-map-kbd" aria-hidden="true">${letter}</kbd><//>`;

/** The kind by which questions are alike: that of the connection or of the element. */
const alikeBy = (map, question) => map.part(question.part)?.kind ?? "";

function ConfirmFlow({ map }) {
  const { questions, app: { today } } = map.state;
  const past = useTold(map, "past", {});
  const [met, setMet] = useState([]); // the parts that were answered or skipped here
  const [skipped, setSkipped] = useState([]);
  const [last, setLast] = useState(null); // what was answered last, in words, as long as it can be taken back
  const [together, setTogether] = useState(null); // the kind of which all are shown as a list
  const [until, setUntil] = useState({ open: null, day: today, said: false }); // `open`: the part for which the day is being chosen
  const [where, setWhere] = useState(null); // the session in which it is confirmed; null until somebody chose
  const busy = useRef(false);
  const left = questions.filter((one) => !skipped.includes(one.part));
  const asked = left[0];
  const total = new Set([...met, ...questions.map((one) => one.part)]).size;
  const untilOpen = Boolean(asked) && until.open === asked.part;
  const session = where ?? past?.open?.[0]?.id ?? "";
  useEffect(() => { if (map.lens?.parts) map.look(null); }, []); // what is asked about is on the map of today
  useEffect(() => { map.spot(asked?.part ?? null); return () => map.spot(null); }, [asked?.part]);
  useEffect(() => { if (asked) announce(`${asked.says} Is that so?`); }, [asked?.part]);

  /** Keep an answer, once at a time; the next question is there with the new state. */
  const answer = async (gesture, args, words, parts = [asked.part]) => {
    if (busy.current) return;
    busy.current = true;
    const kept = await map.change(gesture, args);
    busy.current = false;
    if (!kept.ok) return;
    setMet((before) => [...before, ...parts]);
    setLast(words);
    focusField("yes");
  };
  const confirm = (list) => {
    const parts = [...new Set(list.flatMap((one) => one.confirms))];
    const words = list.length === 1 ? `So: ${list[0].says}` : `${list.length} confirmed.`;
    return answer("confirm_in", { parts, session: session || null }, words, list.map((one) => one.part));
  };
  const does = {
    yes: () => asked && confirm([asked]),
    no: () => asked && answer("reject", { parts: [asked.part] }, `Not so: ${asked.says}`),
    until: () => asked && (until.said ? gone(until.day) : untilOpen ? closeUntil() : openUntil()),
    skip: () => { if (asked) { setSkipped([...skipped, asked.part]); setMet([...met, asked.part]); setLast(null); focusField("yes"); } },
    undo: async () => {
      if (!last || busy.current) return;
      busy.current = true;
      const kept = await map.change("undo", {});
      busy.current = false;
      if (kept.ok) { announce(steppedSentence(kept.result.said)); setLast(null); focusField("yes"); }
    },
  };
  const openUntil = () => { setUntil({ ...until, open: asked.part, said: false }); focusField("until-day"); };
  const closeUntil = () => { setUntil({ ...until, open: null }); focusField("until"); };
  const gone = (day) => {
    if (!A_DAY.test(day) || day > today) { announce(TODAY_OR_EARLIER); focusField("until-day"); return undefined; }
    setUntil({ open: null, day, said: true });
    return answer("was_until", { parts: [asked.part], day }, `Gone since ${longDate(day)}: ${asked.says}`);
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) { // one step back at a time
      event.preventDefault();
      event.stopPropagation();
      if (untilOpen) closeUntil(); else done();
      return;
    }
    const doing = ANSWER_KEYS[event.key.toLowerCase()];
    if (!doing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || together || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    does[doing]();
  };
  const done = () => map.setMode(null, "canvas");
  const undo = last && html`<p class="wb-map-answered"><span>${last}</span><${KeyButton} letter="Z" class="wb-small" onClick=${does.undo}>Undo<//></p>`;
  if (!asked) {
    return html`<div class="wb-stack" onKeyDown=${onKeyDown}><${PanelHead} onClose=${done}>That is all<//>
      <p class="wb-answer">${skipped.length ? `${plural(skipped.length, "question")} skipped; what ${skipped.length === 1 ? "it is" : "they are"} about stays dashed until somebody knows.` : "Everything on the map is now told or confirmed by people."}</p>
      ${undo}
      ${skipped.length > 0 && html`<div class="wb-row"><${Button} data-field="yes" onClick=${() => { setSkipped([]); focusField("yes"); }}>Ask me again about ${skipped.length === 1 ? "it" : "them"}<//></div>`}</div>`;
  }
  const alike = left.filter((one) => alikeBy(map, one) === alikeBy(map, asked));
  if (together) {
    const list = left.filter((one) => alikeBy(map, one) === together);
    return html`<${TogetherList} ...${{ list, kind: together, onBack: () => { setTogether(null); focusField("yes"); }, onConfirm: async (chosen) => { setTogether(null); await confirm(chosen); } }} />`;
  }
  return html`<div class="wb-stack" onKeyDown=${onKeyDown}>
    <${PanelHead} onClose=${done}>Is that so?<//>
    <div class="wb-map-progress"><span id="wb-map-progress">Question ${total - left.length + 1} of ${total}</span>
      <progress aria-labelledby="wb-map-progress" max=${total} value=${total - left.length}></progress></div>
    <p class="wb-muted wb-small-words">Only the public register says so.</p>
    <p class="wb-map-asked">${asked.says}</p>
    <div class="wb-stack wb-map-answers">
      <${KeyButton} letter="Y" primary data-field="yes" onClick=${does.yes}>Yes, that’s so<//>
      <${KeyButton} letter="N" onClick=${does.no}>No, it never was<//>
      <${KeyButton} letter="U" data-field="until" aria-expanded=${until.said ? undefined : untilOpen ? "true" : "false"} onClick=${does.until}>${until.said ? `It was, until ${shortDate(until.day)}` : "It was so until…"}<//>
      ${untilOpen && html`<${Form} class="wb-map-until" aria-label="Since when it is gone" onSubmit=${() => gone(until.day)}>
        <${TextField} label="Gone since" type="date" data-field="until-day" max=${today} hint=${TODAY_OR_EARLIER} value=${until.day} onChange=${(day) => setUntil({ ...until, day })} />
        ${past?.choices?.length > 0 && html`<${Select} label="A day with a name" value=${past.choices.some((one) => one.day === until.day) ? until.day : ""} empty="the day above"
          options=${past.choices.map((one) => ({ value: one.day, label: one.words }))} onChange=${(day) => day && setUntil({ ...until, day })} />`}
        <${Button} type="submit">Gone since then<//><//>`}
      <${KeyButton} letter="S" onClick=${does.skip}>Skip, nobody here knows<//>
    </div>
    ${until.said && html`<button type="button" class="wb-map-link" onClick=${openUntil}>Another day than ${longDate(until.day)}</button>`}
    ${past?.open?.length > 0 && html`<${Select} label="Confirmed in" value=${session} onChange=${setWhere} empty="no session" options=${past.open.map((one) => ({ value: one.id, label: one.title }))} />`}
    ${alike.length > 1 && html`<button type="button" class="wb-map-link" data-field="together" onClick=${() => { setTogether(alikeBy(map, asked)); focusField("confirm-these"); }}>See all ${alike.length} of “${alikeBy(map, asked)}” and confirm them together</button>`}
    ${undo}
  </div>`;
}

/** All questions of one kind as a list: those that stay ticked are confirmed at once. */
function TogetherList({ list, kind, onBack, onConfirm }) {
  const [not, setNot] = useState([]);
  const chosen = list.filter((one) => !not.includes(one.part));
  const toggle = (part) => setNot(not.includes(part) ? not.filter((each) => each !== part) : [...not, part]);
  return html`<${PanelHead}>All of “${kind}”<//>
    <p class="wb-muted">Take the tick off what is not so, or what nobody here knows: it is asked about afterwards.</p>
    <fieldset class="wb-map-all"><legend class="wb-visually-hidden">What is so</legend>
      ${list.map((one) => html`<label class="wb-choice" key=${one.part}><input type="checkbox" checked=${!not.includes(one.part)} onChange=${() => toggle(one.part)} />${one.says}</label>`)}</fieldset>
    <div class="wb-row"><${Button} primary data-field="confirm-these" disabled=${!chosen.length} onClick=${() => onConfirm(chosen)}>${chosen.length === list.length ? `Confirm all ${list.length}` : `Confirm these ${chosen.length}`}<//>
      <${Button} onClick=${onBack}>Back to one by one<//></div>`;
}

/** On the details of a part that only the register knows: is it so? */
function Confirm({ part, map }) {
  const notSo = async () => {
    const answer = await map.change("reject", { parts: [part.id] });
    if (answer.ok) { map.select(null, { focus: "canvas" }); map.say(answer.result.said, true); }
  };
  return html`<div class="wb-row"><${Button} class="wb-small" onClick=${() => map.confirm([part.id])}>Confirm that this is so<//>
    <${Button} class="wb-small" onClick=${notSo}>It never was<//></div>`;
}
