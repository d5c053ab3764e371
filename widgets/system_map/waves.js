// Days that people know by name: choosing one wherever a day is asked for, and naming one.

const A_DAY = /^[12]\d{3}-\d\d-\d\d$/;
const ANOTHER_DAY = "another";
const DAY_GROUPS = { Named: "Named days", Sessions: "Sessions", Now: "Now" };

/**
 * What Python tells about the map without changing it: asked when `args` change and when something was kept, one
 * question at a time. Null while nothing is known yet and while `args` is null; `{problem}` where it cannot be told.
 */
function useTold(map, gesture, args) {
  const [told, setTold] = useState(null);
  const asked = args && JSON.stringify(args);
  const wanted = `${asked} ${map.state.app.sequence}`;
  const line = useRef({ busy: false, wanted: null, gone: false });
  line.current.wanted = wanted;
  line.current.args = args;
  useEffect(() => () => { line.current.gone = true; }, []);
  useEffect(() => {
    if (!args || line.current.busy) return;
    line.current.busy = true;
    (async () => {
      for (let asking = null; asking !== line.current.wanted && line.current.args;) {
        asking = line.current.wanted;
        const key = JSON.stringify(line.current.args);
        const answer = await map.send(gesture, line.current.args, { quiet: true });
        if (line.current.gone) return;
        if (key === JSON.stringify(line.current.args)) setTold({ asked: key, result: answer.ok ? answer.result : { problem: answer.error } });
      }
      line.current.busy = false;
    })();
  }, [wanted]);
  return told && told.asked === asked ? told.result : null;
}

const Problem = ({ children }) => html`<p class="wb-concern" role="alert">${children}</p>`;
const Looking = ({ children = "Looking back…" }) => html`<p class="wb-muted" role="status">${children}</p>`;

/** A day (`value`, ISO text): one of those that people know by name, or any other one up to today. */
function DayChoice({ label, value, onChange, choices, today, hint }) {
  const [another, setAnother] = useState(false);
  const known = choices.some((one) => one.day === value);
  const typing = another || !known;
  const [typed, setTyped] = useState(value);
  useEffect(() => { setTyped(value); }, [value]);
  const groups = Object.keys(DAY_GROUPS).map((group) => [group, choices.filter((one) => one.group === group)]).filter(([, days]) => days.length);
  return html`<div class="wb-map-day-choice">
    <${Field} label=${label} hint=${hint}>${(given) => html`
      <select class="wb-input" value=${typing ? ANOTHER_DAY : value} ...${given}
        onChange=${(event) => { const day = event.target.value; setAnother(day === ANOTHER_DAY); if (day !== ANOTHER_DAY) onChange(day); }}>
        ${groups.map(([group, days]) => html`<optgroup label=${DAY_GROUPS[group]} key=${group}>${days.map((one) => html`<option value=${one.day} key=${one.day}>${one.words}</option>`)}</optgroup>`)}
        <option value=${ANOTHER_DAY}>another day…</option>
      </select>`}<//>
    ${typing && html`<${TextField} label=${`${label}: which day`} hidden type="date" max=${today} value=${typed}
      onChange=${(day) => { setTyped(day); if (A_DAY.test(day) && day <= today) onChange(day); }} />`}
  </div>`;
}

/** The days that have a name, with a way to change it, to take it off, and to name another. */
function NamedDays({ map, past }) {
  const { waves, app: { today } } = map.state;
  const [draft, setDraft, clear] = useDraft("map:wave", { name: "", day: "" }, map.network);
  const name = async (fields) => {
    const answer = await map.change("name_day", fields);
    if (answer.ok) map.say(`The map of ${longDate(fields.day)} is called “${fields.name.trim()}”.`, true);
    return answer.ok;
  };
  const submit = async () => {
    if (!draft.name.trim()) { focusField("wave-name"); return; }
    if (await name({ name: draft.name, day: draft.day || today })) clear();
    focusField("wave-name");
  };
  const remove = async (wave) => {
    const answer = await map.change("remove_named_day", { wave: wave.id });
    if (answer.ok) { map.say(`${longDate(wave.day)} has lost its name “${wave.name}”.`, true); focusField("wave-name"); }
  };
  return html`<div class="wb-stack">
    <p class="wb-muted wb-small-words">Give a day of the map a name, such as “before” or “day 50”, and you find it again wherever a day is asked for.</p>
    ${waves.length > 0 && html`<ul class="wb-map-waves">${waves.map((wave) => {
      const common = { part: wave, network: map.network, save: (fields) => map.change("change_named_day", { wave: wave.id, ...fields }) };
      return html`<li key=${wave.id}>
        <${EditLine} label=${`Name of ${longDate(wave.day)}`} hidden field="name" saved=${wave.name} ...${common} />
        <${EditLine} label=${`Day of “${wave.name}”`} hidden type="date" field="on" saved=${wave.day} ...${common} />
        <button type="button" class="wb-button wb-small" aria-label=${`Take the name “${wave.name}” off its day`} onClick=${() => remove(wave)}>Remove</button>
      </li>`;
    })}</ul>`}
    ${past.suggested.length > 0 && html`<div class="wb-chips" role="group" aria-label="Days you may want to name">
      ${past.suggested.map((one) => html`<button type="button" class="wb-chip" key=${one.name} onClick=${() => name({ name: one.name, day: one.day })}>+ ${one.name}, ${shortDate(one.day)}</button>`)}</div>`}
    <${Form} class="wb-map-new-wave" aria-label="Name a day" onSubmit=${submit}>
      <${TextField} label="Name" data-field="wave-name" maxlength="60" autocomplete="off" value=${draft.name} onChange=${(text) => setDraft({ ...draft, name: text })} />
      <${TextField} label="Day" type="date" max=${today} value=${draft.day || today} onChange=${(day) => setDraft({ ...draft, day })} />
      <${Button} type="submit" class="wb-small">Name this day<//>
    <//>
  </div>`;
}
