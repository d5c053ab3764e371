// How the map looks: a shape for each kind, a colour for each sector, a line for each kind of certainty.

const SHAPES = {
  "person in role": "circle", organisation: "square", team: "square", service: "hexagon",
  "community group": "triangle", place: "triangle", factor: "diamond",
};
const SHAPE_WORDS = [
  { shape: "circle", word: "person in role", kinds: ["person in role"] },
  { shape: "square", word: "organisation or team", kinds: ["organisation", "team"] },
  { shape: "triangle", word: "community group or place", kinds: ["community group", "place"] },
  { shape: "hexagon", word: "service", kinds: ["service"] },
  { shape: "diamond", word: "factor", kinds: ["factor"] },
];
const RADII = { small: 13, usual: 18, large: 25 }; // pixels, by the size that people gave
const OWN_RADIUS = 23; // of the network itself
const FOLD_RADIUS = 24; // of several elements drawn as one
const PALE_WORDS = "#6f7a82", PALE_LINE = "#e2e4e5";
const LINE = { told: "#64717a", register: "#8f989e", hoped: "#b34700", faded: "#c9cdd0" };
const LINE_WIDTHS = [2, 1.2, 2, 3, 4.4, 6]; // pixels, by strength
const LABEL_SIZE = 14;

const sectorToken = (sector) => `--wb-sector-${sector.replaceAll(" ", "-")}`;

/** The colour of every sector, read from the theme's tokens. */
function sectorColours(node, sectors) {
  const style = getComputedStyle(node);
  return Object.fromEntries(sectors.map((sector) => [sector, style.getPropertyValue(sectorToken(sector)).trim() || "#4f5d67"]));
}

/** The outline of a shape around (x, y), reaching about `r` in every direction. */
function traceShape(ctx, shape, x, y, r) {
  ctx.beginPath();
  if (shape === "circle") { ctx.arc(x, y, r, 0, 2 * Math.PI); return; }
  if (shape === "square") { ctx.roundRect(x - r * 0.95, y - r * 0.85, r * 1.9, r * 1.7, 4); return; }
  const corners = {
    triangle: [[0, -1.05], [1.1, 0.85], [-1.1, 0.85]],
    diamond: [[0, -1.12], [1.12, 0], [0, 1.12], [-1.12, 0]],
    hexagon: [[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]],
  }[shape];
  corners.forEach(([cx, cy], index) => (index ? ctx.lineTo(x + cx * r, y + cy * r) : ctx.moveTo(x + cx * r, y + cy * r)));
  ctx.closePath();
}

/** A pin at the upper left of a shape: it stays where it is when the map is arranged. */
function paintPin(ctx, x, y, r, size) {
  const px = x - r * 0.85, py = y - r * 0.95;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(px + 1, py + 2);
  ctx.lineTo(px + 5.5 * size, py + 8 * size);
  ctx.lineWidth = 1.8 * size;
  ctx.strokeStyle = "#1b2a33";
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(px, py, 4.2 * size, 0, 2 * Math.PI);
  ctx.fillStyle = "#1b2a33";
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = "#ffffff";
  ctx.stroke();
}

/** Several elements drawn as one: a small pile with their number on it. */
function paintFold(ctx, look, x, y, font) {
  const r = look.r;
  for (const step of [2, 1, 0]) {
    ctx.beginPath();
    ctx.roundRect(x - r + step * 4, y - r * 0.8 - step * 4, r * 1.9, r * 1.6, 5);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.globalAlpha = step ? 0.35 : 1;
    ctx.fillStyle = look.colour ?? "#ffffff";
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = look.colour ? "#ffffff" : "#4f5d67";
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.arc(x - r * 0.05, y, 11, 0, 2 * Math.PI);
  ctx.fillStyle = "#ffffff";
  ctx.fill();
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = "#1b2a33";
  ctx.fillText(look.count, x - r * 0.05, y + 0.5);
}

/** One element: full colour if people told it, pale with a dashed edge while only the register does. `strength` below 1 fades it. */
function paintShape(ctx, look, x, y, strength = 1) {
  traceShape(ctx, look.shape, x, y, look.r);
  ctx.fillStyle = "#ffffff";
  ctx.fill();
  ctx.globalAlpha = strength * (look.lived ? 1 : 0.25);
  ctx.fillStyle = look.colour ?? "#ffffff";
  ctx.fill();
  ctx.globalAlpha = strength;
  if (look.lived && look.colour) { ctx.globalAlpha = 1; return; }
  ctx.setLineDash(look.lived ? [] : [4, 3]);
  ctx.lineWidth = 2;
  ctx.strokeStyle = look.colour ?? "#4f5d67";
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

const RINGS = {
  selected: [["#1b2a33", 2.5, []]],
  found: [["#1b2a33", 7, []], ["#ffbf00", 4, []]],
  picked: [["#0b5d6b", 3, [6, 4]]],
  hover: [["#9aa3a9", 1.5, []]],
};

/** How far a ring is from its shape: enough to be told apart, however far the view is zoomed out. */
const ringRoom = (scale) => Math.max(7, 6 / scale);

/** A ring around an element: what is selected, found, pointed to, or picked for a connection. */
function paintRing(ctx, x, y, r, kind, further) {
  for (const [colour, width, dash] of RINGS[kind]) {
    ctx.beginPath();
    ctx.arc(x, y, r + further, 0, 2 * Math.PI);
    ctx.setLineDash(dash);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** The handles around an element from which a connection is drawn; `held` while the pointer is on them. */
function paintHandles(ctx, x, y, r, scale, held) {
  const ring = r + ringRoom(scale), dot = Math.max(4, 4 / scale);
  if (held) {
    ctx.beginPath();
    ctx.arc(x, y, ring, 0, 2 * Math.PI);
    ctx.globalAlpha = 0.25;
    ctx.lineWidth = Math.max(9, 9 / scale);
    ctx.strokeStyle = "#0b5d6b";
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
    ctx.beginPath();
    ctx.arc(x + dx * ring, y + dy * ring, dot, 0, 2 * Math.PI);
    ctx.fillStyle = held ? "#0b5d6b" : "#ffffff";
    ctx.fill();
    ctx.lineWidth = Math.max(1.5, 1.5 / scale);
    ctx.strokeStyle = "#0b5d6b";
    ctx.stroke();
  }
}

/** A dashed line with a head, while it is being drawn. */
function paintPull(ctx, from, r, to, scale) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1, ux = (to.x - from.x) / length, uy = (to.y - from.y) / length;
  const head = Math.max(11, 11 / scale);
  ctx.beginPath();
  ctx.setLineDash([6, 5]);
  ctx.lineWidth = Math.max(2, 2 / scale);
  ctx.strokeStyle = "#0b5d6b";
  ctx.moveTo(from.x + ux * Math.min(r, length), from.y + uy * Math.min(r, length));
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(to.x, to.y);
  ctx.lineTo(to.x - (ux + uy * 0.45) * head, to.y - (uy - ux * 0.45) * head);
  ctx.lineTo(to.x - (ux - uy * 0.45) * head, to.y - (uy + ux * 0.45) * head);
  ctx.fillStyle = "#0b5d6b";
  ctx.fill();
}

const wrapped = new Map();
/** A name in at most three lines of about `wide` letters; the same list for the same name. */
function labelLines(text, wide) {
  const key = `${wide} ${text}`;
  if (wrapped.has(key)) return wrapped.get(key);
  const lines = [], longest = wide + 8;
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < wide) lines[last] += ` ${word}`;
    else lines.push(word.length > longest ? `${word.slice(0, longest - 1)}…` : word);
  }
  const kept = lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
  wrapped.set(key, kept);
  return kept;
}

/** The page's own type, for words on the drawing. */
const fontOf = (family, size, bold) => `${bold ? "700 " : ""}${size}px ${family}`;

/** A name with a halo, so that no line runs through it. `place` is its top middle. */
function paintLabel(ctx, lines, place, size, font, colour = "#1b2a33") {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = size * 0.36;
  ctx.strokeStyle = "#ffffff";
  ctx.fillStyle = colour;
  lines.forEach((line, index) => ctx.strokeText(line, place.x, place.y + index * size * 1.2));
  lines.forEach((line, index) => ctx.fillText(line, place.x, place.y + index * size * 1.2));
}

/** A thin line from a shape to its name, where that stands apart from it. `to` is the nearest point of the name. */
function paintLeader(ctx, from, r, to, size) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  ctx.beginPath();
  ctx.setLineDash([]);
  ctx.lineWidth = size * 0.09;
  ctx.strokeStyle = "#1b2a33";
  ctx.moveTo(from.x + ((to.x - from.x) * r) / length, from.y + ((to.y - from.y) * r) / length);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
}

const ARROW = { enabled: true, scaleFactor: 0.55, type: "arrow" }, NO_ARROW = { enabled: false };

/**
 * How a connection is drawn, in the words of vis-network. `bend` tells apart several between the same two, `role` is
 * what it is in a lens (see lens.js), `pale` that a lens is not about it.
 */
function lineLook(tie, { bend = 0, lit = false, faded = false, hidden = false, role = null, pale = false }) {
  const hoped = tie.strength === 0;
  const plain = hoped ? LINE.hoped : tie.lived ? LINE.told : LINE.register;
  const colour = role ? role.colour : pale ? PALE_LINE : lit && !hoped ? "#0b5d6b" : faded && !lit ? LINE.faded : plain;
  const width = tie.lived || hoped ? LINE_WIDTHS[tie.strength] : 1.6;
  return {
    id: tie.id, from: tie.source, to: tie.target, hidden, width: role ? Math.max(width, role.line ?? 2.4) : lit ? Math.max(width, 2.2) : width,
    color: { color: colour, inherit: false },
    dashes: role?.dash ?? (hoped ? [2, 5] : tie.lived ? false : [7, 5]),
    arrows: { to: tie.direction === "undirected" ? NO_ARROW : ARROW, from: tie.direction === "mutual" ? ARROW : NO_ARROW, middle: NO_ARROW },
    smooth: { enabled: bend !== 0, type: bend < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bend) },
  };
}

/** What is written on a line: its sign and its delay, on a lit one its kind; how many it stands for, if it is several. */
function lineWords(tie, lit, role) {
  if (tie.count) return tie.count > 1 ? `×${tie.count}` : "";
  if (role?.said !== undefined) return role.said ? role.letter : ""; // where lines say what became of them, nothing else is said
  const sign = { "+": "+", "-": "−", "?": "?" }[tie.sign] ?? "";
  return [lit ? tie.kind : "", sign, tie.delay ? "later" : ""].filter(Boolean).join(" ");
}

/** How much each connection bends, so that several between the same two lie side by side: id → roundness. */
function bends(connections) {
  const between = new Map();
  for (const tie of connections) {
    const pair = [tie.source, tie.target].sort().join(" ");
    between.set(pair, [...(between.get(pair) ?? []), tie]);
  }
  const found = new Map();
  for (const ties of between.values()) {
    ties.forEach((tie, index) => {
      const step = index - (ties.length - 1) / 2;
      // Seen from its own start a line always bends to its right: turn those that run the other way.
      found.set(tie.id, 0.22 * step * (tie.source < tie.target ? 1 : -1));
    });
  }
  return found;
}

/** The shape of a kind as a small picture beside its word. */
function Glyph({ shape, colour = "currentColor" }) {
  const drawn = {
    circle: html`<circle cx="8" cy="8" r="6" />`,
    square: html`<rect x="2" y="2.5" width="12" height="11" rx="2" />`,
    triangle: html`<path d="M8 2 14.5 14H1.5z" />`,
    fold: html`<path d="M4.5 2.5h9v8h-9z" opacity=".4" /><rect x="1.5" y="5" width="10" height="8.5" rx="1.5" />`,
    hexagon: html`<path d="M4.7 2.3h6.6L15 8l-3.7 5.7H4.7L1 8z" />`,
    diamond: html`<path d="M8 1l7 7-7 7-7-7z" />`,
  }[shape];
  return html`<svg class="wb-map-glyph" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill=${colour}>${drawn}</svg>`;
}
