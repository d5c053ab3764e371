// Where things go on the drawing: plain geometry, in the drawing's own pixels. An element is {id, x, y …}.

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const APART = { x: 150, y: 105 }; // two elements closer than this would have their names run into one another

/** How far a point is from a line between two points. */
function distanceToLine(x, y, { from, to }) {
  const dx = to.x - from.x, dy = to.y - from.y;
  const t = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + t * dx - x, from.y + t * dy - y);
}

/** A free place as near as can be to `near`, away from the places that are taken and not upon a line. */
function freePlace(taken, near, lines = []) {
  const free = (x, y) =>
    taken.every((one) => Math.abs(one.x - x) >= APART.x * 0.9 || Math.abs(one.y - y) >= APART.y * 0.9) &&
    lines.every((line) => distanceToLine(x, y, line) > 34);
  if (free(near.x, near.y)) return [Math.round(near.x), Math.round(near.y)];
  for (let ring = 1; ring < 60; ring += 1) {
    const steps = 8 * ring;
    for (let step = 0; step < steps; step += 1) {
      const angle = (2 * Math.PI * step) / steps + Math.PI / 2;
      const x = near.x + ring * APART.x * 0.6 * Math.cos(angle);
      const y = near.y + ring * APART.y * 0.6 * Math.sin(angle);
      if (free(x, y)) return [Math.round(x), Math.round(y)];
    }
  }
  return [Math.round(near.x), Math.round(near.y + 60 * APART.y)];
}

/** A place for every element that has none: id → [x, y]. In order of their ids, so that every browser finds the same. */
function placesForTheUnplaced(elements) {
  const taken = elements.filter((one) => one.x !== null);
  const middle = taken.length
    ? { x: taken.reduce((sum, one) => sum + one.x, 0) / taken.length, y: taken.reduce((sum, one) => sum + one.y, 0) / taken.length }
    : { x: 0, y: 0 };
  const found = {};
  for (const one of elements.filter((each) => each.x === null).sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const [x, y] = freePlace(taken, middle);
    found[one.id] = [x, y];
    taken.push({ x, y });
  }
  return found;
}

/** The element to which an arrow key leads: the nearest in that direction, connected ones counting as nearer. */
function neighbourTowards(elements, from, key, connected) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null, least = Infinity;
  for (const one of elements) {
    const along = (one.x - from.x) * dx + (one.y - from.y) * dy;
    const across = Math.abs((one.x - from.x) * dy) + Math.abs((one.y - from.y) * dx);
    if (one.id === from.id || along <= 0 || across > along * 2.5) continue;
    const cost = (along + 2 * across) * (connected.has(one.id) ? 0.6 : 1);
    if (cost < least) { least = cost; best = one; }
  }
  return best;
}

const overlap = (a, b) =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

/** How much of a box lies outside of another one. */
const outside = (box, frame) => (frame ? Math.max(0, box.w * box.h * (1 - 1e-9) - overlap(box, frame)) : 0);

const HIDDEN_FROM = 0.08; // a name of which more than this share would be covered cannot be read: it is left out

/** Boxes {x, y, w, h, id}, each found again by the cells of 200 pixels in which it lies, so that a large map stays quick. */
function makeGrid() {
  const cells = new Map();
  let asked = 0;
  const through = (box, each) => {
    for (let i = Math.floor(box.x / 200); i <= Math.floor((box.x + box.w) / 200); i += 1) {
      for (let j = Math.floor(box.y / 200); j <= Math.floor((box.y + box.h) / 200); j += 1) each(i * 131072 + j);
    }
  };
  return {
    put: (box) => through(box, (cell) => { const there = cells.get(cell); if (there) there.push(box); else cells.set(cell, [box]); }),
    /** How much of a box is covered by others than those of `own`. */
    covered(box, own) {
      let area = 0;
      asked += 1;
      through(box, (cell) => {
        for (const other of cells.get(cell) ?? []) {
          if (other.asked === asked || other.id === own) continue;
          other.asked = asked; // a box that lies in several cells counts once
          area += overlap(box, other);
        }
      });
      return area;
    },
  };
}

const MANY_NAMES = 400; // from here on a name is only tried close to its shape

/**
 * Where each name is written: below its shape, or above, beside or a little further off where it would run into
 * something. `items` are {id, x, y, r, w, h, first, rank, ties}, placed in the order of their rank; names keep within
 * `frame` {x, y, w, h} if it is given. A name that fits nowhere is left out unless `first`.
 * Returns `places`, id → {x, y, far}: the top middle of the name, and the point where a line from its shape meets it
 * if it stands apart; and what `linePlace` needs to keep clear of them.
 */
function labelPlaces(items, frame = null) {
  const grid = makeGrid();
  for (const one of items) grid.put({ id: one.id, x: one.x - one.r, y: one.y - one.r, w: 2 * one.r, h: 2 * one.r });
  const places = new Map();
  for (const one of [...items].sort((a, b) => b.rank - a.rank || b.ties - a.ties)) {
    let best = null;
    for (const [dx, dy, apart] of labelSpots(one, items.length < MANY_NAMES)) {
      const x = one.x + dx, y = one.y + dy; // the middle of the name
      const box = { id: one.id, x: x - one.w / 2, y: y - one.h / 2, w: one.w, h: one.h };
      const bad = grid.covered(box, one.id) + 2 * outside(box, frame);
      if (best && bad >= best.bad * 0.5) continue;
      const nearest = apart ? { x: Math.max(box.x, Math.min(one.x, box.x + box.w)), y: Math.max(box.y, Math.min(one.y, box.y + box.h)) } : null;
      best = { box, bad, place: { x, y: box.y, far: nearest } };
      if (bad === 0) break;
    }
    if (best.bad > HIDDEN_FROM * one.w * one.h && !one.first) continue;
    grid.put(best.box);
    places.set(one.id, best.place);
  }
  return { places, covered: grid.covered, put: grid.put };
}

/** Where the middle of a name may be, from the middle of its shape, the best first: [dx, dy, apart]. */
function labelSpots({ r, w, h }, further) {
  const gap = 5, up = r + gap + h / 2, across = r + gap + w / 2;
  const close = [
    [0, up], [0, -up], [across, 0], [-across, 0],
    [w * 0.3, up], [-w * 0.3, up], [w * 0.3, -up], [-w * 0.3, -up],
    [across - gap, r], [gap - across, r], [across - gap, -r], [gap - across, -r],
    [w / 2, up], [-w / 2, up], [w / 2, -up], [-w / 2, -up],
  ].map(([dx, dy]) => [dx, dy, false]);
  if (!further) return close;
  const line = h > 0 ? Math.min(h, r + gap) : r;
  const apart = [1, 2, 3].flatMap((ring) => Array.from({ length: 12 }, (_, step) => {
    const angle = (step * Math.PI) / 6 + Math.PI / 2;
    return [Math.cos(angle) * (across + ring * line), Math.sin(angle) * (up + ring * line), true];
  }));
  return [...close, ...apart];
}

/**
 * Where the words of a line are written: on the line, as near to its middle as they run into nothing. Null for words
 * that can be `spared` where there is no such place.
 */
function linePlace({ from, to, bend, w, h, spared }, laid) {
  // A bent line lies beside the straight one by half its roundness (as vis-network draws it, near enough for words).
  const beside = { x: (from.y - to.y) * bend * -0.5, y: (to.x - from.x) * bend * -0.5 };
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const across = { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
  let box = null;
  for (const off of [0, h * 0.9, -h * 0.9]) { // upon the line, else close beside it
    const boxes = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73].map((t) => {
      const arch = 4 * t * (1 - t);
      const x = from.x + (to.x - from.x) * t + beside.x * arch + across.x * off, y = from.y + (to.y - from.y) * t + beside.y * arch + across.y * off;
      return { id: null, x: x - w / 2, y: y - h / 2, w, h };
    });
    const clear = boxes.find((each) => laid.covered(each, undefined) === 0);
    box ??= boxes[0];
    if (clear) { box = clear; spared = false; break; }
  }
  if (spared) return null;
  laid.put(box);
  return { x: box.x + w / 2, y: box.y };
}
