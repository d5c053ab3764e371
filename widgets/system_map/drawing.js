// The drawing: vis-network carries the lines, the mouse and the view; the shapes and names are painted over it. It is
// changed piece by piece and never built again, so that the view stays while others edit.

const MANY_LINES = 400; // above this the lines are left out while the view is being moved, so that it stays fluid
const LEGIBLE = 12; // pixels on the screen below which no name gets, however far the view is zoomed out
const PHONE = 520; // pixels of width below which names are broken into shorter lines
const EDGE = 8; // pixels kept free along the edge of the drawing

/**
 * Draws into `box`. `on` has `select(id)` (null for the empty paper), `addAt(place)`, `moved(places)`, and
 * `unnamed(count)`: how many names found no room at this size; the drawing marks each of them with an ellipsis.
 * `update` takes `{elements, connections, networkCode, view}`, where `view` says what is selected, found, picked, hidden.
 */
function makeDrawing(box, sectors, on) {
  const colours = sectorColours(box, sectors);
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: "dot", color: { background: "rgba(0,0,0,0)", border: "rgba(0,0,0,0)" }, borderWidth: 3, chosen: false },
    edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    interaction: { hover: true, selectConnectedEdges: false, hoverConnectedEdges: false, keyboard: false, tooltipDelay: 1e9 },
  });
  box.querySelector(".vis-network")?.removeAttribute("tabindex"); // the box itself has the keyboard

  const looks = new Map(); // id → what is painted
  const places = new Map(); // id → the place that was last taken over from the state
  const drawn = new Map(); // id → what vis-network was last told, as text
  let view = { hidden: new Set(), found: new Set() };
  let dragging = null, hovered = null, labels = null, labelsFor = "", pointer = null, large = false, unnamed = 0;
  let untouched = true; // nobody has moved the view: it shows everything, whatever becomes of the box and the map
  let frame = null; // what the last fit shows, in the drawing's pixels; names keep within it
  const measured = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(box).fontFamily;
  const words = new Map(); // id of a connection → what is written on its line
  const written = (text, size) => { measured.font = fontOf(family, size, false); return measured.measureText(text).width; };

  const visible = () => [...looks.values()].filter((look) => !view.hidden.has(look.id));
  const where = (id) => network.getPosition(id);
  const dirty = () => { labels = null; };

  function layLabels(scale) {
    const size = Math.max(LABEL_SIZE, LEGIBLE / scale);
    const within = frame && Math.abs(frame.scale - scale) < 1e-6 ? frame : null;
    const wanted = `${scale} ${view.selected} ${hovered} ${within?.x} ${within?.y}`;
    if (labels && labelsFor === wanted) return size;
    const at = network.getPositions();
    const items = visible().map((look) => {
      look.labelWidth ??= Math.max(...look.lines.map((line) => written(line, LABEL_SIZE))) / LABEL_SIZE;
      const first = look.id === view.selected || look.id === hovered || view.found.has(look.id) ? 1 : 0;
      return { id: look.id, ...at[look.id], r: look.r + (first ? 6 : 0), w: (look.labelWidth + 0.4) * size, h: look.lines.length * size * 1.2, first, ties: look.ties };
    });
    labels = labelPlaces(items, within);
    labels.items = items;
    labels.lines = [];
    for (const { tie, text, bend } of words.values()) {
      if (view.hidden.has(tie.source) || view.hidden.has(tie.target) || !at[tie.source] || !at[tie.target]) continue;
      const height = text.length < 3 ? Math.max(19, 17 / scale) : Math.max(13, 11.5 / scale);
      labels.lines.push({ text, height, place: linePlace({ from: at[tie.source], to: at[tie.target], bend, w: written(text, height) + 4, h: height }, labels) });
    }
    labelsFor = wanted;
    return size;
  }

  network.on("beforeDrawing", (ctx) => {
    const source = view.picked?.source, target = view.picked?.target;
    if (!source || !looks.has(source)) return;
    const to = target && looks.has(target) ? where(target) : pointer;
    if (!to) return;
    const from = where(source);
    ctx.beginPath();
    ctx.setLineDash([6, 5]);
    ctx.lineWidth = 2;
    ctx.strokeStyle = "#0b5d6b";
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
    ctx.setLineDash([]);
  });
  network.on("afterDrawing", (ctx) => {
    const at = network.getPositions();
    const shown = visible();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 }), opposite = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
    const inSight = ({ x, y }, margin) => x > corner.x - margin && x < opposite.x + margin && y > corner.y - margin && y < opposite.y + margin;
    for (const look of shown) {
      const { x, y } = at[look.id];
      if (!inSight(at[look.id], 60)) continue;
      if (view.found.has(look.id)) paintRing(ctx, x, y, look.r, "found");
      if (look.id === hovered) paintRing(ctx, x, y, look.r, "hover");
      if (look.id === view.selected) paintRing(ctx, x, y, look.r, "selected");
      if (look.id === view.picked?.source || look.id === view.picked?.target) paintRing(ctx, x, y, look.r, "picked");
      paintShape(ctx, look, x, y);
    }
    if (view.ghost) {
      ctx.globalAlpha = 0.6;
      paintRing(ctx, view.ghost[0], view.ghost[1], 12, "picked");
      ctx.globalAlpha = 1;
    }
    const size = layLabels(network.getScale());
    for (const { text, height, place } of labels.lines) paintLabel(ctx, [text], place, height, fontOf(family, height, text.length < 3));
    for (const look of shown) {
      const place = labels.places.get(look.id);
      if (place?.far && inSight(place, 160)) paintLeader(ctx, at[look.id], look.r, place.far, size);
    }
    for (const look of shown) {
      const place = labels.places.get(look.id);
      if (!place) paintLabel(ctx, ["…"], { x: at[look.id].x, y: at[look.id].y + look.r - size * 0.2 }, size, fontOf(family, size, true));
      else if (inSight(place, 160)) paintLabel(ctx, look.lines, place, size, fontOf(family, size, look.id === view.selected));
    }
    const left = shown.length - shown.filter((look) => labels.places.has(look.id)).length;
    if (left !== unnamed) { unnamed = left; setTimeout(() => on.unnamed?.(left)); }
  });

  network.on("click", ({ nodes: [node], edges: [edge] }) => on.select(node ?? edge ?? null));
  network.on("doubleClick", ({ nodes: [node], edges: [edge], pointer: at }) => {
    if (!node && !edge) on.addAt([Math.round(at.canvas.x), Math.round(at.canvas.y)]);
  });
  network.on("dragStart", ({ nodes: [node] }) => { dragging = node ?? null; untouched = untouched && Boolean(node); });
  network.on("zoom", () => { untouched = false; });
  network.on("dragging", () => { if (dragging) dirty(); });
  network.on("dragEnd", ({ nodes: [node] }) => {
    dragging = null;
    if (!node) return;
    const { x, y } = where(node);
    dirty();
    on.moved({ [node]: [x, y] });
  });
  network.on("hoverNode", ({ node }) => { hovered = node; box.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; box.style.cursor = ""; network.redraw(); });
  network.on("hoverEdge", () => { box.style.cursor = "pointer"; });
  network.on("blurEdge", () => { box.style.cursor = ""; });
  const follow = (event) => {
    if (!view.picked?.source || view.picked.target) return;
    const { left, top } = box.getBoundingClientRect();
    pointer = network.DOMtoCanvas({ x: event.clientX - left, y: event.clientY - top });
    network.redraw();
  };
  box.addEventListener("pointermove", follow);
  const watch = new ResizeObserver(() => { // also when a box that was hidden, and so of no size, comes into sight
    if (!box.clientWidth || !box.clientHeight) return;
    network.setSize("100%", "100%");
    for (const look of looks.values()) setLines(look);
    dirty();
    if (untouched) fit(); else network.redraw();
  });
  watch.observe(box);

  /** Break a name into lines that suit the width of the box. */
  function setLines(look) {
    const lines = labelLines(look.label, box.clientWidth < PHONE ? 15 : 22);
    if (lines !== look.lines) Object.assign(look, { lines, labelWidth: undefined });
  }

  /** Tell vis-network what has changed, and only that. */
  function update({ elements, connections, networkCode, view: next }) {
    view = next;
    const ties = new Map();
    for (const tie of connections) for (const end of [tie.source, tie.target]) ties.set(end, (ties.get(end) ?? 0) + 1);
    const tell = (set, id, plain) => {
      const text = JSON.stringify(plain);
      if (drawn.get(id) === text) return null;
      drawn.set(id, text);
      return plain;
    };
    let news = false;
    const changedNodes = elements.map((one) => {
      const r = one.register_code === networkCode ? 23 : 18;
      const before = looks.get(one.id);
      const look = {
        id: one.id, r, label: one.label, shape: SHAPES[one.kind], colour: one.sector ? colours[one.sector] : null, lived: one.lived,
        ties: ties.get(one.id) ?? 0, lines: before?.lines, labelWidth: before?.labelWidth,
      };
      setLines(look);
      looks.set(one.id, look);
      news ||= !before;
      const change = tell(nodes, one.id, { id: one.id, size: r, hidden: view.hidden.has(one.id) });
      const place = `${one.x} ${one.y}`;
      const moved = one.x !== null && places.get(one.id) !== place && one.id !== dragging;
      if (moved) places.set(one.id, place);
      return change || moved ? { ...(change ?? { id: one.id }), ...(moved ? { x: one.x, y: one.y } : {}) } : null;
    }).filter(Boolean);
    const bent = bends(connections);
    const lit = new Set([view.selected]);
    const crowded = connections.length > 60 && view.selected && looks.has(view.selected);
    const changedEdges = connections.map((tie) => {
      const isLit = lit.has(tie.id) || lit.has(tie.source) || lit.has(tie.target) || view.found.has(tie.id);
      const hidden = view.hidden.has(tie.source) || view.hidden.has(tie.target);
      const text = lineWords(tie, isLit);
      if (text) words.set(tie.id, { tie, text, bend: bent.get(tie.id) }); else words.delete(tie.id);
      return tell(edges, tie.id, lineLook(tie, { bend: bent.get(tie.id), lit: isLit, faded: crowded && !isLit, hidden }));
    }).filter(Boolean);
    const here = new Set([...elements, ...connections].map((one) => one.id));
    const gone = [...drawn.keys()].filter((id) => !here.has(id));
    for (const id of gone) { drawn.delete(id); looks.delete(id); places.delete(id); words.delete(id); }
    if (hovered && !here.has(hovered)) hovered = null;
    edges.remove(gone.filter((id) => edges.get(id)));
    nodes.remove(gone.filter((id) => nodes.get(id)));
    if (changedNodes.length) nodes.update(changedNodes);
    if (changedEdges.length) edges.update(changedEdges);
    if (large !== connections.length > MANY_LINES) {
      large = !large;
      network.setOptions({ interaction: { hideEdgesOnDrag: large, hideEdgesOnZoom: large } });
    }
    dirty();
    if (untouched && (news || gone.length) && !dragging) fit(); else network.redraw();
  }

  /** Show everything, with room for the names: of three sizes the largest at which most of them find a place. */
  function fit() {
    untouched = true;
    const shown = visible();
    const width = box.clientWidth, height = box.clientHeight;
    if (!shown.length || !width || !height) return;
    const at = network.getPositions();
    const reach = (side, sign) => sign * Math.max(...shown.map((look) => sign * at[look.id][side] + look.r + 8));
    const left = reach("x", -1), right = reach("x", 1), top = reach("y", -1), bottom = reach("y", 1);
    const line = LEGIBLE * 1.5; // pixels of the screen: a name of one line fits below the lowest shape
    const largest = Math.min((width - 2 * EDGE) / (right - left), (height - 2 * EDGE - line) / (bottom - top), 1.15);
    let best = null;
    for (const scale of [largest, largest * 0.92, largest * 0.84]) {
      const middle = { x: (left + right) / 2, y: (top + bottom) / 2 + line / 2 / scale };
      const w = (width - 2 * EDGE) / scale, h = (height - 2 * EDGE) / scale;
      frame = { scale, x: middle.x - w / 2, y: middle.y - h / 2, w, h };
      dirty();
      layLabels(scale);
      const named = labels.places.size;
      if (!best || named > best.named) best = { named, scale, middle, frame };
      if (named === shown.length) break;
    }
    frame = best.frame;
    dirty();
    network.moveTo({ position: best.middle, scale: best.scale });
    network.redraw();
  }

  return {
    update, fit,
    zoom(factor) { untouched = false; network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) }); },
    /** Bring an element or a connection into sight, moving the view no further than that takes. */
    show(id) {
      const tie = edges.get(id);
      const ends = (tie ? [tie.from, tie.to] : [id]).filter((end) => nodes.get(end)).map(where);
      if (!ends.length) return;
      const scale = network.getScale();
      if (untouched && scale >= 0.35) return; // everything is in sight
      const short = (side, size, edge) => { // how far the view has to go in one direction, in pixels of the screen
        const at = ends.map((one) => network.canvasToDOM(one)[side]);
        const before = edge - Math.min(...at), after = Math.max(...at) - (size - edge);
        return before > 0 ? -before : after > 0 ? after : 0;
      };
      const dx = short("x", box.clientWidth, 70), dy = short("y", box.clientHeight, 55);
      if (!dx && !dy && scale >= 0.35) return;
      untouched = false;
      const middle = { x: ends.reduce((sum, one) => sum + one.x, 0) / ends.length, y: ends.reduce((sum, one) => sum + one.y, 0) / ends.length };
      const view = network.getViewPosition();
      network.moveTo(scale < 0.35 ? { position: middle, scale: 0.6 } : { position: { x: view.x + dx / scale, y: view.y + dy / scale } });
    },
    /** Where everything stands now, also what was dragged and is not kept yet. */
    now: () => visible().map((look) => ({ id: look.id, ...where(look.id) })),
    lines: () => edges.get().filter((line) => !line.hidden).map((line) => ({ from: where(line.from), to: where(line.to) })),
    middle: () => network.getViewPosition(),
    nudge(id, dx, dy) {
      const { x, y } = where(id);
      network.moveNode(id, x + dx, y + dy);
      dirty();
      network.redraw();
      return [x + dx, y + dy];
    },
    destroy() { watch.disconnect(); box.removeEventListener("pointermove", follow); network.destroy(); },
  };
}
