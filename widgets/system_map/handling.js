// What a pointer does on the drawing beyond moving the view and the shapes: drawing a connection from the ring of
// handles around an element, and a frame around several to choose them.

const RING_MOUSE = 14, RING_TOUCH = 26; // pixels on the screen that the handles reach beyond a shape

/**
 * Listens on `box` before vis-network does, and keeps from it what is meant for us. `drawing` has `shown()` (looks in
 * sight), `at(id)`, `toCanvas(event)`, `scale()`, `redraw()`; `view()` says what is chosen, whether it `readOnly` is and
 * whether `several` are being chosen. `on.connect({source, target, at})` tells of a drawn connection (`target` null on
 * paper), `on.frame(ids, add)` of a frame.
 */
function makeHandling(box, drawing, view, on) {
  let hovered = null, onRing = null, pull = null, frame = null, pointer = null;

  const far = (look, point) => { const { x, y } = drawing.at(look.id); return Math.hypot(x - point.x, y - point.y); };
  const hit = (point) => {
    let best = null, least = Infinity;
    for (const look of drawing.shown()) {
      const distance = far(look, point);
      if (distance <= look.r + 2 && distance < least) { best = look; least = distance; }
    }
    return best;
  };
  /** The element whose handles are under a point: only one that is pointed to, or alone selected, has any. */
  const handleAt = (point, reach) => {
    if (view().readOnly || hit(point)) return null;
    const room = Math.max(reach, reach / drawing.scale());
    return drawing.shown().find((look) => hasHandles(look) && far(look, point) <= look.r + room) ?? null;
  };
  const hasHandles = (look) => !view().readOnly && !look.members && (look.id === hovered || (view().chosen.size === 1 && view().chosen.has(look.id)));

  const begin = (event) => {
    event.stopPropagation();
    event.preventDefault();
    box.focus({ preventScroll: true });
    try { box.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone already */ }
    drawing.redraw();
  };
  const down = (event) => {
    if (pull || frame) { cancel(); return; } // a second finger
    if (event.button !== 0) return;
    const point = drawing.toCanvas(event);
    const source = handleAt(point, event.pointerType === "mouse" ? RING_MOUSE : RING_TOUCH);
    if (source) pull = { id: event.pointerId, source: source.id, to: point, target: null };
    else if ((event.shiftKey || view().several) && !hit(point)) frame = { id: event.pointerId, from: point, to: point, add: event.shiftKey || event.ctrlKey || event.metaKey || view().several };
    else return;
    begin(event);
  };
  const move = (event) => {
    const point = drawing.toCanvas(event);
    pointer = point;
    if (pull?.id === event.pointerId) {
      const target = hit(point);
      pull.to = point;
      pull.target = target && target.id !== pull.source && !target.members ? target.id : null;
      drawing.redraw();
    } else if (frame?.id === event.pointerId) {
      frame.to = point;
      drawing.redraw();
    } else if (event.pointerType === "mouse" && !event.buttons) pointTo(point);
  };
  const pointTo = (point) => {
    const ring = handleAt(point, RING_MOUSE)?.id ?? null;
    const over = ring ?? hit(point)?.id ?? null;
    if (over !== hovered || ring !== onRing || view().following) { hovered = over; onRing = ring; drawing.redraw(); }
    box.style.cursor = ring ? "crosshair" : over ? "pointer" : "";
  };
  const up = (event) => {
    const point = drawing.toCanvas(event);
    if (pull?.id === event.pointerId) {
      const { source, target } = pull, from = drawing.at(source);
      const over = hit(point);
      pull = null;
      if (target) on.connect({ source, target, at: [point.x, point.y] });
      else if (!over && from && Math.hypot(from.x - point.x, from.y - point.y) > 70) on.connect({ source, target: null, at: [Math.round(point.x), Math.round(point.y)] });
    } else if (frame?.id === event.pointerId) {
      const { from, to, add } = frame;
      frame = null;
      const within = ({ x, y }) => (x - from.x) * (x - to.x) <= 0 && (y - from.y) * (y - to.y) <= 0;
      on.frame(drawing.shown().filter((look) => within(drawing.at(look.id))).map((look) => look.id), add);
    } else return;
    drawing.redraw();
  };
  const cancel = () => { if (pull || frame) { pull = null; frame = null; drawing.redraw(); } };
  const leave = () => { if (hovered || onRing) { hovered = null; onRing = null; drawing.redraw(); } };
  const key = (event) => { if (event.key === "Escape" && (pull || frame)) { event.stopPropagation(); cancel(); } };

  const listening = [["pointerdown", down], ["pointermove", move], ["pointerup", up], ["pointercancel", cancel], ["pointerleave", leave], ["keydown", key]];
  for (const [kind, listener] of listening) box.addEventListener(kind, listener, true);

  return {
    hovered: () => hovered, hit, hasHandles, onRing: () => onRing, pull: () => pull, pointer: () => pointer,
    forget(here) { if (hovered && !here(hovered)) hovered = null; if (pull && !here(pull.source)) pull = null; },
    /** What is being drawn at this moment, over the lines and under the shapes. */
    paint(ctx, scale) {
      if (pull) paintPull(ctx, drawing.at(pull.source), drawing.shown().find((look) => look.id === pull.source)?.r ?? 0, pull.to, scale);
      if (pull && !pull.target) { ctx.globalAlpha = 0.6; paintRing(ctx, pull.to.x, pull.to.y, 11, "picked", 7); ctx.globalAlpha = 1; }
      if (!frame) return;
      ctx.beginPath();
      ctx.rect(frame.from.x, frame.from.y, frame.to.x - frame.from.x, frame.to.y - frame.from.y);
      ctx.globalAlpha = 0.12;
      ctx.fillStyle = "#0b5d6b";
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.setLineDash([6 / scale, 4 / scale]);
      ctx.lineWidth = 1.5 / scale;
      ctx.strokeStyle = "#0b5d6b";
      ctx.stroke();
      ctx.setLineDash([]);
    },
    destroy() { for (const [kind, listener] of listening) box.removeEventListener(kind, listener, true); },
  };
}
