// The map day by day: a slider over the days on which it changed. The drawing shows the map of that day, to look at.

const A_MOMENT = 150; // milliseconds that the slider has to rest before a day is asked for
const A_DAY_LASTS = 1600; // milliseconds that each day is shown while the days pass by themselves
const DAYS_KEPT = 80; // maps of days that the page remembers
const daysSeen = new Map(); // network, state of the store and day → the map of that day

/** The map of a day, asked for once. */
async function mapOfDay(map, day) {
  const key = `${map.network.code} ${map.state.app.sequence} ${day}`;
  if (!daysSeen.has(key)) {
    const answer = await map.send("map_on", { day }, { quiet: true });
    if (!answer.ok) return { problem: answer.error };
    daysSeen.set(key, answer.result);
    if (daysSeen.size > DAYS_KEPT) daysSeen.delete(daysSeen.keys().next().value);
  }
  return daysSeen.get(key);
}

function DayByDay({ map, past, at, go }) {
  const { days } = past;
  const last = days.length - 1;
  const found = at.day === null ? last : days.findIndex((one) => one.day === at.day);
  const index = found < 0 ? last : found;
  const one = days[index];
  const [shown, setShown] = useState(null);
  const [playing, setPlaying] = useState(false);
  const drawn = map.lens?.from === "a day";
  const latest = useRef({ closed: 0 });
  Object.assign(latest.current, { map, one, days, index });
  useEffect(() => () => { latest.current.closed += 1; }, []);
  useEffect(() => { if (!drawn) { latest.current.closed += 1; setPlaying(false); } }, [drawn]); // what is still on its way comes too late
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const look = async (closed = latest.current.closed) => {
    const { map: here, one: wanted } = latest.current;
    if (latest.current.closed !== closed) return;
    const told = await mapOfDay(here, wanted.day);
    if (latest.current.closed !== closed || latest.current.one.day !== wanted.day) return; // the slider has gone on
    setShown(told);
    if (!told.problem) here.look({ ...told, from: "a day" });
  };
  useLensAgain(map, "days", () => look());
  const began = useRef(false);
  useEffect(() => { // not at once: whoever only comes here has not asked for another day yet
    if (!began.current && !drawn) { began.current = true; return undefined; }
    began.current = true;
    const { closed } = latest.current;
    const timer = setTimeout(() => look(closed), A_MOMENT);
    return () => clearTimeout(timer);
  }, [one.day, map.state.app.sequence]);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      const { index: now, days: all } = latest.current;
      if (now >= all.length - 1) { setPlaying(false); return; }
      go({ day: all[now + 1].day });
    }, shown ? A_DAY_LASTS : A_DAY_LASTS / 2);
    return () => clearTimeout(timer);
  }, [playing, index, shown]);

  const to = (next) => { setPlaying(false); go({ day: days[Math.min(last, Math.max(0, next))].day }); };
  const play = () => { if (playing) { setPlaying(false); return; } if (index === last) go({ day: days[0].day }); setPlaying(true); };
  const named = days.map((day, number) => ({ ...day, number })).filter((day) => day.waves.length);
  const ticks = useFieldId();
  if (days.length < 2) return html`<p class="wb-muted">The map has one day so far, today. Come back when it has changed, and look here how.</p>`;
  return html`
    <div class="wb-map-slider">
      <${Field} label="Day">${(given) => html`<input type="range" class="wb-map-range" min="0" max=${last} step="1" value=${index} list=${ticks} ...${given}
        aria-valuetext=${[one.words, ...one.waves, one.says].filter(Boolean).join(": ")} onInput=${(event) => to(Number(event.target.value))} />`}<//>
      <datalist id=${ticks}>${named.map((day) => html`<option value=${day.number} key=${day.day}></option>`)}</datalist>
      <div class="wb-map-slider-ends" aria-hidden="true"><span>${shortDate(days[0].day)}</span><span>${days[last].day === map.state.app.today ? "today" : shortDate(days[last].day)}</span></div>
    </div>
    <div class="wb-row">
      <${Button} class="wb-small" disabled=${index === 0} onClick=${() => to(index - 1)}>Earlier<//>
      <${Button} class="wb-small" disabled=${index === last} onClick=${() => to(index + 1)}>Later<//>
      ${!calm && html`<${Button} class="wb-small" onClick=${play}>${playing ? "Pause" : "Play"}<//>`}
      ${named.map((day) => html`<button type="button" class="wb-chip" key=${day.day} aria-pressed=${day.number === index ? "true" : "false"} onClick=${() => to(day.number)}>${day.waves.join(" · ")}</button>`)}
    </div>
    <h3>${one.words}${one.waves.length ? ` (${one.waves.join(", ")})` : ""}</h3>
    ${!drawn ? html`<p class="wb-muted">Move the slider: the drawing shows the map of that day, with what came or moved on it.</p>
        <div class="wb-row"><${Button} primary onClick=${() => look()}>Show the map of this day<//></div>`
      : shown?.problem ? html`<${Problem}>${shown.problem}<//>`
      : shown?.on !== one.day ? html`<${Looking}>Drawing the map of that day…<//>`
      : html`${shown.steps.length
          ? html`<ol class="wb-map-steps">${shown.steps.slice(0, ROWS_OF_CHANGE).map((step, number) => html`<li key=${number}><${StepTold} step=${step} map=${map} named undated /></li>`)}</ol>`
          : html`<p class="wb-muted">No relationship moved on this day.</p>`}`}`;
}
