// A map as a small drawing: the same places, shapes and colours then and now, so that only what changed looks different.

const REVIEW_WIDTHS = [1, 1, 1.4, 1.9, 2.5, 3.2]; // pixels, by strength
const REVIEW_LINES = { kept: "#a3acb2", register: "#bcc2c6", formed: "#0b6b3a", stronger: "#0b5d6b", weaker: "#9c3a06", lost: "#9c3a06" };
const REVIEW_MARKS = { formed: "+", stronger: "↑", weaker: "↓", lost: "×" };
const REVIEW_WORDS = { formed: "new", stronger: "stronger", weaker: "weaker", lost: "gone", kept: "as it was" };
// In pixels of a drawing `across` wide: the shapes, the names, the signs, and the room that names need around the map.
const SMALL = { across: 210, r: 5.6, label: 0, mark: 5.4, room: [0, 0, 0, 0] };
const LARGE = { across: 600, r: 9, label: 11.5, mark: 7.5, room: [40, 6, 40, 30] };

/** A shape of size `r` around (x, y). */
function reviewShape(shape, x, y, r, look) {
  const at = (corners) => corners.map(([cx, cy]) => `${(x + cx * r).toFixed(1)},${(y + cy * r).toFixed(1)}`).join(" ");
  if (shape === "person in role") return html`<circle cx=${x} cy=${y} r=${r} ...${look} />`;
  if (shape === "organisation or team") return html`<polygon points=${at([[-0.95, -0.85], [0.95, -0.85], [0.95, 0.85], [-0.95, 0.85]])} ...${look} />`;
  if (shape === "community group or place") return html`<polygon points=${at([[0, -1.05], [1.1, 0.85], [-1.1, 0.85]])} ...${look} />`;
  if (shape === "service") return html`<polygon points=${at([[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]])} ...${look} />`;
  return html`<polygon points=${at([[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]])} ...${look} />`;
}

const sectorColour = (sector) => (sector ? `var(--wb-sector-${sector.replaceAll(" ", "-")})` : "#77756c");

/** The map `when` "then" or "now". What became of a tie shows in its colour, its width and a sign on it. A large one can be
 * drawn further apart (`zoom`): names and shapes keep their size, and every name is whole. */
function MapDrawing({ drawing, when, title, large, zoom = 1 }) {
  const size = large ? { ...LARGE, across: LARGE.across * zoom, whole: zoom > 1 } : SMALL;
  const [left, top, right, bottom] = size.room;
  const u = drawing.box[2] / (size.across - left - right); // the map's own pixels for one pixel on the screen
  const box = [drawing.box[0] - left * u, drawing.box[1] - top * u, drawing.box[2] + (left + right) * u, drawing.box[3] + (top + bottom) * u];
  const there = drawing.elements.filter((one) => one[when]);
  const places = new Map(there.map((one) => [one.id, one]));
  const ties = drawing.ties.filter((tie) => tie[when === "then" ? "before" : "after"] !== null && places.has(tie.source) && places.has(tie.target));
  const turns = reviewBends(ties);
  const drawn = ties.map((tie) => ({
    tie, ...reviewLook(tie, when), ...reviewCourse(places.get(tie.source), places.get(tie.target), turns.get(tie.id), size, u),
  })).sort((one, other) => one.changed - other.changed); // what changed lies on top
  const id = useFieldId();
  return html`<svg class="wb-review-map" viewBox=${box.map((number) => number.toFixed(1)).join(" ")} role="img" aria-labelledby=${id}>
    <title id=${id}>${title}</title>
    <g aria-hidden="true">
      ${drawn.map((line) => html`<${ReviewTie} key=${line.tie.id} ...${{ line, u, heads: large || line.changed }} />`)}
      ${there.map((one) => html`<g key=${one.id}>${reviewShape(one.shape, one.x, one.y, size.r * u, {
        fill: sectorColour(one.sector), stroke: sectorColour(one.sector), "stroke-width": 1.3 * u,
        ...(one[when] === "lived" ? {} : { "fill-opacity": 0.25, "stroke-dasharray": `${2.5 * u} ${2 * u}` }),
      })}</g>`)}
      ${large && there.map((one) => html`<text key=${`name-${one.id}`} class="wb-review-name" font-size=${size.label * u}
        stroke-width=${4 * u} text-anchor="middle" y=${one.y + (size.r + 4) * u}>
        ${reviewLabel(one.label, size.whole).map((line, at) => html`<tspan key=${at} x=${one.x} dy=${size.label * u * (at ? 1.15 : 0.85)}>${line}</tspan>`)}
      </text>`)}
      ${reviewSigns(drawn, there, size, u).map(({ line, x, y }) => html`<${ReviewSign} key=${`sign-${line.tie.id}`} ...${{ line, x, y, r: size.mark * u }} />`)}
    </g>
  </svg>`;
}

/** Where a tie runs: from and to at the edge of the shapes, and the point it bends to. */
function reviewCourse(source, target, turn, size, u) {
  const dx = target.x - source.x, dy = target.y - source.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = turn * Math.min(length * 0.25, 26 * u);
  const middle = { x: (source.x + target.x) / 2 - (dy / length) * bend, y: (source.y + target.y) / 2 + (dx / length) * bend };
  const towards = (from, gap) => {
    const far = Math.hypot(middle.x - from.x, middle.y - from.y) || 1;
    return { x: from.x + ((middle.x - from.x) / far) * gap, y: from.y + ((middle.y - from.y) / far) * gap };
  };
  const gap = Math.min((size.r + 3) * u, length / 3);
  return { start: towards(source, gap), end: towards(target, gap), middle };
}

function reviewLook(tie, when) {
  const changed = (when === "now" && tie.became !== "kept") || (when === "then" && tie.became === "lost");
  const colour = changed ? REVIEW_LINES[tie.became] : tie.lived ? REVIEW_LINES.kept : REVIEW_LINES.register;
  const strength = when === "then" ? tie.before : tie.after;
  const width = (tie.lived ? REVIEW_WIDTHS[strength] : 1) + (changed && tie.became !== "weaker" ? 0.8 : 0);
  return { changed, colour, width, dashed: !tie.lived };
}

function ReviewTie({ line, u, heads }) {
  const { start, end, middle, colour, width, dashed, tie } = line;
  const head = (tip) => {
    const angle = Math.atan2(tip.y - middle.y, tip.x - middle.x), long = (4.5 + width) * u;
    const corner = (way) => `${(tip.x - long * Math.cos(angle + way)).toFixed(1)},${(tip.y - long * Math.sin(angle + way)).toFixed(1)}`;
    return html`<polygon points=${`${tip.x.toFixed(1)},${tip.y.toFixed(1)} ${corner(0.42)} ${corner(-0.42)}`} fill=${colour} />`;
  };
  return html`<g>
    <path d=${`M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`} fill="none" stroke=${colour}
      stroke-width=${width * u} stroke-dasharray=${dashed ? `${4 * u} ${3 * u}` : undefined} />
    ${heads && tie.direction !== "undirected" && head(end)}
    ${heads && tie.direction === "mutual" && head(start)}
  </g>`;
}

/** Where the signs of the ties that changed stand: on their lines, clear of shapes, names and one another if they can. */
function reviewSigns(drawn, there, size, u) {
  const signs = [];
  const taken = (x, y) => {
    const near = size.mark * u;
    const onShape = there.some((one) => {
      const words = size.label ? reviewLabel(one.label, size.whole) : [];
      const half = Math.max(size.r, ...words.map((line) => line.length * size.label * 0.26)) * u;
      const below = (size.r + 2 + words.length * size.label * 1.2) * u;
      return Math.abs(x - one.x) < (y > one.y ? half : size.r * u) + near && y > one.y - size.r * u - near && y < one.y + below + near;
    });
    return onShape || signs.some((other) => Math.hypot(x - other.x, y - other.y) < 2 * near);
  };
  for (const line of drawn.filter((each) => each.changed)) {
    const spots = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((t) => ({
      x: (1 - t) ** 2 * line.start.x + 2 * t * (1 - t) * line.middle.x + t ** 2 * line.end.x,
      y: (1 - t) ** 2 * line.start.y + 2 * t * (1 - t) * line.middle.y + t ** 2 * line.end.y,
    }));
    signs.push({ line, ...(spots.find(({ x, y }) => !taken(x, y)) ?? spots[0]) });
  }
  return signs;
}

/** A sign on a tie that changed, so that its colour is not all there is to tell it by. */
const ReviewSign = ({ line, x, y, r }) => html`<g>
  <circle cx=${x} cy=${y} r=${r} fill=${line.colour} stroke="#fff" stroke-width=${r * 0.16} />
  <path d=${reviewSign(REVIEW_MARKS[line.tie.became], x, y, r * 0.52)} fill="none" stroke="#fff" stroke-width=${r * 0.28} stroke-linecap="round" stroke-linejoin="round" />
</g>`;

/** The lines of a sign, drawn rather than written, so that it looks the same on every machine. */
function reviewSign(sign, x, y, r) {
  if (sign === "+") return `M${x - r} ${y}H${x + r}M${x} ${y - r}V${y + r}`;
  if (sign === "×") return `M${x - r * 0.8} ${y - r * 0.8}L${x + r * 0.8} ${y + r * 0.8}M${x + r * 0.8} ${y - r * 0.8}L${x - r * 0.8} ${y + r * 0.8}`;
  const way = sign === "↑" ? -1 : 1;
  return `M${x} ${y - way * r}V${y + way * r}M${x - r * 0.8} ${y + way * r * 0.15}L${x} ${y + way * r}L${x + r * 0.8} ${y + way * r * 0.15}`;
}

/** How far each tie bends, so that several between the same two lie side by side: id → turn. */
function reviewBends(ties) {
  const between = new Map();
  for (const tie of ties) {
    const pair = [tie.source, tie.target].sort().join(" ");
    between.set(pair, [...(between.get(pair) ?? []), tie]);
  }
  const turns = new Map();
  for (const together of between.values())
    together.forEach((tie, at) => turns.set(tie.id, (at - (together.length - 1) / 2) * 2 * (tie.source < tie.target ? 1 : -1)));
  return turns;
}

/** A name in at most two lines, or `whole`. */
function reviewLabel(label, whole = false) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length > 15) lines.push(word); else lines[last] = `${lines[last]} ${word}`.trim();
  }
  return lines.length > 2 && !whole ? [lines[0], `${lines[1]}…`] : lines;
}

/** What the colours, shapes and signs mean. */
function ReviewLegend({ legend }) {
  const glyph = (shape, colour) => html`<svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">${reviewShape(shape, 0, 0, 6.5, { fill: colour })}</svg>`;
  const sign = (became) => html`<svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">
    <path d="M0 7H26" stroke=${REVIEW_LINES[became]} stroke-width="2.5" /><circle cx="13" cy="7" r="6" fill=${REVIEW_LINES[became]} stroke="#fff" />
    <path d=${reviewSign(REVIEW_MARKS[became], 13, 7, 3.1)} fill="none" stroke="#fff" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" /></svg>`;
  return html`<ul class="wb-review-legend" aria-label="What the drawings show">
    ${Object.keys(REVIEW_MARKS).map((became) => html`<li key=${became}>${sign(became)} ${REVIEW_WORDS[became]}${became === "lost" ? " (in the drawing before)" : ""}</li>`)}
    ${legend.shapes.map((shape) => html`<li key=${shape}>${glyph(shape, "#4f5d67")} ${shape}</li>`)}
    ${legend.sectors.map((sector) => html`<li key=${sector}>${glyph("person in role", sectorColour(sector))} ${sector}</li>`)}
    ${legend.register && html`<li><svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true"><path d="M0 7H26" stroke="#8a949b" stroke-width="1.5" stroke-dasharray="4 3" /></svg> pale, dashed: from the register, not yet confirmed</li>`}
  </ul>`;
}
