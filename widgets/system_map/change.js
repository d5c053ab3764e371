// The change panel: two days compared, the map day by day, and what was done lately.

const CHANGE_VIEWS = [["two", "Two days"], ["days", "Day by day"], ["lately", "Lately"]];
const CHANGE_ORDER = ["formed", "stronger", "weaker", "lost", "kept"];
const ARROWS = { "one way": "→", mutual: "↔", undirected: "–" };
const ROWS_OF_CHANGE = 100;
const STEPS_AT_FIRST = 12;
const LENS_OF = { two: "two days", days: "a day" }; // what each of these views draws is marked with where it comes from
const lensesOn = new Set(); // network and view whose drawing is wanted, also while somebody looks at something else
const lookedAt = new Map(); // network → what was last looked at here: it is there again when somebody comes back

function ChangePanel({ map }) {
  const { code } = map.network;
  const [at, setAt] = useState(() => lookedAt.get(code) ?? { view: "two", before: null, after: null, day: null });
  const go = (changes) => {
    if (changes.view && changes.view !== at.view && map.lens?.from === LENS_OF[at.view]) map.look(null); // the drawing and the panel tell of the same day
    setAt((before) => ({ ...before, ...changes }));
  };
  lookedAt.set(code, at);
  const past = useTold(map, "past", {});
  return html`<${PanelHead}>What changed?<//>
    <div class="wb-chips" role="group" aria-label="How to look at it">
      ${CHANGE_VIEWS.map(([view, words]) => html`<button type="button" class="wb-chip" key=${view} aria-pressed=${at.view === view ? "true" : "false"} onClick=${() => go({ view })}>${words}</button>`)}
    </div>
    ${past === null ? html`<${Looking} />` : past.problem ? html`<${Problem}>${past.problem}<//>`
      : at.view === "two" ? html`<${TwoDays} ...${{ map, past, at, go }} />`
      : at.view === "days" ? html`<${DayByDay} ...${{ map, past, at, go }} />`
      : html`<${Lately} ...${{ map, past, go }} />`}`;
}

/** Draws what a view drew when it was left, once somebody comes back to it; not if they had taken it off the drawing. */
function useLensAgain(map, view, look) {
  const drawn = map.lens?.from === LENS_OF[view], key = `${map.network.code} ${view}`;
  const begun = useRef(false);
  useEffect(() => {
    const again = !begun.current && !drawn && lensesOn.has(key);
    begun.current = true;
    if (again) look(); else if (drawn) lensesOn.add(key); else lensesOn.delete(key);
  }, [drawn]);
}

/** Two days, chosen; what became of every relationship between them. */
function TwoDays({ map, past, at, go }) {
  const { today } = map.state.app;
  const [beside, setBeside] = useState(false);
  const days = { before: at.before ?? past.before, after: at.after ?? past.after };
  const told = useTold(map, "compare_days", days);
  const drawn = map.lens?.from === "two days";
  const isDrawn = useRef(drawn);
  isDrawn.current = drawn;
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  const look = async ({ again = false } = {}) => {
    const answer = await map.send("both_days", days, { quiet: true });
    if (!here.current || (again && !isDrawn.current)) return; // somebody left or closed it meanwhile
    if (answer.ok) map.look({ ...answer.result, from: "two days" });
    else map.say(answer.error);
  };
  useEffect(() => { if (drawn) look({ again: true }); }, [days.before, days.after, map.state.app.sequence]);
  useLensAgain(map, "two", look);
  const choice = (field, label) => html`<${DayChoice} label=${label} value=${days[field]} choices=${past.choices} today=${today} onChange=${(day) => go({ [field]: day })} />`;
  const save = async () => {
    const answer = await map.send("changes_as_file", days, { quiet: true });
    if (answer.ok) download(answer.result); else map.say(answer.error);
  };
  return html`<div class="wb-map-two-days">${choice("before", "From")}${choice("after", "To")}</div>
    ${told === null ? html`<${Looking} />` : told.problem ? html`<${Problem}>${told.problem}<//>` : html`
      <div class="wb-answer" aria-live="polite"><p>${told.sentence}</p>
        <p class="wb-map-both">${told.both}</p>
        ${told.new.length > 0 && html`<p class="wb-map-both">New on the map: ${someOf(told.new)}.</p>`}
        ${told.gone.length > 0 && html`<p class="wb-map-both">No longer on it: ${someOf(told.gone)}.</p>`}</div>
      <div class="wb-row">
        <${Button} primary=${!drawn} aria-pressed=${drawn ? "true" : "false"} onClick=${async () => { if (drawn) { map.look(null); return; } await look(); document.querySelector(".wb-map-stage")?.scrollIntoView({ block: "nearest" }); }}>${drawn ? "Back to today" : "Show on the drawing"}<//>
        <${Button} onClick=${() => setBeside(true)}>Side by side<//>
      </div>
      <${Fold} title=${told.ties.length === 1 ? "The one relationship" : `The ${told.ties.length} relationships`} open>
        <${ChangeTable} ...${{ told, map }} />
        ${told.ties.length > 0 && html`<div class="wb-row"><${Button} class="wb-small" onClick=${save}>Save this table as CSV<//></div>`}
      <//>
      <${Fold} title="Each figure, then and now">${(open) => html`<${FiguresThenAndNow} ...${{ map, days, open, told }} />`}<//>
      <${Fold} title="Who said so, and in which session">${(open) => html`<${WhatHappened} ...${{ map, days, open }} />`}<//>
      ${beside && html`<${SideBySide} ...${{ map, days, told, onClose: () => setBeside(false) }} />`}`}
    <${Fold} title=${map.state.waves.length ? `Named days (${map.state.waves.length})` : "Name a day"}><${NamedDays} map=${map} past=${past} /><//>`;
}

/** Up to five names, and how many more there are. */
const someOf = (names) => (names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", "));

/** A part of the panel that can be opened; `children` may be a function that is told whether it is. */
function Fold({ title, open: first = false, children }) {
  const [open, setOpen] = useState(first);
  return html`<details class="wb-map-fold" open=${open} onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary>${title}</summary>
    <div class="wb-stack">${typeof children === "function" ? children(open) : children}</div>
  </details>`;
}

/** A strength as dots and as a word. */
const InWords = ({ strength, words }) => (strength === null || strength === undefined
  ? html`<span class="wb-muted">none</span>`
  : html`<span class="wb-map-in-words">${strength > 0 && html`<span class="wb-map-strength-dots" aria-hidden="true">${"●".repeat(strength)} </span>`}${words[strength]}</span>`);

const BECAME_SIGNS = { formed: "+", stronger: "▲", weaker: "▼", lost: "×", kept: "" };
const Became = ({ word }) => html`<span class=${`wb-map-became ${{ formed: "wb-good", stronger: "wb-good", weaker: "wb-concern", lost: "wb-concern" }[word] ?? "wb-muted"}`}>
  ${BECAME_SIGNS[word] && html`<span aria-hidden="true">${BECAME_SIGNS[word]} </span>`}${word}</span>`;

const SORTED_BY = {
  from: (one, other) => one.from.localeCompare(other.from) || one.to.localeCompare(other.to),
  to: (one, other) => one.to.localeCompare(other.to) || one.from.localeCompare(other.from),
  kind: (one, other) => one.kind.localeCompare(other.kind),
  before: (one, other) => (other.before ?? -1) - (one.before ?? -1),
  after: (one, other) => (other.after ?? -1) - (one.after ?? -1),
  became: (one, other) => CHANGE_ORDER.indexOf(one.became) - CHANGE_ORDER.indexOf(other.became),
};

/** Every relationship of either day. In the narrow panel who and how share a column; `wide` gives each its own. */
function ChangeTable({ told, map, wide = false }) {
  const [sort, setSort] = useState({ by: "became", up: true });
  const [all, setAll] = useState(false);
  const { strengths } = map.state.words;
  const rows = useMemo(() => {
    const sorted = [...told.ties].sort(SORTED_BY[sort.by]);
    return sort.up ? sorted : sorted.reverse();
  }, [told.ties, sort.by, sort.up]);
  if (!rows.length) return html`<p class="wb-muted">There are no relationships on either day.</p>`;
  const shown = all ? rows : rows.slice(0, ROWS_OF_CHANGE);
  const head = (by, words) => html`<th role="columnheader" scope="col" aria-sort=${sort.by === by ? (sort.up ? "ascending" : "descending") : undefined}>
    <button type="button" class="wb-map-sort" onClick=${() => setSort({ by, up: sort.by === by ? !sort.up : true })}>${words}<span aria-hidden="true">${sort.by === by ? (sort.up ? " ▾" : " ▴") : ""}</span></button></th>`;
  const open = (tie) => (map.part(tie.id) ? map.select(tie.id, { focus: "panel", show: true, details: true }) : null);
  const named = (tie, words) => (map.part(tie.id) ? html`<button type="button" class="wb-map-link" onClick=${() => open(tie)}>${words}</button>` : words);
  const then = shortDate(told.before), now = told.after === map.state.app.today ? "today" : shortDate(told.after);
  return html`<div class="wb-table-wrap wb-map-change-table" tabindex="0" role="region" aria-label="What became of every relationship">
    <table class="wb-table" role="table">
      <thead role="rowgroup"><tr role="row">${wide
        ? html`${head("from", "From")}${head("to", "To")}${head("kind", "How")}${head("before", then)}${head("after", now)}${head("became", "It is")}`
        : html`${head("from", "Relationship")}${head("became", "It is")}`}</tr></thead>
      <tbody role="rowgroup">${shown.map((tie) => (wide
        ? html`<tr role="row" key=${tie.id}><th role="rowheader" scope="row">${tie.from}</th><td role="cell"><span class="wb-muted" aria-hidden="true">${ARROWS[tie.direction]} </span>${tie.to}</td><td role="cell">${tie.kind}</td>
            <td role="cell"><${InWords} strength=${tie.before} words=${strengths} /></td><td role="cell"><${InWords} strength=${tie.after} words=${strengths} /></td><td role="cell"><${Became} word=${tie.became} /></td></tr>`
        : html`<tr role="row" key=${tie.id}>
            <th role="rowheader" scope="row">${named(tie, `${tie.from} ${ARROWS[tie.direction]} ${tie.to}`)}<span class="wb-map-how-tie">${tie.kind}</span></th>
            <td role="cell"><${Became} word=${tie.became} /><span class="wb-map-from-to">${tie.before === tie.after ? html`<${InWords} strength=${tie.after} words=${strengths} />`
              : html`<${InWords} strength=${tie.before} words=${strengths} /> → <${InWords} strength=${tie.after} words=${strengths} />`}</span></td></tr>`))}</tbody>
    </table>
  </div>
  ${rows.length > shown.length && html`<div class="wb-row"><button type="button" class="wb-button wb-small" onClick=${() => setAll(true)}>Show ${rows.length - shown.length} more</button></div>`}`;
}

/** Every figure of the whole map on both days, each with the sentence that says how to read it. */
function FiguresThenAndNow({ map, days, open, told }) {
  const figures = useTold(map, "figures_then_and_now", open ? days : null);
  if (!figures) return html`<${Looking}>Working out the figures…<//>`;
  if (figures.problem) return html`<${Problem}>${figures.problem}<//>`;
  const now = told.after === map.state.app.today ? "today" : shortDate(told.after);
  return html`<p class="wb-muted wb-small-words">None is better for being higher. “n/a” stands where a figure is not defined.</p>
    <div class="wb-table-wrap" tabindex="0" role="region" aria-label="Each figure, then and now"><table class="wb-table wb-map-figures">
      <thead><tr><th scope="col">Figure</th><th scope="col" class="wb-number">${shortDate(told.before)} → ${now}</th></tr></thead>
      <tbody>${figures.map((one) => html`<tr key=${one.id}><th scope="row" title=${one.defined}>${one.label}<span class="wb-map-how-tie">${one.reads}</span></th>
        <td class="wb-number">${one.then} → ${one.now}<span class="wb-map-how-tie">${one.difference}</span></td></tr>`)}</tbody>
    </table></div>`;
}

/** What happened to relationships between the two days, newest first. */
function WhatHappened({ map, days, open }) {
  const steps = useTold(map, "what_happened", open ? days : null);
  const [all, setAll] = useState(false);
  if (!steps) return html`<${Looking} />`;
  if (steps.problem) return html`<${Problem}>${steps.problem}<//>`;
  if (!steps.length) return html`<p class="wb-muted">Nothing was said of any relationship between these two days.</p>`;
  const shown = all ? steps : steps.slice(0, STEPS_AT_FIRST);
  return html`<ol class="wb-map-steps">${shown.map((step, index) => html`<li key=${index}><${StepTold} step=${step} map=${map} named /></li>`)}</ol>
    ${steps.length > shown.length && html`<div class="wb-row"><button type="button" class="wb-button wb-small" onClick=${() => setAll(true)}>Show ${steps.length - shown.length} more</button></div>`}`;
}

/** Both days as two drawings beside one another, and the whole table. */
function SideBySide({ map, days, told, onClose }) {
  const drawing = useTold(map, "side_by_side", days);
  const [zoom, setZoom] = useState(1);
  const views = useRef([]);
  useEffect(() => { for (const box of views.current) if (box) { box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2; box.scrollTop = (box.scrollHeight - box.clientHeight) / 2; } }, [zoom]);
  const together = (event) => { // both show the same place
    for (const box of views.current) if (box && box !== event.currentTarget) { box.scrollLeft = event.currentTarget.scrollLeft; box.scrollTop = event.currentTarget.scrollTop; }
  };
  return html`<div class="wb-map-beside"><${Dialog} title=${`${told.in_words[0]} and ${told.in_words[1]}`} onClose=${onClose}>
    <p>${told.sentence} ${told.both}</p>
    ${drawing === null ? html`<${Looking} />` : drawing.problem ? html`<${Problem}>${drawing.problem}<//>` : html`
      <div class="wb-row" role="group" aria-label="Size of both drawings">
        <${Button} class="wb-small" aria-label="Zoom out" disabled=${zoom <= 1} onClick=${() => setZoom(zoom - 0.5)}>−<//>
        <${Button} class="wb-small" aria-label="Zoom in" disabled=${zoom >= 4} onClick=${() => setZoom(zoom + 0.5)}>+<//>
        <span class="wb-muted wb-small-words">${zoom === 1 ? "Zoom in where names are in one another’s way or cut." : "Both drawings move together."}</span></div>
      <div class="wb-map-pair">${[["then", 0], ["now", 1]].map(([when, at]) => html`<figure class="wb-figure" key=${when}>
        <figcaption>${told.in_words[at]}</figcaption>
        <div class="wb-map-beside-view" tabindex="0" role="region" aria-label=${`Drawing of ${told.in_words[at]}`} ref=${(box) => { views.current[at] = box; }} onScroll=${together}><div style=${`width: ${zoom * 100}%`}>
        <${MapDrawing} drawing=${drawing} when=${when} large=${true} zoom=${zoom} title=${`${told.in_words[at] === "today" ? "The map of today" : `The map on ${told.in_words[at]}`}. The table below lists its relationships.`} /></div></div>
      </figure>`)}</div>
      <ul class="wb-map-pair-legend" aria-label="What the signs mean">${CHANGE_ORDER.slice(0, 4).map((became) => html`<li key=${became}>
        <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true"><path d="M0 7H26" stroke=${REVIEW_LINES[became]} stroke-width="2.5" /><circle cx="13" cy="7" r="6" fill=${REVIEW_LINES[became]} stroke="#fff" />
          <path d=${reviewSign(REVIEW_MARKS[became], 13, 7, 3.1)} fill="none" stroke="#fff" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" /></svg>
        ${became}${became === "lost" ? ", in the first drawing" : ""}</li>`)}</ul>`}
    <${ChangeTable} ...${{ told, map, wide: true }} />
  <//></div>`;
}

/** What was done to the map lately, newest first, and what of it since the last session. */
function Lately({ map, past, go }) {
  const { changes, app: { today } } = map.state;
  const { meeting } = past;
  const since = useTold(map, "compare_days", meeting ? { before: meeting.day, after: today } : null);
  const dayOf = (one) => { const at = new Date(one.at); return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-"); };
  const newer = meeting ? changes.filter((one) => dayOf(one) > meeting.day) : [];
  const older = meeting ? changes.slice(newer.length) : changes;
  if (!changes.length) return html`<p class="wb-muted">Nothing yet.</p>`;
  return html`
    ${meeting && html`<div class="wb-answer"><p>Since our last session, <a href=${pageAt("session", "open", meeting.id)}>${meeting.title}</a> on ${longDate(meeting.day)}: ${since?.sentence ? since.sentence.charAt(0).toLowerCase() + since.sentence.slice(1) : "…"}</p></div>
      <div class="wb-row"><${Button} class="wb-small" onClick=${() => go({ view: "two", before: meeting.day, after: today })}>Compare that day with today<//></div>
      ${newer.length ? html`<h3>Since then</h3><${Gestures} list=${newer} map=${map} />` : html`<p class="wb-muted">Nobody has worked on the map since.</p>`}
      ${older.length > 0 && html`<h3>Before that</h3>`}`}
    <${Gestures} list=${older} map=${map} />`;
}

const EDITS_SHOWN = 4; // of one gesture
const YES_NO = {
  pinned: ["pinned, so that it stays where it is", "no longer pinned"], delay: ["it takes a while to show", "it no longer takes a while to show"],
};

/** A value of a field as people would say it. */
function valueInWords(field, value, strengths) {
  if (value === null || value === "" || (Array.isArray(value) && !value.length)) return "not said";
  if (field === "strength") return strengths[value];
  if (field === "effect") return SIGN_WORDS[value].replace(/^\S+\s+/, "");
  if (Array.isArray(value)) return value.join(", ");
  return A_DAY.test(value) ? longDate(value) : value;
}

/** What a gesture changed in one field: “sector: not said → voluntary”. */
function editInWords({ field, before, after }, strengths) {
  if (YES_NO[field]) return YES_NO[field][after ? 0 : 1];
  return `${field}: ${valueInWords(field, before, strengths)} → ${valueInWords(field, after, strengths)}`;
}

/** What people did to the map, one line a gesture. Where it was done to several parts, each change says to which. */
function Gestures({ list, map }) {
  const { strengths } = map.state.words;
  const edits = (changed) => {
    const several = new Set(changed.map((edit) => edit.part)).size > 1;
    const shown = changed.length > EDITS_SHOWN ? changed.slice(0, EDITS_SHOWN - 1) : changed;
    return html`${shown.map((edit, index) => html`<span class="wb-map-edit" key=${index}>${several && edit.label && html`<strong>${edit.label}</strong> · `}${several ? editInWords(edit, strengths) : capital(editInWords(edit, strengths))}</span>`)}
      ${changed.length > shown.length && html`<span class="wb-map-edit">and ${changed.length - shown.length} changes more</span>`}`;
  };
  return html`<ol class="wb-story wb-map-changes">${list.map((one) => html`<li key=${one.sequence}>
      <span class="wb-when"><${Ago} at=${one.at} /> · ${one.who}</span>
      ${map.part(one.part)
        ? html`<button type="button" class="wb-map-link" onClick=${() => map.select(one.part, { focus: "panel", show: true })}>${capital(one.action)}</button>`
        : capital(one.action)}
      ${edits(one.changed)}
    </li>`)}</ol>`;
}
