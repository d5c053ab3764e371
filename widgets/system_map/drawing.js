// The drawing: vis-network carries the lines, the mouse and the view; the shapes and names are painted over it. It is
// changed piece by piece and never built again, so that the view stays while others edit.

const MANY_LINES = 400; // above this the lines are drawn thin and plain while the view is being moved, so that it stays fluid

/**
 * Draws into `box`. `on` has `select(id, {add})` (id null for the empty paper), `addAt(place)`, `rename(id)`,
 * `open(id)` (several that are drawn as one), `moved(places)`, `connect`, `frame` (see handling.js), `viewed()` after
 * every change of the view, and `unnamed(count)`: how many names found no room at this size.
 * `update` takes `{elements, connections, networkCode, view}`. `view` says what is chosen, hovered, found, picked,
 * hidden, what a lens marks, who else is here, and whether it is `readOnly`.
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
  const toldNode = new Map(), toldEdge = new Map(); // id → what vis-network was last told, as text
  const rows = new Map(); // id → the row of the state that was last drawn
  let view = { hidden: new Set(), found: new Set(), chosen: new Set(), fingers: new Map() };
  let shown = [], ends = []; // the looks that are not hidden, and both ends of every line that is not
  let bent = new Map(), bentFor = null; // how much each connection bends
  let words = []; // what is written on lines
  let pointing = ""; // a mouse, a pen or a finger
  let dragging = null, moving = false, settling = 0, options = "", unnamed = 0;
  let begun = false; // the map was drawn once, as it was when the page was opened
  const labels = makeLabels(box);

  const NOWHERE = { x: 0, y: 0 };
  const at = (id) => network.body.nodes[id] ?? NOWHERE;
  const redraw = () => network.body.emitter.emit("_requestRedraw"); // with the next frame, once
  const toCanvas = ({ clientX, clientY }) => {
    const { left, top } = box.getBoundingClientRect();
    return network.DOMtoCanvas({ x: clientX - left, y: clientY - top });
  };
  const handling = makeHandling(box, { shown: () => shown, at, toCanvas, redraw, scale: () => network.getScale() }, () => view, on);

  const lay = (scale) => labels.lay({ looks: shown, at, words, scale, moving, frame: viewing.frame(scale) });
  const viewing = makeViewing(box, network, {
    shown: () => shown, at, redraw,
    named: (scale) => { labels.forget(); return shown.length - lay(scale).left; },
    ends: (id) => { const line = edges.get(id); return (line ? [line.from, line.to] : [id]).filter((end) => looks.has(end)); },
  });

  network.on("beforeDrawing", (ctx) => {
    if (moving && ends.length > MANY_LINES) {
      ctx.beginPath();
      for (let index = 0; index < ends.length; index += 2) {
        const from = at(ends[index]), to = at(ends[index + 1]);
        ctx.moveTo(from.x, from.y);
        ctx.lineTo(to.x, to.y);
      }
      ctx.lineWidth = 1 / network.getScale();
      ctx.strokeStyle = LINE.faded;
      ctx.stroke();
    }
    const source = view.picked?.source, target = view.picked?.target;
    if (!source || !looks.has(source)) return;
    const to = target && looks.has(target) ? at(target) : handling.pointer();
    if (to) paintPull(ctx, at(source), looks.get(source).r, to, network.getScale());
  });
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 }), opposite = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
    const inSight = ({ x, y }, margin) => x > corner.x - margin && x < opposite.x + margin && y > corner.y - margin && y < opposite.y + margin;
    const hovered = handling.hovered(), pull = handling.pull(), room = ringRoom(scale);
    handling.paint(ctx, scale);
    for (const look of shown) {
      const { x, y } = at(look.id);
      if (!inSight(at(look.id), 60)) continue;
      const chosen = view.chosen.has(look.id);
      if (view.found.has(look.id)) paintRing(ctx, x, y, look.r, "found", 7);
      if (look.role) paintRole(ctx, x, y, look.r, look.role, labels.font(12, true));
      const further = room + (look.role?.ring ? 5 : 0);
      if (look.id === hovered && !chosen) paintRing(ctx, x, y, look.r, "hover", further);
      if (chosen) paintRing(ctx, x, y, look.r, "selected", further);
      if (look.id === view.picked?.source || look.id === view.picked?.target || look.id === pull?.target || look.id === pull?.source) paintRing(ctx, x, y, look.r, "picked", further);
      if (look.members) paintFold(ctx, look, x, y, labels.font(13, true));
      else paintShape(ctx, look, x, y, look.pale ? 0.3 : 1);
      if (look.pinned) paintPin(ctx, x, y, look.r, Math.max(1, 0.9 / scale));
      if (!pull && handling.hasHandles(look)) paintHandles(ctx, x, y, look.r, scale, handling.onRing() === look.id);
    }
    if (view.ghost) paintRing(ctx, view.ghost[0], view.ghost[1], 11, "picked", 7);
    const laid = lay(scale);
    const out = new Map([...view.chosen].map((id) => [id, true]));
    if (hovered && !out.has(hovered)) out.set(hovered, false);
    labels.paint(ctx, { looks: shown, at, scale, out, inSight });
    for (const [id, people] of view.fingers) {
      const line = edges.get(id);
      if (looks.has(id) && !view.hidden.has(id)) paintPeople(ctx, people, id, at(id).x, at(id).y, looks.get(id).r, scale, labels.font);
      else if (line && !line.hidden) paintPeople(ctx, people, id, (at(line.from).x + at(line.to).x) / 2, (at(line.from).y + at(line.to).y) / 2, 0, scale, labels.font);
    }
    if (laid.left !== unnamed) { unnamed = laid.left; setTimeout(() => on.unnamed?.(unnamed)); }
    on.viewed?.();
  });

  const settled = () => { moving = false; redraw(); };
  /** What lies under a place of the drawing: the id of an element, else of a line, else nothing. */
  const under = ({ x, y }) => {
    const node = handling.hit({ x, y })?.id ?? null;
    return { node, edge: node ? null : network.getEdgeAt(network.canvasToDOM({ x, y })) ?? null };
  };
  network.on("click", ({ pointer, event }) => {
    const { node, edge } = under(pointer.canvas), { shiftKey, ctrlKey, metaKey } = event.srcEvent ?? {};
    if (node && looks.get(node)?.members) on.open(node);
    else on.select(node ?? edge, { add: Boolean(shiftKey || ctrlKey || metaKey) });
  });
  const doubly = (place) => {
    const { node, edge } = under(place);
    if (view.readOnly || view.several || edge || (node && looks.get(node).members)) return null;
    return () => (node ? on.rename(node) : on.addAt([Math.round(place.x), Math.round(place.y)]));
  };
  const doubleClick = (event) => { if (pointing !== "touch") doubly(toCanvas(event))?.(); };
  const point = (event) => { pointing = event.pointerType; };
  box.addEventListener("pointerdown", point, true);
  box.addEventListener("dblclick", doubleClick);
  network.on("doubleClick", ({ pointer }) => { // two taps; two clicks are the browser's to tell
    const open = pointing === "touch" && doubly(pointer.canvas);
    if (!open) return;
    // After a tap the browser plays a mouse, which would take the keyboard away again: open once it has done so.
    const timer = setTimeout(() => { box.removeEventListener("click", after); open(); }, 350);
    const after = () => { clearTimeout(timer); setTimeout(open); };
    box.addEventListener("click", after, { once: true });
  });
  network.on("dragStart", ({ nodes: moved }) => {
    dragging = moved.length ? new Map(moved.map((id) => [id, { x: at(id).x, y: at(id).y }])) : null;
    moving = !dragging;
    if (!dragging) viewing.touch();
  });
  network.on("zoom", () => {
    viewing.touch();
    moving = true; // names are laid out anew once the wheel has come to rest
    clearTimeout(settling);
    settling = setTimeout(settled, 140);
  });
  network.on("dragEnd", () => {
    if (moving) settled();
    if (!dragging) return;
    const moved = {};
    for (const [id, before] of dragging) {
      const now = at(id), look = looks.get(id);
      if (!look || (now.x === before.x && now.y === before.y)) continue;
      Object.assign(moved, placesOf(look));
    }
    dragging = null;
    labels.forget();
    if (Object.keys(moved).length) on.moved(moved);
  });
  network.on("dragging", () => { if (dragging) labels.forget(); });
  network.on("hoverEdge", () => { box.style.cursor = "pointer"; });
  network.on("blurEdge", () => { box.style.cursor = ""; });
  const watch = new ResizeObserver(() => { // also when a box that was hidden, and so of no size, comes into sight
    if (!box.clientWidth || !box.clientHeight) return;
    network.setSize("100%", "100%");
    for (const look of looks.values()) labels.setLines(look);
    labels.forget();
    if (viewing.untouched()) viewing.fit(); else network.redraw();
  });
  watch.observe(box);

  /** Where an element stands now, id → [x, y]; of several that are drawn as one, where each of them goes with it. */
  function placesOf(look) {
    const { x, y } = at(look.id);
    if (!look.members) return { [look.id]: [x, y] };
    return Object.fromEntries(look.members.map((one) => [one.id, [one.x + x - look.x, one.y + y - look.y]]));
  }

  /** Tell vis-network what has changed, and only that. */
  function update({ elements, connections, networkCode, view: next }) {
    view = next;
    const ties = new Map();
    for (const { source, target } of connections) { ties.set(source, (ties.get(source) ?? 0) + 1); ties.set(target, (ties.get(target) ?? 0) + 1); }
    const pale = palenessOf(view.lens, connections);
    let news = false; // something is new, or stands elsewhere
    const changedNodes = [];
    for (const one of elements) {
      const r = one.members ? FOLD_RADIUS : one.register_code && one.register_code === networkCode && one.size === "usual" ? OWN_RADIUS : RADII[one.size] ?? RADII.usual;
      const before = looks.get(one.id), role = roleOf(view.lens, one.id), found = view.found.has(one.id);
      const look = {
        id: one.id, r, label: one.label, shape: SHAPES[one.kind], colour: one.sector ? colours[one.sector] : null, lived: one.lived, pinned: one.pinned,
        x: one.x, y: one.y, members: one.members, count: one.members?.length, role, pale: pale.element(one.id), first: found ? 1 : 0, rank: found ? 2 : role || one.members ? 1 : 0,
        ties: ties.get(one.id) ?? 0, lines: before?.lines, labelWidth: before?.label === one.label ? before.labelWidth : undefined,
      };
      labels.setLines(look);
      looks.set(one.id, look);
      const told = `${r} ${view.hidden.has(one.id)}`, place = `${one.x} ${one.y}`;
      const moved = one.x !== null && places.get(one.id) !== place && !dragging?.has(one.id);
      if (moved) { places.set(one.id, place); news = true; }
      if (!moved && toldNode.get(one.id) === told) continue;
      toldNode.set(one.id, told);
      changedNodes.push({ id: one.id, size: r, hidden: view.hidden.has(one.id), ...(moved ? { x: one.x, y: one.y } : {}) });
    }
    if (bentFor !== connections) { bent = bends(connections); bentFor = connections; }
    const crowded = connections.length > 60 && view.chosen.size > 0;
    const changedEdges = [];
    words = [];
    ends = [];
    for (const tie of connections) {
      const lit = view.chosen.has(tie.id) || view.found.has(tie.id) || (view.chosen.size === 1 && (view.chosen.has(tie.source) || view.chosen.has(tie.target)));
      const hidden = view.hidden.has(tie.id) || view.hidden.has(tie.source) || view.hidden.has(tie.target);
      const role = roleOf(view.lens, tie.id), faint = pale.connection(tie), bend = bent.get(tie.id);
      if (!hidden) {
        ends.push(tie.source, tie.target);
        const text = faint ? "" : lineWords(tie, lit, role);
        if (text) words.push({ tie, text, bend, colour: role?.colour, spared: text === tie.kind }); // its kind is in the panel too
      }
      const told = `${bend} ${lit} ${crowded} ${hidden} ${view.lens?.marks?.[tie.id]} ${faint}`;
      if (rows.get(tie.id) === tie && toldEdge.get(tie.id) === told) continue;
      rows.set(tie.id, tie);
      toldEdge.set(tie.id, told);
      changedEdges.push(lineLook(tie, { bend, lit, faded: crowded && !lit, hidden, role, pale: faint }));
    }
    const here = new Set([...elements, ...connections].map((one) => one.id));
    const goneNodes = [...looks.keys()].filter((id) => !here.has(id)), goneEdges = [...toldEdge.keys()].filter((id) => !here.has(id));
    for (const id of goneNodes) { looks.delete(id); places.delete(id); toldNode.delete(id); }
    for (const id of goneEdges) { toldEdge.delete(id); rows.delete(id); }
    shown = [...looks.values()].filter((look) => !view.hidden.has(look.id));
    handling.forget((id) => looks.has(id));
    if (goneEdges.length) edges.remove(goneEdges);
    if (goneNodes.length) nodes.remove(goneNodes);
    if (changedNodes.length) nodes.update(changedNodes);
    if (changedEdges.length) edges.update(changedEdges);
    setOptions(connections.length > MANY_LINES);
    network.setSelection({ nodes: [...view.chosen].filter((id) => looks.has(id)), edges: [] }, { highlightEdges: false });
    labels.forget();
    const first = !begun;
    begun = true;
    if (viewing.untouched() && !dragging && (first || (news && !viewing.well()))) viewing.fit(); else redraw();
  }

  function setOptions(large) {
    const wanted = { hideEdgesOnDrag: large, hideEdgesOnZoom: large, hover: !large, dragNodes: !view.readOnly };
    if (options === JSON.stringify(wanted)) return;
    options = JSON.stringify(wanted);
    network.setOptions({ interaction: wanted });
  }

  return {
    update, fit: viewing.fit, zoom: viewing.zoom, show: viewing.show,
    /** Where everything stands now, also what was dragged and is not kept yet: [{id, x, y, r}]. */
    now: () => shown.map((look) => ({ id: look.id, x: at(look.id).x, y: at(look.id).y, r: look.r, members: look.members })),
    lines: () => edges.get().filter((line) => !line.hidden).map((line) => ({ from: at(line.from), to: at(line.to) })),
    middle: () => network.getViewPosition(),
    /** A place [x, y] of the drawing as pixels from the upper left of its box, and how large things are drawn. */
    onScreen: ([x, y]) => ({ ...network.canvasToDOM({ x, y }), scale: network.getScale() }),
    /** Move elements by as much, at once; what comes back is where they stand now, id → [x, y]. */
    nudge(ids, dx, dy) {
      const found = {};
      for (const id of ids) {
        const node = network.body.nodes[id];
        if (!node) continue;
        node.x += dx;
        node.y += dy;
        Object.assign(found, placesOf(looks.get(id)));
      }
      labels.forget();
      redraw();
      return found;
    },
    destroy() {
      clearTimeout(settling);
      watch.disconnect();
      handling.destroy();
      box.removeEventListener("pointerdown", point, true);
      box.removeEventListener("dblclick", doubleClick);
      network.destroy();
    },
  };
}
