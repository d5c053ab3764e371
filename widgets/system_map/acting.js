// What people do on the map page: what they select, and the gestures that follow from it. The page keeps the state; this
// module makes of it the one object, `map`, that every panel is given.

const NEW_ELEMENT = { label: "", kind: "person in role", sector: "", organisation: "", note: "", at: null, from: null };
const NEW_TIE = { source: "", target: "", kind: "", direction: "one way", strength: 3, sign: "", delay: false, sure: "", note: "", more: false };

/** A name as it is compared: without its capitals and spare spaces. */
const plainName = (label) => label.trim().replace(/\s+/g, " ").toLowerCase();

/** Send the keyboard to a field, once it is there. */
function focusField(name) {
  requestAnimationFrame(() => document.querySelector(`.wb-map-page [data-field="${name}"]`)?.focus());
}
const focusOn = (id) => requestAnimationFrame(() => document.getElementById(id)?.focus());
const focusPlaces = {
  canvas() { // at once, since the next key is for it; again where what had the keyboard is gone meanwhile, and only there
    document.getElementById("wb-map-drawing")?.focus();
    requestAnimationFrame(() => { if (document.activeElement === document.body) document.getElementById("wb-map-drawing")?.focus(); });
  },
  panel: () => focusOn("wb-map-panel-head"),
  table: () => focusOn("wb-map-table"),
};

/**
 * The object that panels, menus and keys act through. `page` is what the page holds: its state, what is drawn, and the
 * setters of everything that is only this browser's.
 */
function mapOf(page) {
  const { state, elements, byId, drawn, network, send, chosen, drawing, nudges, finishHere, typeHere, addDraft, connectDraft } = page;
  const selected = chosen.at(-1) ?? null;
  const part = (id) => byId.get(id);
  const isElement = (id) => part(id)?.label !== undefined && !part(id).members;
  const nameOf = (id) => {
    const one = part(id);
    if (!one) return "";
    if (one.members) return `${one.label}, ${one.members.length} drawn as one`;
    return one.label ?? `the connection of ${part(one.source)?.label} and ${part(one.target)?.label}`;
  };
  const chosenElements = chosen.filter((id) => page.ids.has(id) && isElement(id));
  const chosenConnections = chosen.filter((id) => page.ids.has(id) && !isElement(id));
  const act = (gesture, args) => { page.setNotice(null); return send(gesture, args); }; // what was said of an earlier step is no longer true
  const say = (text, undo = false) => { page.setNotice({ text, undo }); announce(text); };
  const show = (id) => requestAnimationFrame(() => drawing.current?.show(id));

  const map = {
    state, elements, drawn, network, send, act, change: act, say, part, nameOf, isElement, chosen, selected, chosenElements, chosenConnections,
    addDraft, connectDraft, finishHere, typeHere, was: page.was, lens: page.lens, look: page.setLens, others: page.people, mode: page.mode, spot: page.spot,
    preview: page.preview, several: page.several, readOnly: page.readOnly, showKeys: () => page.setHelp(true),
    drawing: () => drawing.current,
    onScreen: (at) => drawing.current.onScreen(at),
    onView(listener) { page.viewers.current.add(listener); return () => page.viewers.current.delete(listener); },
    placeOf(id) { const here = drawing.current?.now().find((one) => one.id === id); return here ? { at: [here.x, here.y], r: here.r } : null; },
    element: (id) => part(id) ?? { id, label: "something that is gone" },
    twin: (label) => { const name = plainName(label); return name ? elements.find((one) => plainName(one.label) === name) : undefined; },
    setTab(next) { page.setTab(next); if (next !== "table") page.setWide(false); },
    setWide(now) { page.setWide(now); page.setModeOnly(null); page.setTab("table"); focusPlaces.panel(); },

    // --- selecting ---------------------------------------------------------------------------------------------
    choose(ids) {
      page.setChosen(ids);
      page.setModeOnly(null);
      page.setNaming(null);
      page.setNotice(null);
      page.spot(null);
      if (ids.length) announce(ids.length === 1 ? `${nameOf(ids[0])}.` : `${ids.length} selected.`);
      if (!page.readOnly && !["table", "ask"].includes(page.tab)) page.setTab("details");
    },
    select(id, { focus, show: bring, details, add, says = "", keep } = {}) {
      const more = add && id ? (chosen.includes(id) && !details ? chosen.filter((each) => each !== id) : [...chosen.filter((each) => each !== id), id]) : id ? [id] : [];
      page.setChosen(more);
      page.setModeOnly(null);
      page.setNaming(null);
      if (!keep) page.setNotice(null);
      page.spot(null);
      // Whoever asks goes on asking, about what was pointed to; whoever looks at another day goes on looking.
      if (details || !(["table", "ask"].includes(page.tab) || page.readOnly)) page.setTab("details");
      if (details) page.setWide(false);
      if (id) announce(`${says}${nameOf(id)}. ${page.lens?.about?.[id] ?? (page.readOnly ? "" : state.about[id] ?? "")} ${more.length > 1 ? `${more.length} selected.` : ""}`.trim());
      if (bring) show(id);
      if (focus) focusPlaces[focus]();
    },
    chooseAll() { map.choose(drawn.elements.filter((one) => !page.hidden.has(one.id) && !one.members).map((one) => one.id)); },
    setSeveral(now) { page.setSeveral(now); announce(now ? "Press each one you want to select." : "Selecting one at a time."); focusPlaces.canvas(); },
    letGo() {
      if (page.preview) map.asDrawn();
      else if (page.mode) map.setMode(null, "canvas");
      else if (page.several) map.setSeveral(false);
      else if (page.lens && !chosen.length) page.setLens(null);
      else map.select(null);
    },
    open(id) {
      const fold = part(id)?.fold;
      if (!fold) return;
      page.setFolds(page.folds.filter((one) => one !== fold));
      page.setChosen(chosen.filter((one) => one !== id));
      announce(`${part(id).label} is drawn one by one again.`);
      focusPlaces.canvas();
    },
    setMode(next, focus) {
      page.setModeOnly(next);
      page.setNaming(null);
      page.setHow(null);
      page.spot(null);
      if (next) page.setWide(false);
      if (next === "add" && focus !== "here") focusField("add-name");
      else if (next === "connect") focusField("from");
      else if (next === "confirm") focusField("yes");
      else if (focus) focusPlaces[focus]?.();
    },

    // --- adding, naming, connecting ------------------------------------------------------------------------------
    addAt(at, from = null) {
      if (page.readOnly) return;
      addDraft[1]((before) => ({ ...before, at, from }));
      page.typeHere.current = true;
      map.setMode("add", "here");
    },
    async add(fields, { at, suggested } = {}) {
      const place = at ?? freePlace(drawing.current.now(), drawing.current.middle(), drawing.current.lines());
      const { from: _from, ...given } = fields;
      const answer = await act("add_element", { ...given, at: place });
      if (!answer.ok) return false;
      say(`Added ${fields.label.trim()}.`, true);
      page.spot(answer.result.id);
      if (suggested) page.mode === "add" ? focusField("add-name") : focusPlaces.panel(); // the word that was pressed is gone
      if (!at) show(answer.result.id);
      return answer.result.id;
    },
    rename(id) { if (isElement(id) && page.ids.has(id) && !page.readOnly) { page.setChosen([id]); page.setModeOnly(null); page.setNaming(id); } },
    askHow: (how) => page.setHow(how),
    connectFrom(id, { walking } = {}) {
      connectDraft[1]((before) => ({ ...before, source: id, target: "" }));
      page.setModeOnly("connect");
      announce(`From ${nameOf(id)}. ${walking ? "Walk to where it leads and press Enter." : "Choose where it leads."}`);
      walking ? focusPlaces.canvas() : focusField("to");
    },
    walkedTo(id) { // with the keyboard, while a connection is being made: its kinds are asked right there
      const [draft, set] = connectDraft;
      if (!draft.source || draft.source === id) { map.pick(id); return; }
      set({ ...draft, source: "", target: "" });
      page.setModeOnly(null);
      page.setHow({ source: draft.source, target: id, at: map.placeOf(id).at });
    },
    addHere() { map.addAt(freePlace(drawing.current.now(), drawing.current.middle(), drawing.current.lines())); },
    connectDrawn({ source, target, at }) { if (target) page.setHow({ source, target, at }); else map.addAt(at, source); },
    pick(id) { // an element was pointed to while a connection is being made
      const [draft, set] = connectDraft;
      page.setNotice(null);
      if (!draft.source || draft.target) { set({ ...draft, source: id, target: "" }); announce(`From ${nameOf(id)}. Now choose where it leads.`); }
      else if (id !== draft.source) { set({ ...draft, target: id }); announce(`To ${nameOf(id)}. Now say how.`); focusField("how"); }
    },
    stepTo(id) { page.setChosen([id]); announce(nameOf(id)); drawing.current.show(id); },
    pointTo(id, { add } = {}) {
      if (finishHere.current) { finishHere.current(); return; } // what is being named is kept first
      if (page.how) { page.setHow(null); return; }
      if (page.mode === "connect") { if (id && isElement(id)) map.pick(id); }
      else if (!(add || page.several) || id) map.select(id, { add: add || page.several });
    },

    // --- changing several ------------------------------------------------------------------------------------------
    async step(gesture) {
      const answer = await act(gesture);
      if (answer.ok) say(steppedSentence(answer.result.said));
    },
    async confirm(parts) {
      const name = nameOf(parts[0]);
      const answer = await act("confirm", { parts });
      if (answer.ok) say(`Confirmed ${name}.`, true);
    },
    async remove(parts, { focus = "canvas" } = {}) {
      const gone = parts.filter((id) => page.ids.has(id));
      if (!gone.length) return;
      const answer = await act("remove", { parts: gone });
      if (!answer.ok) return;
      page.setChosen(chosen.filter((id) => !gone.includes(id)));
      say(answer.result.said, true);
      if (focus) focusPlaces[focus]();
    },
    async copyChosen() {
      if (!chosenElements.length || page.readOnly) return;
      const answer = await act("copy", { elements: chosenElements });
      if (!answer.ok) return;
      page.setChosen(answer.result.ids);
      say(`Copied ${plural(chosenElements.length, "element")}. ${chosenElements.length === 1 ? "The copy is" : "The copies are"} selected.`, true);
      focusPlaces.canvas();
    },
    async pinChosen() {
      if (!chosenElements.length || page.readOnly) return;
      const pinned = !chosenElements.every((id) => part(id).pinned);
      const answer = await act("change_elements", { elements: chosenElements, pinned });
      if (answer.ok) say(`${pinned ? "Pinned" : "Unpinned"} ${chosenElements.length === 1 ? nameOf(chosenElements[0]) : plural(chosenElements.length, "element")}.`, true);
    },

    // --- moving and arranging ----------------------------------------------------------------------------------------
    moved(places) {
      if (page.preview) page.setPreview({ ...page.preview, places: { ...page.preview.places, ...places } });
      else act("move", { places });
    },
    nudge([dx, dy]) {
      if (page.readOnly) return;
      const ids = chosen.filter((id) => part(id)?.label !== undefined);
      Object.assign(nudges.current.places, drawing.current.nudge(ids, dx, dy));
      clearTimeout(nudges.current.timer);
      nudges.current.timer = setTimeout(() => { const places = nudges.current.places; nudges.current.places = {}; map.moved(places); }, SETTLED);
    },
    async lineUp(how) {
      const items = drawing.current.now().filter((one) => chosenElements.includes(one.id));
      if (items.length < 2) return;
      const places = linedUp(items, how);
      if (page.preview) { map.moved(places); return; }
      const answer = await act("move", { places });
      if (answer.ok) say(`${LINE_UPS[how].words}: ${plural(items.length, "element")}.`, true);
    },
    async arrange(how) {
      const some = chosenElements.length > 1 ? chosenElements : null;
      const answer = await act("arrange", { how, ...(some ? { elements: some } : {}) });
      if (!answer.ok) return;
      const words = `${state.words.layouts[how]}${some ? `: ${some.length} elements` : ""}`;
      page.setPreview({ how, words, places: answer.result.places, arranged: some ? "" : answer.result.arranged });
      announce(`${words}. Only you see it like this. Keep it for everybody, or press Escape.`);
      page.fitNext.current = true;
    },
    async keepArranged() {
      const { places, arranged, words } = page.preview;
      const answer = await act("move", { places, arranged });
      if (!answer.ok) return;
      page.setPreview(null);
      say(`${words}: kept for everybody.`, true);
      focusPlaces.canvas();
    },
    asDrawn() { page.fitNext.current = true; page.setPreview(null); announce("As drawn."); focusPlaces.canvas(); },
  };
  return map;
}
