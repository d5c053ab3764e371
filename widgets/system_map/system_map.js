// The map page: the drawing takes it, the panel beside says what is selected and does what is to be done.

const TABS = [["details", "Details"], ["ask", "Ask the map"], ["change", "Change"], ["table", "Table"]];
const NEW_ELEMENT = { label: "", kind: "person in role", sector: "", organisation: "", note: "", at: null };
const NEW_TIE = { source: "", target: "", kind: "", direction: "one way", strength: 3, sign: "", delay: false, sure: "", note: "", more: false };
const NO_SECTOR = "no sector";

/** A name as it is compared: without its capitals and spare spaces. */
const plainName = (label) => label.trim().replace(/\s+/g, " ").toLowerCase();

/** Send the keyboard to a field, once it is there. */
function focusField(name) {
  requestAnimationFrame(() => document.querySelector(`.wb-map-page [data-field="${name}"]`)?.focus());
}
const focusOn = (id) => requestAnimationFrame(() => document.getElementById(id)?.focus());
const focusPlaces = {
  canvas: () => focusOn("wb-map-drawing"),
  panel: () => focusOn("wb-map-panel-head"),
  table: () => focusOn("wb-map-table"),
};

function MapPage({ state, send, who, network, others, isDoing }) {
  const [selected, setSelected] = useState(() => new URLSearchParams(location.search).get("focus"));
  const [tab, setTab] = useState("details");
  const [mode, setModeOnly] = useState(null); // null, add, connect, confirm
  const [wide, setWide] = useState(false);
  const [hidden, setHidden] = useState([]); // of the legend: sectors and shapes that are not shown
  const [find, setFind] = useState({ text: "", at: 0 });
  const [spotted, spot] = useState(null);
  const [notice, setNotice] = useState(null); // {text, undo}
  const [lens, setLens] = useState(null); // what a panel wants the drawing to show instead of the map as it is: see lens.js
  const [unnamed, setUnnamed] = useState(0); // names for which the drawing has no room
  const addDraft = useDraft("map:add", NEW_ELEMENT, network);
  const connectDraft = useDraft("map:connect", NEW_TIE, network);
  const box = useRef(null), drawing = useRef(null), latest = useRef({});

  // --- what is where -----------------------------------------------------------------------------------------
  const unplaced = useMemo(() => placesForTheUnplaced(state.elements), [state.elements]);
  const elements = useMemo(() => state.elements.map((one) => (one.x === null ? { ...one, x: unplaced[one.id][0], y: unplaced[one.id][1] } : one)), [state.elements]);
  const byId = useMemo(() => new Map([...elements, ...state.connections].map((one) => [one.id, one])), [state.elements, state.connections]);
  const was = useMemo(() => {
    const found = new Map(); // what each strength was before the changes that are listed
    for (const change of [...state.changes].reverse()) for (const edit of change.changed) if (edit.field === "strength" && !found.has(edit.part)) found.set(edit.part, edit.before);
    for (const [id, before] of found) if (byId.get(id)?.strength === before) found.delete(id);
    return found;
  }, [state.changes, byId]);
  const shapeOf = (one) => SHAPES[one.kind];
  const hiddenIds = useMemo(() => new Set(elements.filter((one) => hidden.includes(one.sector ?? NO_SECTOR) || hidden.includes(shapeOf(one))).map((one) => one.id)), [elements, hidden]);
  const sought = find.text.trim().toLowerCase();
  const found = useMemo(() => (sought ? elements.filter((one) => !hiddenIds.has(one.id) && [one.label, one.organisation, one.note].some((text) => text.toLowerCase().includes(sought))) : []), [elements, sought, hiddenIds]);

  const placing = useRef(new Set());
  useEffect(() => {
    const fresh = Object.entries(unplaced).filter(([id]) => !placing.current.has(id));
    if (!fresh.length) return;
    fresh.forEach(([id]) => placing.current.add(id));
    send("place", { places: Object.fromEntries(fresh) }, { quiet: true });
  }, [unplaced]);
  useEffect(() => isDoing({ page: "map", selected: selected ? [selected] : [] }), [selected]);
  useEffect(() => { // a form that was being filled in when the page was left is open again
    if (addDraft[0].label) setModeOnly("add");
    else if (connectDraft[0].source || connectDraft[0].target) setModeOnly("connect");
    if (selected && byId.has(selected)) requestAnimationFrame(() => drawing.current?.show(selected));
  }, []);

  // --- what can be done ----------------------------------------------------------------------------------------
  const act = (gesture, args) => { setNotice(null); return send(gesture, args); }; // what was said of an earlier step is no longer true
  const say = (text, undo = false) => { setNotice({ text, undo }); announce(text); };
  const hush = useCallback(() => setNotice(null), []);
  const nameOf = (id) => {
    const one = byId.get(id);
    return !one ? "" : one.label ?? `the connection of ${byId.get(one.source).label} and ${byId.get(one.target).label}`;
  };
  const setMode = (next, focus) => {
    setModeOnly(next);
    spot(null);
    if (next) setWide(false);
    if (next === "add") focusField("add-name");
    else if (next === "connect") focusField("from");
    else if (next === "confirm") focusField("yes");
    else if (focus) focusPlaces[focus]();
  };
  const select = (id, { focus, show, details } = {}) => {
    setSelected(id);
    setModeOnly(null);
    setNotice(null);
    spot(null);
    if (details || !["table", "ask"].includes(tab)) setTab("details"); // whoever asks goes on asking, about what was pointed to
    if (details) setWide(false);
    if (id) announce(`${nameOf(id)}. ${state.about[id] ?? ""}`);
    if (show) requestAnimationFrame(() => drawing.current?.show(id));
    if (focus) focusPlaces[focus]();
  };
  const step = async (gesture) => {
    const answer = await act(gesture);
    if (answer.ok) say(capital(`${answer.result.said}${answer.result.said.endsWith(".") ? "" : "."}`));
  };
  const map = {
    state: { ...state, elements }, network, others, send, lens, look: setLens, selected, was, addDraft, connectDraft, change: act, say, select, setMode, spot,
    element: (id) => byId.get(id) ?? { id, label: "something that is gone" },
    part: (id) => byId.get(id),
    setWide(now) { setWide(now); setModeOnly(null); setTab("table"); focusPlaces.panel(); },
    twin: (label) => { const name = plainName(label); return name ? elements.find((one) => plainName(one.label) === name) : undefined; },
    connectFrom(id) { connectDraft[1]((before) => ({ ...before, source: id, target: "" })); setModeOnly("connect"); focusField("how"); },
    async add(fields, { at, suggested } = {}) {
      const place = at ?? freePlace(drawing.current.now(), drawing.current.middle(), drawing.current.lines());
      const answer = await act("add_element", { ...fields, at: place });
      if (!answer.ok) return false;
      say(`Added ${fields.label.trim()}.`, true);
      spot(answer.result.id);
      if (suggested) mode === "add" ? focusField("add-name") : focusPlaces.panel(); // the word that was pressed is gone
      if (!at) requestAnimationFrame(() => drawing.current?.show(answer.result.id));
      return true;
    },
    async confirm(parts) {
      const name = nameOf(parts[0]);
      const answer = await act("confirm", { parts });
      if (answer.ok) say(`Confirmed ${name}.`, true);
    },
    async remove(parts, { focus = "canvas" } = {}) {
      const answer = await act("remove", { parts });
      if (!answer.ok) return;
      if (parts.includes(selected)) setSelected(null);
      say(answer.result.said, true);
      if (focus) focusPlaces[focus]();
    },
  };
  const pick = (id) => { // an element was pointed to while a connection is being made
    const [draft, set] = connectDraft;
    hush();
    if (!draft.source || draft.target) { set({ ...draft, source: id, target: "" }); announce(`From ${nameOf(id)}. Now choose where it leads.`); }
    else if (id !== draft.source) { set({ ...draft, target: id }); announce(`To ${nameOf(id)}. Now say how.`); focusField("how"); }
  };
  const pointTo = (id) => {
    if (mode === "connect" && id && byId.get(id)?.label) pick(id);
    else if (mode === "connect") return;
    else select(id);
  };
  const addAt = (at) => { addDraft[1]((before) => ({ ...before, at })); setMode("add"); };

  // Somebody else may take away what is selected here.
  useEffect(() => {
    if (!selected || byId.has(selected)) return;
    const by = state.changes.find((one) => one.action.startsWith("removed") || one.kind !== "do");
    setSelected(null);
    if (!notice?.text.startsWith("Removed")) say(by && by.who !== who ? `What you had selected is no longer on the map: ${by.who} ${by.action}.` : "What was selected is no longer on the map.");
  }, [byId, selected]);
  useEffect(() => { // the way of the address bar: a link to this page leads to the same part
    const address = new URL(location.href);
    if (selected) address.searchParams.set("focus", selected); else address.searchParams.delete("focus");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }, [selected]);

  // --- the drawing ---------------------------------------------------------------------------------------------
  latest.current = { pointTo, addAt, act };
  useEffect(() => {
    drawing.current = makeDrawing(box.current, state.words.sectors, {
      select: (id) => latest.current.pointTo(id),
      addAt: (at) => latest.current.addAt(at),
      moved: (places) => latest.current.act("move", { places }),
      unnamed: setUnnamed,
    });
    return () => drawing.current.destroy();
  }, []);
  const spots = new Set([...found.map((one) => one.id), ...(spotted ? [spotted] : [])]);
  const drawn = lens?.parts ?? { elements, connections: state.connections };
  useEffect(() => {
    drawing.current.update({
      ...drawn, networkCode: network.code,
      view: { lens, others, selected, found: spots, hidden: hiddenIds, picked: mode === "connect" ? connectDraft[0] : null, ghost: mode === "add" ? addDraft[0].at : null },
    });
  }, [elements, state.connections, lens, others, selected, sought, spotted, hiddenIds, mode, connectDraft[0].source, connectDraft[0].target, addDraft[0].at]);
  useEffect(() => { if (spotted && mode === "confirm") drawing.current.show(spotted); }, [spotted]);

  const nudges = useRef({ timer: 0, place: null });
  const onKey = (event) => {
    const { key } = event;
    const step = (gestureName) => { event.preventDefault(); event.stopPropagation(); keyStep(gestureName); };
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") return step(event.shiftKey ? "redo" : "undo");
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "y") return step("redo");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = drawing.current.now();
    const current = here.find((one) => one.id === selected);
    if (key.startsWith("Arrow")) {
      event.preventDefault();
      if (event.shiftKey && current) {
        const [dx, dy] = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] }[key];
        const place = drawing.current.nudge(selected, dx, dy);
        clearTimeout(nudges.current.timer);
        nudges.current.timer = setTimeout(() => act("move", { places: { [selected]: place } }), SETTLED);
        return;
      }
      const tied = new Set(state.connections.filter((tie) => tie.source === selected || tie.target === selected).flatMap((tie) => [tie.source, tie.target]));
      const from = current ?? { id: null, ...drawing.current.middle() };
      const next = current ? neighbourTowards(here, from, key, tied) : here.reduce((best, one) => (!best || Math.hypot(one.x - from.x, one.y - from.y) < Math.hypot(best.x - from.x, best.y - from.y) ? one : best), null);
      if (next) { if (mode === "connect") { setSelected(next.id); announce(nameOf(next.id)); drawing.current.show(next.id); } else select(next.id, { show: true }); }
      else announce("Nothing further that way.");
    } else if (key === "Enter") {
      event.preventDefault();
      if (!selected) return;
      if (mode === "connect" && byId.get(selected)?.label) pick(selected); else select(selected, { focus: "panel", details: true });
    } else if (key === "Delete" || key === "Backspace") { event.preventDefault(); if (selected) map.remove([selected]); }
    else if (key === "Escape") { if (mode) setMode(null, "canvas"); else if (lens) setLens(null); else select(null); }
    else if (key === "+" || key === "=") { event.preventDefault(); setMode("add"); }
    else if (key.toLowerCase() === "c") { event.preventDefault(); selected && byId.get(selected)?.label ? map.connectFrom(selected) : setMode("connect"); }
  };
  const keyStep = (gesture) => step(gesture);
  const onPageKey = (event) => { // undo and redo anywhere but in a field, which has its own
    if (!(event.ctrlKey || event.metaKey) || !["z", "y"].includes(event.key.toLowerCase()) || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    step(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
  };

  // --- finding -------------------------------------------------------------------------------------------------
  const lookFor = (text) => setFind({ text, at: 0 });
  useEffect(() => { if (sought) announce(`${plural(found.length, "element")} found`); if (found.length) drawing.current.show(found[0].id); }, [sought]);
  const nextFound = () => {
    if (!found.length) return;
    const at = selected === found[find.at]?.id ? (find.at + 1) % found.length : find.at % found.length;
    setFind({ ...find, at });
    select(found[at].id, { show: true });
  };

  const one = selected ? byId.get(selected) : null;
  const { facts, changes } = state;
  const last = changes[0];
  const undo = state.app.undo, redo = state.app.redo;
  const stepButton = (gesture, word, what, nothing) => html`<${Button} disabled=${!what}
    title=${what ? `${word}: ${what}` : nothing} onClick=${() => step(gesture)}>${word}<//>`;
  const shown = mode === "add" ? html`<${AddForm} map=${map} />`
    : mode === "connect" ? html`<${ConnectForm} map=${map} />`
    : mode === "confirm" ? html`<${ConfirmFlow} map=${map} />`
    : tab === "ask" ? html`<${AskPanel} map=${map} />`
    : tab === "change" ? html`<${ChangePanel} map=${map} />`
    : tab === "table" ? html`<${MapTables} map=${map} sought=${sought} wide=${wide} />`
    : !one ? html`<${WholeMap} map=${map} />`
    : one.label ? html`<${ElementDetails} key=${one.id} one=${one} map=${map} />`
    : html`<${ConnectionDetails} key=${one.id} tie=${one} map=${map} />`;
  const hint = mode !== "connect" ? null : !connectDraft[0].source ? "Click where the connection starts."
    : !connectDraft[0].target ? `From ${nameOf(connectDraft[0].source)}: click where it leads.` : "Now say how, beside the drawing.";
  const bars = html`<div class="wb-map-strip">${notice
    ? html`<${Notice} notice=${notice} gone=${hush} undo=${() => { step("undo"); focusPlaces.canvas(); }} close=${() => { hush(); focusPlaces.canvas(); }} />`
    : hint ? html`<p class="wb-map-hint" title=${hint}>${hint}</p>`
    : unnamed && !wide ? html`<p class="wb-muted">${unnamed === 1 ? "One name has" : `${unnamed} names have`} no room at this size (marked …): zoom in, or point to one.</p>`
    : facts.elements > 0 && !wide && html`<p class="wb-muted">Click anything to read about it; drag it to where it belongs.</p>`}</div>`;
  return html`<div class=${`wb-map-page wb-map-at-${mode ?? tab} ${wide ? "wb-map-wide" : ""}`} onKeyDown=${onPageKey}>
    <div class="wb-heading">
      <div><h1>How things connect here</h1>
        <p class="wb-lede">${[
          `${plural(facts.elements, "element")}, ${plural(facts.connections, "connection")}${facts.hoped_for ? ` and ${facts.hoped_for} hoped for` : ""}`,
          facts.told === null ? null : facts.told === 100 ? "all told or confirmed by people" : `${facts.told} % told by people, the rest from the public register`,
        ].filter(Boolean).join(" · ")}${last && html` · last changed by ${last.who}, <${Ago} at=${last.at} />`}</p></div>
      <div class="wb-actions"><${InAndOut} map=${map} /></div>
    </div>
    <div class="wb-map-body">
      <section class="wb-card wb-map-canvas-card" aria-label="Drawing">
        <div class="wb-toolbar" role="group" aria-label="Drawing tools">
          <${Button} primary onClick=${() => setMode("add")}>+ Element<//>
          <${Button} aria-pressed=${mode === "connect" ? "true" : "false"} onClick=${() => (mode === "connect" ? setMode(null, "canvas") : setMode("connect"))}>Connect<//>
          ${stepButton("undo", "Undo", undo, "Nothing of yours to take back")}
          ${stepButton("redo", "Redo", redo, "Nothing to do again")}
          ${!wide && html`<${Button} onClick=${() => drawing.current.fit()}>Fit<//>
            <${Button} onClick=${() => drawing.current.zoom(1.25)}>Zoom in<//>
            <${Button} onClick=${() => drawing.current.zoom(0.8)}>Zoom out<//>`}
          <form class="wb-map-find" role="search" onSubmit=${(event) => { event.preventDefault(); nextFound(); }}>
            <input class="wb-input" type="search" placeholder="Find…" aria-label="Find on the map; Enter goes to the next" value=${find.text} onInput=${(event) => lookFor(event.target.value)}
              onKeyDown=${(event) => { if (event.key === "Escape") { event.preventDefault(); lookFor(""); } }} />
            ${sought && html`<span class="wb-muted wb-small-words">${found.length ? `${found.length} found` : "none"}</span>`}
          </form>
        </div>
        ${!wide && bars}
        <div class="wb-map-stage">
          <div id="wb-map-drawing" class="wb-map-drawing" ref=${box} tabindex="0" role="application" onKeyDown=${onKey}
            aria-label=${`Drawing of the map, ${plural(facts.elements, "element")}. Arrow keys walk, Enter opens, the Table says the same in words.`}></div>
          ${!facts.elements && mode !== "add" && html`<div class="wb-map-begin"><h2>Who is part of this?</h2>
            <p>Put the first people, teams and places on the map. Press one, or double-click the paper and type your own.</p>
            <${Suggestions} list=${state.suggestions} map=${map} most=${8} /></div>`}
          ${one && !mode && html`<button type="button" class="wb-button wb-map-peek" onClick=${() => { focusPlaces.panel(); requestAnimationFrame(() => document.querySelector(".wb-map-panel").scrollIntoView()); }}>${nameOf(selected)}: details below</button>`}
        </div>
        ${lens?.legend && html`<${LensLegend} lens=${lens} close=${() => setLens(null)} />`}
        <${Legend} elements=${elements} connections=${state.connections} sectors=${state.words.sectors} hidden=${hidden}
          toggle=${(value) => setHidden(hidden.includes(value) ? hidden.filter((each) => each !== value) : [...hidden, value])} />
      </section>
      <section class="wb-card wb-map-panel" aria-label="About the map">
        ${wide && bars}
        <${Tabs} tab=${mode ? null : tab} choose=${(next) => { setTab(next); setModeOnly(null); spot(null); if (next !== "table") setWide(false); }} />
        <div role="tabpanel" id="wb-map-tabpanel" aria-labelledby=${mode ? "wb-map-panel-head" : `wb-map-tab-${tab}`}>${shown}</div>
      </section>
    </div>
  </div>`;
}

const NOTICE_STAYS = 8000; // milliseconds

/** What was just done. It goes by itself, but not while somebody points to it or has the keyboard on it. */
function Notice({ notice, gone, undo, close }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(gone, NOTICE_STAYS);
    return () => clearTimeout(timer);
  }, [notice, held, gone]);
  const hold = () => setHeld(true), release = () => setHeld(false);
  return html`<div class="wb-map-notice" onMouseEnter=${hold} onMouseLeave=${release} onFocusIn=${hold} onFocusOut=${release}>
    <span title=${notice.text}>${notice.text}</span>
    ${notice.undo && html`<button type="button" class="wb-map-link" onClick=${undo}>Undo</button>`}
    <button type="button" class="wb-map-link" aria-label="Close this message" onClick=${close}>Close</button></div>`;
}

/** The tabs of the panel; arrow keys go from one to the next. */
function Tabs({ tab, choose }) {
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = TABS.findIndex(([value]) => value === (tab ?? "details"));
    const [next] = TABS[(at + step + TABS.length) % TABS.length];
    choose(next);
    focusOn(`wb-map-tab-${next}`);
  };
  return html`<div class="wb-tabs" role="tablist" aria-label="About the map" onKeyDown=${onKeyDown}>
    ${TABS.map(([value, word]) => html`<button type="button" role="tab" key=${value} id=${`wb-map-tab-${value}`} aria-controls="wb-map-tabpanel"
      aria-selected=${value === tab ? "true" : "false"} tabindex=${value === (tab ?? "details") ? 0 : -1} onClick=${() => choose(value)}>${word}</button>`)}
  </div>`;
}

/** What colours, shapes and lines mean; pressing one shows or hides it. */
function Legend({ elements, connections, sectors, hidden, toggle }) {
  const here = new Set(elements.map((one) => one.sector ?? NO_SECTOR));
  const shapes = SHAPE_WORDS.filter(({ kinds }) => elements.some((one) => kinds.includes(one.kind)));
  const chip = (value, word, picture) => html`<button type="button" key=${value} class="wb-chip" aria-pressed=${hidden.includes(value) ? "false" : "true"}
    title=${hidden.includes(value) ? `Show ${word}` : `Hide ${word}`} onClick=${() => toggle(value)}>${picture}${word}</button>`;
  if (!elements.length) return null;
  return html`<div class="wb-map-legend" role="group" aria-label="What is shown; press to hide or show">
    ${[...sectors, NO_SECTOR].filter((sector) => here.has(sector)).map((sector) => chip(sector, sector, html`<span class="wb-swatch" style=${sector === NO_SECTOR ? "border:2px solid var(--wb-muted);background:none" : `background:var(${sectorToken(sector)})`}></span>`))}
    ${shapes.map(({ shape, word }) => chip(shape, word, html`<${Glyph} shape=${shape} />`))}
    ${[...elements, ...connections].some((one) => !one.lived) && html`<span class="wb-map-key"><svg width="26" height="8" aria-hidden="true"><path d="M0 4h26" stroke="#8f989e" stroke-width="2" stroke-dasharray="6 4" /></svg>dashed: from the register, not yet confirmed</span>`}
    ${connections.some((tie) => tie.strength === 0) && html`<span class="wb-map-key"><svg width="26" height="8" aria-hidden="true"><path d="M0 4h26" stroke="#b34700" stroke-width="2.5" stroke-dasharray="2 4" /></svg>dotted: hoped for</span>`}
  </div>`;
}

export default app(MapPage);
