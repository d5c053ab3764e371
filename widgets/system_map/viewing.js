// What part of the drawing is in sight: everything, until somebody moves the view.

const MANY_SHAPES = 500; // above this the whole map is shown at the one size that fits, without looking for a better one
const EDGE = 8; // pixels kept free along the edge of the drawing
const TOO_SMALL = 0.35; // how large things are drawn at least when one of them is to be shown

/**
 * The view of a drawing. `drawing` has `shown()` (looks), `at(id)`, `redraw()`, `named(scale)` (how many names find a
 * place at that size) and `ends(id)` (the elements that have to be in sight to show a part).
 */
function makeViewing(box, network, drawing) {
  let untouched = true; // nobody has moved the view: it shows everything, whatever becomes of the box and the map
  let frame = null; // what the last fit shows, in the drawing's pixels; names keep within it

  /** How far the shapes reach: {left, right, top, bottom}. */
  function reach() {
    const found = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const look of drawing.shown()) {
      const { x, y } = drawing.at(look.id), r = look.r + 8;
      found.left = Math.min(found.left, x - r); found.right = Math.max(found.right, x + r);
      found.top = Math.min(found.top, y - r); found.bottom = Math.max(found.bottom, y + r);
    }
    return found;
  }

  return {
    untouched: () => untouched,
    touch() { untouched = false; },
    frame: (scale) => (frame && Math.abs(frame.scale - scale) < 1e-6 ? frame : null),

    /** Whether every shape is in sight and they are not lost in the middle of it: then nothing moves under anybody's hands. */
    well() {
      const corner = network.DOMtoCanvas({ x: 0, y: 0 }), opposite = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
      const { left, right, top, bottom } = reach();
      if (left < corner.x || right > opposite.x || top < corner.y || bottom > opposite.y) return false;
      return network.getScale() > 0.9 || right - left > 0.5 * (opposite.x - corner.x) || bottom - top > 0.5 * (opposite.y - corner.y);
    },

    /** Show everything, with room for the names: of three sizes the largest at which most of them find a place. */
    fit() {
      untouched = true;
      const shown = drawing.shown(), width = box.clientWidth, height = box.clientHeight;
      if (!shown.length || !width || !height) return;
      const { left, right, top, bottom } = reach();
      const line = LEGIBLE * 1.5; // pixels of the screen: a name of one line fits below the lowest shape
      const largest = Math.min((width - 2 * EDGE) / (right - left), (height - 2 * EDGE - line) / (bottom - top), 1.15);
      let best = null;
      for (const scale of shown.length > MANY_SHAPES ? [largest] : [largest, largest * 0.92, largest * 0.84]) {
        const middle = { x: (left + right) / 2, y: (top + bottom) / 2 + line / 2 / scale };
        const w = (width - 2 * EDGE) / scale, h = (height - 2 * EDGE) / scale;
        frame = { scale, x: middle.x - w / 2, y: middle.y - h / 2, w, h };
        const named = drawing.named(scale);
        if (!best || named > best.named) best = { named, scale, middle, frame };
        if (named === shown.length) break;
      }
      frame = best.frame; // names that were laid out for another one are laid out anew
      network.moveTo({ position: best.middle, scale: best.scale });
      drawing.redraw();
    },

    zoom(factor) { untouched = false; network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) }); },

    /** Bring an element or a connection into sight, moving the view no further than that takes. */
    show(id) {
      const there = drawing.ends(id).map(drawing.at), scale = network.getScale();
      if (!there.length || (untouched && scale >= TOO_SMALL)) return; // everything is in sight
      const short = (side, size, edge) => { // how far the view has to go in one direction, in pixels of the screen
        const spots = there.map(({ x, y }) => network.canvasToDOM({ x, y })[side]);
        const before = edge - Math.min(...spots), after = Math.max(...spots) - (size - edge);
        return before > 0 ? -before : after > 0 ? after : 0;
      };
      const dx = short("x", box.clientWidth, 70), dy = short("y", box.clientHeight, 55);
      if (!dx && !dy && scale >= TOO_SMALL) return;
      untouched = false;
      const middle = { x: mean(there.map((one) => one.x)), y: mean(there.map((one) => one.y)) };
      const before = network.getViewPosition();
      network.moveTo(scale < TOO_SMALL ? { position: middle, scale: 0.6 } : { position: { x: before.x + dx / scale, y: before.y + dy / scale } });
    },
  };
}
