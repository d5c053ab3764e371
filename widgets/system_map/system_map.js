// The map page: the drawing takes it, the panel beside says what is selected and does what is to be done.

const TABS = [["details", "Details"], ["ask", "Ask the map"], ["change", "Change"], ["table", "Table"]];
const TAB_OF_LENS = { ask: "ask", "two days": "change", "a day": "change" }; // what a tab draws goes with it

function MapPage({ state, send, who, network, others, isDoing }) {
  const [chosen, setChosen] = useState(() => { const id = new URLSearchParams(location.search).get("focus"); return id ? [id] : []; });
  const [tab, setTab] = useState("details");
  const [mode, setModeOnly] = useState(null); // null, add, connect, confirm
  const [wide, setWide] = useState(false);
  const [filter, setFilter, clearFilter] = useDraft("map:filter", SHOW_ALL, network);
  const [folds, setFolds, clearFolds] = useDraft("map:folds", [], network); // what is drawn as one: see showing.js
  const [find, setFind] = useState({ text: "", at: 0 });
  const [spotted, spot] = useState(null);
  const [notice, setNotice] = useState(null); // {text, undo}
  const [lens, setLens] = useState(null); // what a panel wants the drawing to show instead of the map as it is: see lens.js
  const [preview, setPreview] = useState(null); // an arrangement that is looked at and not kept: {how, words, places, arranged}
  const [naming, setNaming] = useState(null); // the element that is given another name on the drawing
  const [how, setHow] = useState(null); // a connection that was drawn and waits for its kind: {source, target, at}
  const [typing, setTyping] = useState(null); // the element whose name is being typed in the panel
  const [several, setSeveral] = useState(false); // every press adds to what is selected
  const [help, setHelp] = useState(false);
  const [unnamed, setUnnamed] = useState(0); // names for which the drawing has no room
  const addDraft = useDraft("map:add", NEW_ELEMENT, network);
  const connectDraft = useDraft("map:connect", NEW_TIE, network);
  const box = useRef(null), drawing = useRef(null), latest = useRef({}), viewers = useRef(new Set());
  const nudges = useRef({ timer: 0, places: {} }), finishHere = useRef(null), typeHere = useRef(false), walk = useRef(null), fitNext = useRef(false);

  // --- what is where -----------------------------------------------------------------------------------------
  const readOnly = Boolean(lens?.parts);
  const unplaced = useMemo(() => placesForTheUnplaced(state.elements), [state.elements]);
  const elements = useMemo(() => state.elements.map((one) => {
    const place = preview?.places[one.id] ?? (one.x === null ? unplaced[one.id] : null);
    return place ? { ...one, x: place[0], y: place[1] } : one;
  }), [state.elements, preview]);
  const ids = useMemo(() => new Set([...state.elements, ...state.connections].map((one) => one.id)), [state.elements, state.connections]);
  const base = useMemo(() => lens?.parts ?? { elements, connections: state.connections }, [lens?.parts, elements, state.connections]);
  const filtered = useMemo(() => hiddenBy(filter, base.elements, base.connections), [filter, base]);
  const drawn = useMemo(() => foldedMap(folds, base.elements, base.connections, filtered.ids), [folds, base, filtered]);
  const hidden = drawn.hidden;
  const byId = useMemo(() => new Map([...drawn.elements, ...drawn.connections, ...elements, ...state.connections].map((one) => [one.id, one])), [drawn, elements, state.connections]);
  const was = useMemo(() => {
    const found = new Map(); // what each strength was before the changes that are listed
    for (const change of [...state.changes].reverse()) for (const edit of change.changed) if (edit.field === "strength" && !found.has(edit.part)) found.set(edit.part, edit.before);
    for (const [id, before] of found) if (byId.get(id)?.strength === before) found.delete(id);
    return found;
  }, [state.changes, byId]);
  const sought = find.text.trim().toLowerCase();
  const found = useMemo(() => (sought ? base.elements.filter((one) => !hidden.has(one.id) && [one.label, one.organisation, one.note].some((text) => text?.toLowerCase().includes(sought))) : []), [base, sought, hidden]);
  const people = useMemo(() => peopleHere(others), [others]);
  const fingers = useMemo(() => fingersOn(people), [people]);

  const placing = useRef(new Set());
  useEffect(() => {
    const fresh = Object.entries(unplaced).filter(([id]) => !placing.current.has(id));
    if (!fresh.length) return;
    fresh.forEach(([id]) => placing.current.add(id));
    send("place", { places: Object.fromEntries(fresh) }, { quiet: true });
  }, [unplaced]);
  useEffect(() => isDoing({ page: "map", selected: chosen.filter((id) => ids.has(id)).slice(0, 40), editing: naming ?? typing }), [chosen, naming, typing]);
  useEffect(() => { // a form that was being filled in when the page was left is open again
    if (addDraft[0].label) setModeOnly("add");
    else if (connectDraft[0].source || connectDraft[0].target) setModeOnly("connect");
    if (chosen[0] && byId.has(chosen[0])) requestAnimationFrame(() => drawing.current?.show(chosen[0]));
  }, []);

  const map = mapOf({
    state, ids, elements, byId, drawn, hidden, network, send, chosen, setChosen, tab, setTab, mode, setModeOnly, setWide, folds, setFolds, spot, setNotice, lens, setLens,
    preview, setPreview, setNaming, how, setHow, several, setSeveral, setHelp, readOnly, people, was, addDraft, connectDraft, drawing, viewers, nudges, finishHere, typeHere, fitNext,
  });
  const { selected, nameOf } = map;
  const hush = useCallback(() => setNotice(null), []);
  const showAll = () => { fitNext.current = true; clearFilter(); clearFolds(); announce("Everything is shown."); };

  // Somebody else may take away what is selected here.
  useEffect(() => {
    const left = chosen.filter((id) => byId.has(id));
    if (left.length === chosen.length) return;
    const by = state.changes.find((one) => one.action.startsWith("removed") || one.kind !== "do");
    setChosen(left);
    if (naming && !byId.has(naming)) setNaming(null);
    if (lens || notice?.text.startsWith("Removed") || chosen.some((id) => id.startsWith("fold:"))) return;
    const typed = chosen.flatMap((id) => ["label", "organisation", "note", "said_by"].map((field) => keptDraft(`map:${id}:${field}`, network)?.value)).filter(Boolean);
    const lost = typed.length ? ` You were typing “${typed.join("”, “")}”.` : "";
    map.say((by && by.who !== who ? `What you had selected is no longer on the map: ${by.who} ${by.action}.` : "What was selected is no longer on the map.") + lost);
  }, [byId, chosen]);
  useEffect(() => { // the way of the address bar: a link to this page leads to the same part
    const address = new URL(location.href);
    if (chosen.length === 1 && ids.has(selected)) address.searchParams.set("focus", selected); else address.searchParams.delete("focus");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }, [selected, chosen.length]);

  // --- the drawing ---------------------------------------------------------------------------------------------
  latest.current = map;
  useEffect(() => {
    drawing.current = makeDrawing(box.current, state.words.sectors, {
      select: (id, options) => latest.current.pointTo(id, options),
      addAt: (at) => latest.current.addAt(at),
      rename: (id) => latest.current.rename(id),
      open: (id) => latest.current.open(id),
      moved: (places) => latest.current.moved(places),
      connect: (drawnTie) => latest.current.connectDrawn(drawnTie),
      frame: (within, add) => latest.current.choose(add ? [...new Set([...latest.current.chosen, ...within])] : within),
      viewed: () => viewers.current.forEach((listener) => listener()),
      unnamed: setUnnamed,
    });
    return () => drawing.current.destroy();
  }, []);
  const { source, target } = connectDraft[0], connecting = mode === "connect";
  useEffect(() => {
    drawing.current.update({
      elements: drawn.elements, connections: drawn.connections, networkCode: network.code,
      view: {
        lens, fingers, hidden, readOnly, several, chosen: new Set(chosen), found: new Set([...found.map((one) => one.id), ...(spotted ? [spotted] : [])]),
        picked: connecting ? { source, target } : how, following: connecting && source && !target, ghost: mode === "add" ? addDraft[0].at : null,
      },
    });
    if (fitNext.current) { fitNext.current = false; drawing.current.fit(); }
  }, [drawn, lens, fingers, chosen, found, spotted, connecting, source, target, how, several, addDraft[0].at, mode]);
  useEffect(() => { if (spotted && mode === "confirm") drawing.current.show(spotted); }, [spotted]);

  const [astray, setAstray] = useState(false); // the view was moved to where nothing is
  useEffect(() => {
    let timer = 0;
    const look = () => {
      const { clientWidth: width, clientHeight: height } = box.current ?? {};
      if (!width || !height) return;
      const here = latest.current.drawing().now().map((one) => latest.current.onScreen([one.x, one.y]));
      setAstray(here.length > 0 && !here.some(({ x, y }) => x > 0 && x < width && y > 0 && y < height));
    };
    const stop = map.onView(() => { clearTimeout(timer); timer = setTimeout(look, 200); });
    return () => { clearTimeout(timer); stop(); };
  }, []);

  const onPageKey = (event) => { // undo and redo anywhere but in a field, which has its own
    if (!(event.ctrlKey || event.metaKey) || !["z", "y"].includes(event.key.toLowerCase()) || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    map.step(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
  };

  // --- finding -------------------------------------------------------------------------------------------------
  const lookFor = (text) => setFind({ text, at: 0 });
  useEffect(() => { if (sought) announce(`${plural(found.length, "element")} found`); if (found.length) drawing.current.show(found[0].id); }, [sought]);
  const nextFound = () => {
    if (!found.length) return;
    const at = selected === found[find.at]?.id ? (find.at + 1) % found.length : find.at % found.length;
    setFind({ ...find, at });
    map.select(found[at].id, { show: true });
  };

  const one = chosen.length === 1 ? byId.get(selected) : null;
  const { facts, changes } = state;
  const last = changes[0];
  const undo = state.app.undo, redo = state.app.redo;
  const stepButton = (gesture, word, what, nothing) => html`<${Button} disabled=${!what}
    title=${what ? `${word}: ${what}` : nothing} onClick=${() => map.step(gesture)}>${word}<//>`;
  const details = chosen.length > 1 && (map.chosenElements.length || map.chosenConnections.length) ? html`<${SeveralDetails} map=${map} />`
    : !one ? html`<${WholeMap} map=${map} />`
    : one.members || one.parts ? html`<${FoldDetails} one=${one} map=${map} />`
    : !ids.has(one.id) ? html`<${PanelHead}>${nameOf(one.id)}<//><p class="wb-answer">${lens?.about?.[one.id] ?? "It is on the map of that day, and not on today’s."}</p><${EvidenceOf} key=${one.id} part=${one} map=${map} />`
    : one.label ? html`<${ElementDetails} key=${one.id} one=${one} map=${map} />`
    : html`<${ConnectionDetails} key=${one.id} tie=${one} map=${map} />`;
  const shown = mode === "add" ? html`<${AddForm} map=${map} />`
    : mode === "connect" ? html`<${ConnectForm} map=${map} />`
    : mode === "confirm" ? html`<${ConfirmFlow} map=${map} />`
    : tab === "ask" ? html`<${AskPanel} map=${map} />`
    : tab === "change" ? html`<${ChangePanel} map=${map} />`
    : tab === "table" ? html`<${MapTables} map=${map} sought=${sought} wide=${wide} />`
    : details;
  const hint = several ? "Press each one you want, or drag a frame around them."
    : mode !== "connect" ? null : !source ? "Click where the connection starts."
    : !target ? `From ${nameOf(source)}: click where it leads.` : "Now say how, beside the drawing.";
  const says = preview ? html`<${PreviewStrip} preview=${preview} keep=${map.keepArranged} drop=${map.asDrawn} />`
    : notice ? html`<${Notice} notice=${notice} gone=${hush} undo=${() => { map.step("undo"); focusPlaces.canvas(); }} close=${() => { hush(); focusPlaces.canvas(); }} />`
    : readOnly ? html`<div class="wb-map-notice"><span><strong>This is ${lens.day ?? lens.title}.</strong> It can be looked at, not changed.</span><button type="button" class="wb-map-link" onClick=${() => setLens(null)}>Back to today</button></div>`
    : astray && !wide ? html`<div class="wb-map-notice"><span>The map is out of sight.</span><button type="button" class="wb-map-link" onClick=${() => { drawing.current.fit(); focusPlaces.canvas(); }}>Show it</button></div>`
    : hint ? html`<p class="wb-map-hint" title=${hint}>${hint}</p>`
    : unnamed && !wide ? html`<p class="wb-muted">${unnamed === 1 ? "One name has" : `${unnamed} names have`} no room at this size${unnamed <= MANY_MARKS ? " (marked …)" : ""}: zoom in, or point to one.</p>`
    : facts.elements > 0 && !wide && html`<p class="wb-muted">Click anything to read about it; double-click the paper to add; drag from the ring around one to connect it.</p>`;
  const bars = html`<div class="wb-map-strip">${says}${!notice && html`<${WhoIsHere} people=${people} nameOf=${(id) => (ids.has(id) ? nameOf(id) : "")} show=${(id) => map.select(id, { show: true })} />`}</div>`;
  const filtering = { ...base, filter, setFilter, hidden: filtered, showAll };
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
          <${Button} primary disabled=${readOnly} onClick=${() => { addDraft[1]((before) => ({ ...before, at: null, from: null })); map.setMode("add"); }}>+ Element<//>
          <${Button} disabled=${readOnly} aria-pressed=${connecting ? "true" : "false"} onClick=${() => (connecting ? map.setMode(null, "canvas") : map.setMode("connect"))}>Connect<//>
          ${stepButton("undo", "Undo", undo, "Nothing of yours to take back")}
          ${stepButton("redo", "Redo", redo, "Nothing to do again")}
          ${!wide && html`${!readOnly && html`<${ArrangeMenu} map=${map} />`}
            <${FilterMenu} ...${filtering} words=${state.words} folds=${folds} setFolds=${setFolds} />
            ${!readOnly && html`<${Button} class="wb-map-several" aria-pressed=${several ? "true" : "false"} onClick=${() => map.setSeveral(!several)}>Select several<//>`}
            <div class="wb-map-view" role="group" aria-label="View">
              <${Button} onClick=${() => drawing.current.fit()}>Fit<//>
              <${Button} aria-label="Zoom out" title="Zoom out" onClick=${() => drawing.current.zoom(0.8)}>−<//>
              <${Button} aria-label="Zoom in" title="Zoom in" onClick=${() => drawing.current.zoom(1.25)}>+<//></div>`}
          <form class="wb-map-find" role="search" onSubmit=${(event) => { event.preventDefault(); nextFound(); }}>
            <input class="wb-input" type="search" placeholder="Find…" aria-label="Find on the map; Enter goes to the next" value=${find.text} onInput=${(event) => lookFor(event.target.value)}
              onKeyDown=${(event) => { if (event.key === "Escape") { event.preventDefault(); lookFor(""); } }} />
            ${sought && html`<span class="wb-muted wb-small-words">${found.length ? `${found.length} found` : "none"}</span>`}
          </form>
        </div>
        ${!wide && bars}
        <div class="wb-map-stage">
          <div id="wb-map-drawing" class="wb-map-drawing" ref=${box} tabindex="0" role="application" onKeyDown=${(event) => onMapKey(event, map, walk)}
            aria-label=${`Drawing of the map, ${plural(facts.elements, "element")}. Arrow keys walk, Enter opens, a question mark lists the keys. The Table says the same in words.`}></div>
          ${!facts.elements && mode !== "add" && html`<div class="wb-map-begin"><h2>Who is part of this?</h2>
            <p>Put the first people, teams and places on the map. Press one, or double-click the paper and type your own.</p>
            <${Suggestions} list=${state.suggestions} map=${map} most=${8} /></div>`}
          ${mode === "add" && addDraft[0].at && html`<${NameHere} key=${addDraft[0].at.join(" ")} map=${map} />`}
          ${naming && ids.has(naming) && html`<${RenameHere} key=${naming} one=${byId.get(naming)} map=${map} done=${(focus) => { setNaming(null); if (focus) focusPlaces[focus](); }} />`}
          ${how && ids.has(how.source) && ids.has(how.target) && html`<${ConnectHere} key=${`${how.source} ${how.target}`} how=${how} map=${map} close=${(focus = "canvas") => { setHow(null); if (focus) focusPlaces[focus](); }} />`}
          ${(one || chosen.length > 1) && !mode && html`<button type="button" class="wb-button wb-map-peek" onClick=${() => { focusPlaces.panel(); requestAnimationFrame(() => document.querySelector(".wb-map-panel").scrollIntoView()); }}>${one ? nameOf(selected) : `${chosen.length} selected`}: details below</button>`}
        </div>
        ${lens && html`<${LensLegend} lens=${lens} close=${() => setLens(null)} />`}
        <${Legend} ...${filtering} sectors=${state.words.sectors} folds=${drawn.folds} open=${map.open} brief=${Boolean(lens)} />
      </section>
      <section class="wb-card wb-map-panel" aria-label="About the map" onfocusin=${(event) => setTyping(event.target.dataset.field === "name" ? selected : null)} onfocusout=${() => setTyping(null)}>
        ${wide && bars}
        <${Tabs} tab=${mode ? null : tab} choose=${(next) => { if (TAB_OF_LENS[lens?.from] && TAB_OF_LENS[lens.from] !== next) setLens(null); setTab(next); setModeOnly(null); spot(null); if (next !== "table") setWide(false); }} />
        <div role="tabpanel" id="wb-map-tabpanel" aria-labelledby=${mode ? "wb-map-panel-head" : `wb-map-tab-${tab}`}>${shown}</div>
      </section>
    </div>
    ${help && html`<${KeysList} close=${() => { setHelp(false); focusPlaces.canvas(); }} />`}
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
  return html`<div class="wb-map-notice" onMouseEnter=${hold} onMouseLeave=${release} onfocusin=${hold} onfocusout=${release}>
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

export default app(MapPage, { tells: true });
