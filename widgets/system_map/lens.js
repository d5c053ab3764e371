// A lens: what a panel wants the drawing to show instead of the map as it is.
//
// `map.look(lens)` puts one on, `map.look(null)` takes it off. A lens is {title, marks, legend, parts}:
//   marks   id of an element or a connection → its role (below); everything else on the map is drawn pale
//   legend  role → what it means here, in words
//   parts   {elements, connections} to draw instead of those of today (a map of another day, two maps in one); they
//           cannot be changed. Without it, the map of today is drawn and stays what it is: it can be worked on.
//   day     with `parts`: the day they are of, in words, said above the drawing (“the map of 3 March”)
//   whole   nothing is drawn pale: the marks are news on a map that is looked at as a whole
//   about   with `parts`, if it is known: id of a part → a sentence about it as it was
//
// Where no connection is marked, those between two marked elements are drawn as ever; the ends of a marked connection
// are never pale.

/**
 * How each role is drawn: the ring around an element, with a letter for who sees no colour; the colour of a line, its
 * least width (`line`) and its dashes, and whether the letter stands on it too (`said`;
 * true or false where lines say what became of them, and so nothing else).
 */
const ROLES = {
  start: { colour: "#1b2a33", ring: 4.5, letter: "" },
  found: { colour: "#0b5d6b", ring: 3.5, letter: "" },
  way: { colour: "#0b5d6b", ring: 1.5, letter: "", line: 5 },
  first: { colour: "#0b5d6b", ring: 3.5, letter: "1" },
  second: { colour: "#0b5d6b", ring: 2.5, letter: "2" },
  third: { colour: "#0b5d6b", ring: 1.5, letter: "3" },
  "group 1": { colour: "#0072b2", ring: 3.5, letter: "A" },
  "group 2": { colour: "#b34700", ring: 3.5, letter: "B" },
  "group 3": { colour: "#00795a", ring: 3.5, letter: "C" },
  "group 4": { colour: "#7a5195", ring: 3.5, letter: "D" },
  "group 5": { colour: "#9a5a00", ring: 3.5, letter: "E" },
  "group 6": { colour: "#a1306f", ring: 3.5, letter: "F" },
  "group 7": { colour: "#4f5d67", ring: 3.5, letter: "G" },
  "group 8": { colour: "#1b2a33", ring: 3.5, letter: "H" },
  formed: { colour: "#0b6b3a", ring: 3.5, letter: "+", dash: [], line: 3, said: true },
  stronger: { colour: "#0b6b3a", ring: 2.5, letter: "▲", dash: [], said: true },
  kept: { colour: "#64717a", ring: 0, letter: "", dash: [], line: 1.2, said: false },
  weaker: { colour: "#9c3a06", ring: 2.5, letter: "▼", dash: [], said: true },
  lost: { colour: "#9c3a06", ring: 3.5, letter: "×", dash: [3, 5], line: 3, said: true },
};
const OTHER_ROLE = { colour: "#0b5d6b", ring: 2, letter: "" };
const roleOf = (lens, id) => (lens?.marks?.[id] ? ROLES[lens.marks[id]] ?? OTHER_ROLE : null);

/** What a lens leaves pale: `{element(id), connection(tie)}`, both false for everything without a lens that marks. */
function palenessOf(lens, connections) {
  const marks = lens?.marks;
  if (!marks || lens.whole || !Object.keys(marks).length) return { element: () => false, connection: () => false };
  const marked = connections.filter((tie) => marks[tie.id]);
  const ends = new Set(marked.flatMap((tie) => [tie.source, tie.target]));
  return {
    element: (id) => !marks[id] && !ends.has(id),
    connection: (tie) => !marks[tie.id] && (marked.length > 0 || !marks[tie.source] || !marks[tie.target]),
  };
}

/** The ring of a role around an element, and its letter on a small disc at the upper right. */
function paintRole(ctx, x, y, r, role, font) {
  if (!role.ring) return;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, r + 4 + role.ring / 2, 0, 2 * Math.PI);
  ctx.lineWidth = role.ring;
  ctx.strokeStyle = role.colour;
  ctx.stroke();
  if (!role.letter) return;
  const bx = x + (r + 5) * 0.75, by = y - (r + 5) * 0.75;
  ctx.beginPath();
  ctx.arc(bx, by, 9, 0, 2 * Math.PI);
  ctx.fillStyle = role.colour;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = "#ffffff";
  ctx.stroke();
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = "#ffffff";
  ctx.fillText(role.letter, bx, by + 0.5);
}

/** What the roles on the drawing mean, with the way back to the whole map. */
function LensLegend({ lens, close }) {
  const used = new Set(Object.values(lens.marks ?? {}));
  const shown = Object.entries(lens.legend ?? {}).filter(([role]) => used.has(role));
  const picture = (role, look) => (look.dash
    ? html`<svg width="30" height="16" aria-hidden="true"><path d="M0 8h30" stroke=${look.colour} stroke-width="3" stroke-dasharray=${look.dash.join(" ")} />
        ${look.letter && html`<circle cx="15" cy="8" r="7" fill="#fff" /><text x="15" y="12" text-anchor="middle" font-size="11" font-weight="700" fill=${look.colour}>${look.letter}</text>`}</svg>`
    : html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" stroke=${look.colour} stroke-width=${look.ring} />
        <text x="10" y="14" text-anchor="middle" font-size="11" font-weight="700" fill=${look.colour}>${look.letter}</text></svg>`);
  return html`<div class="wb-map-lens" role="group" aria-label="What is marked on the drawing">
    <strong>${lens.title}</strong>
    ${shown.map(([role, words]) => html`<span class="wb-map-key" key=${role}>${picture(role, ROLES[role] ?? OTHER_ROLE)}${words}</span>`)}
    ${!lens.parts && html`<button type="button" class="wb-map-link" onClick=${close}>Show the whole map</button>`}
  </div>`;
}
