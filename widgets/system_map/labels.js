// The names on the drawing and the words on its lines: where they stand, and writing them there. They are laid out anew
// only when something has changed; while the view is being moved they keep to their shapes as they were.

const LEGIBLE = 12; // pixels on the screen below which no name gets, however far the view is zoomed out
const PHONE = 520; // pixels of width below which names are broken into shorter lines
const MANY_MARKS = 60; // from so many names without room on, they are counted in words and no longer marked one by one

/** The names of a drawing in `box`. `lay` finds their places; `paint` writes those that are in sight. */
function makeLabels(box) {
  const measured = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(box).fontFamily;
  const written = (text, size, bold = false) => { measured.font = fontOf(family, size, bold); return measured.measureText(text).width; };
  let laid = null, laidFor = null;

  /** Break a name into lines that suit the width of the box. */
  function setLines(look) {
    const lines = labelLines(look.label, box.clientWidth < PHONE ? 15 : 22);
    if (lines !== look.lines) Object.assign(look, { lines, labelWidth: undefined });
  }

  /** Lay out the names of `looks` (what stands at `at[id]`) and the `words` of lines, for a scale and within a frame. */
  function lay({ looks, at, words, scale, frame, moving = false }) {
    if (laid && (moving || (laidFor.scale === scale && laidFor.frame === frame))) return laid;
    const size = Math.max(LABEL_SIZE, LEGIBLE / scale);
    const items = looks.map((look) => {
      look.labelWidth ??= Math.max(...look.lines.map((line) => written(line, LABEL_SIZE))) / LABEL_SIZE;
      const { x, y } = at(look.id);
      return { id: look.id, x, y, r: look.r, w: (look.labelWidth + 0.4) * size, h: look.lines.length * size * 1.2, first: look.first, rank: look.rank, ties: look.ties };
    });
    laid = labelPlaces(items, frame);
    laid.size = size;
    laid.offsets = new Map(); // from the middle of the shape, so that a name goes where its shape goes
    for (const item of items) {
      const place = laid.places.get(item.id);
      if (place) laid.offsets.set(item.id, { x: place.x - item.x, y: place.y - item.y, far: place.far && { x: place.far.x - item.x, y: place.far.y - item.y } });
    }
    laid.left = items.length - laid.offsets.size;
    laid.lines = [];
    for (const { tie, text, bend, colour, spared } of words) {
      const height = text.length < 3 ? Math.max(19, 17 / scale) : Math.max(13, 11.5 / scale);
      const place = linePlace({ from: at(tie.source), to: at(tie.target), bend, w: written(text, height) + 4, h: height, spared }, laid);
      if (place) laid.lines.push({ text, height, colour, place });
    }
    laidFor = { scale, frame };
    return laid;
  }

  /** Write what `lay` laid out. `out` are ids whose name is pushed out by a ring, and written even without room. */
  function paint(ctx, { looks, at, scale, out, inSight }) {
    const size = Math.max(LABEL_SIZE, LEGIBLE / scale), grown = size / laid.size;
    const font = fontOf(family, size, false), bold = fontOf(family, size, true);
    for (const { text, height, place, colour } of laid.lines) {
      if (inSight(place, 60)) paintLabel(ctx, [text], place, height, fontOf(family, height, text.length < 3), colour);
    }
    const marked = laid.left <= MANY_MARKS;
    const write = (look, here, offset, strong) => {
      const beside = Math.abs(offset.y) <= look.r && Math.abs(offset.x) > look.r;
      const push = out.has(look.id) && !offset.far ? ringRoom(scale) + 2 : 0;
      const place = { x: here.x + offset.x * grown + (beside ? Math.sign(offset.x) * push : 0), y: here.y + offset.y * grown + (beside ? 0 : Math.sign(offset.y) * push) };
      if (offset.far) paintLeader(ctx, here, look.r, { x: here.x + offset.far.x * grown, y: here.y + offset.far.y * grown }, size);
      paintLabel(ctx, look.lines, place, size, strong ? bold : font, look.pale ? PALE_WORDS : undefined);
    };
    for (const look of looks) {
      if (out.has(look.id)) continue;
      const here = at(look.id);
      if (!inSight(here, 300)) continue;
      const offset = laid.offsets.get(look.id);
      if (offset) write(look, here, offset, false);
      else if (marked) paintLabel(ctx, ["…"], { x: here.x, y: here.y + look.r - size * 0.2 }, size, bold);
    }
    for (const look of looks) { // at last, over everything else: what people have their finger on
      if (!out.has(look.id)) continue;
      const here = at(look.id);
      if (inSight(here, 300)) write(look, here, laid.offsets.get(look.id) ?? { x: 0, y: look.r + 5, far: null }, out.get(look.id));
    }
  }

  return {
    setLines, lay, paint,
    /** Something has changed: the names are laid out anew when they are next drawn. */
    forget() { laid = null; },
    font: (size, bold) => fontOf(family, size, bold),
  };
}
