// The keyboard on the drawing: everything that a pointer can do there.

const KEYS = [
  ["Arrow keys", "walk from one to the next, along connections first"],
  ["[ and ]", "go round those connected to it, one by one"],
  ["Enter", "open what is selected in the panel"],
  ["+", "a new element; double-clicking the paper does the same"],
  ["F2", "a new name, right there"],
  ["C", "connect it to another: walk there and press Enter"],
  ["Ctrl and arrow keys", "add the next one to what is selected"],
  ["Ctrl+A", "select everything"],
  ["Shift and arrow keys", "move what is selected"],
  ["Ctrl+D", "copy it"],
  ["P", "pin it, so that it stays when the map is arranged"],
  ["Delete", "take it off the map"],
  ["Ctrl+Z, Ctrl+Y", "take back, do again"],
  ["Page up, Page down, 0", "nearer, further away, everything in sight"],
  ["Escape", "let go of it, or leave what you are at"],
  ["?", "this list"],
];

/** The list of keys, in a window. */
const KeysList = ({ close }) => html`<${Dialog} title="Keys on the drawing" onClose=${close}>
  <table class="wb-table"><thead><tr><th scope="col">key</th><th scope="col">what it does</th></tr></thead>
    <tbody>${KEYS.map(([key, what]) => html`<tr key=${key}><th scope="row"><strong>${key}</strong></th><td>${what}</td></tr>`)}</tbody></table>
  <p class="wb-muted">With a mouse: drag from the ring around an element to connect it; Ctrl and click selects several, Shift and drag all within a frame.</p><//>`;

/** The neighbours of an element in the order in which they stand around it. */
function neighboursAround(id, here, connections) {
  const spots = new Map(here.map((one) => [one.id, one])), from = spots.get(id);
  const ids = new Set(connections.flatMap((tie) => (tie.source === id ? [tie.target] : tie.target === id ? [tie.source] : [])));
  const turn = ({ x, y }) => (Math.atan2(y - from.y, x - from.x) + 2.5 * Math.PI) % (2 * Math.PI); // from the top, clockwise
  return from ? [...ids].filter((one) => spots.has(one)).sort((a, b) => turn(spots.get(a)) - turn(spots.get(b))) : [];
}

/** Answers a key on the drawing. `map` is what the page gives its panels; `walk` remembers around whom one goes. */
function onMapKey(event, map, walk) {
  const { key } = event, plainKey = key.toLowerCase(), control = event.ctrlKey || event.metaKey;
  const drawing = map.drawing(), here = drawing.now();
  const taken = () => { event.preventDefault(); event.stopPropagation(); };
  if (control && plainKey === "z") { taken(); map.step(event.shiftKey ? "redo" : "undo"); return; }
  if (control && plainKey === "y") { taken(); map.step("redo"); return; }
  if (control && plainKey === "a") { taken(); map.chooseAll(); return; }
  if (control && plainKey === "d") { taken(); map.copyChosen(); return; }
  if (event.altKey || (control && !key.startsWith("Arrow"))) return;
  const current = here.find((one) => one.id === map.selected);
  const go = (id, says) => (map.mode === "connect" ? map.stepTo(id) : map.select(id, { show: true, add: control, says }));

  if (key.startsWith("Arrow")) {
    taken();
    if (event.shiftKey && map.chosen.length) { map.nudge({ ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] }[key]); return; }
    const tied = new Set(map.drawn.connections.flatMap((tie) => (tie.source === map.selected ? [tie.target] : tie.target === map.selected ? [tie.source] : [])));
    const from = current ?? { id: null, ...drawing.middle() };
    const distance = (one) => Math.hypot(one.x - from.x, one.y - from.y);
    const next = current ? neighbourTowards(here, from, key, tied) : here.reduce((best, one) => (!best || distance(one) < distance(best) ? one : best), null);
    if (next) go(next.id); else announce("Nothing further that way.");
    return;
  }
  if (key === "[" || key === "]") {
    taken();
    if (!current) { announce("Select an element first."); return; }
    if (walk.current?.at !== current.id) walk.current = { around: current.id, at: null, index: -1 };
    const found = neighboursAround(walk.current.around, here, map.drawn.connections);
    if (!found.length) { announce(`${map.nameOf(current.id)} has no connections.`); return; }
    const step = key === "]" ? 1 : -1, before = walk.current.index;
    const index = before < 0 ? (step > 0 ? 0 : found.length - 1) : (before + step + found.length) % found.length;
    walk.current = { ...walk.current, at: found[index], index };
    go(found[index], `${index + 1} of ${found.length} around ${map.nameOf(walk.current.around)}: `);
    return;
  }
  const edits = {
    F2: () => map.rename(map.selected), "+": () => map.addHere(), "=": () => map.addHere(), p: () => map.pinChosen(),
    Delete: () => map.chosen.length && map.remove(map.chosen), Backspace: () => map.chosen.length && map.remove(map.chosen),
    c: () => (map.isElement(map.selected) ? map.connectFrom(map.selected, { walking: true }) : map.setMode("connect")),
  };
  const does = {
    Enter: () => {
      if (!map.selected) return;
      if (map.mode === "connect" && map.isElement(map.selected)) map.walkedTo(map.selected);
      else if (map.part(map.selected)?.members) map.open(map.selected);
      else map.select(map.selected, { focus: "panel", details: true, add: true });
    },
    Escape: () => map.letGo(), "?": () => map.showKeys(),
    PageUp: () => drawing.zoom(1.25), PageDown: () => drawing.zoom(0.8), 0: () => drawing.fit(),
  };
  const action = does[key] ?? (map.readOnly ? undefined : edits[key] ?? edits[plainKey]);
  if (!action) return;
  taken();
  action();
}
