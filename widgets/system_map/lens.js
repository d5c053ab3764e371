// A lens: what a panel wants the drawing to show instead of the map as it is.
//
// `map.look(lens)` puts one on, `map.look(null)` takes it off. A lens is {title, marks, legend, parts}:
//   marks   id of an element or a connection → its role (below); everything else on the map is drawn pale
//   legend  role → what it means here, in words
//   parts   {elements, connections} to draw instead of those of today (a map of another day, two maps in one); they
//           cannot be changed. Without it, the map of today is drawn and stays what it is: it can be worked on.

/** How each role is drawn: the ring around an element, the colour and dashes of a line, a letter for who sees no colour. */
const ROLES = {
  start: { colour: "#1b2a33", ring: 4, letter: "" },
  found: { colour: "#0b5d6b", ring: 3, letter: "" },
  way: { colour: "#0b5d6b", ring: 1.5, letter: "" },
  first: { colour: "#0b5d6b", ring: 3, letter: "1" },
  second: { colour: "#0b5d6b", ring: 2, letter: "2" },
  third: { colour: "#0b5d6b", ring: 1.5, letter: "3" },
  "group 1": { colour: "#0072b2", ring: 3, letter: "A" },
  "group 2": { colour: "#b34700", ring: 3, letter: "B" },
  "group 3": { colour: "#00795a", ring: 3, letter: "C" },
  "group 4": { colour: "#7a5195", ring: 3, letter: "D" },
  "group 5": { colour: "#9a5a00", ring: 3, letter: "E" },
  "group 6": { colour: "#a1306f", ring: 3, letter: "F" },
  "group 7": { colour: "#4f5d67", ring: 3, letter: "G" },
  "group 8": { colour: "#1b2a33", ring: 3, letter: "H" },
  formed: { colour: "#0b6b3a", ring: 3, letter: "+", dash: [] },
  stronger: { colour: "#0b6b3a", ring: 2, letter: "▲", dash: [] },
  kept: { colour: "#64717a", ring: 1, letter: "", dash: [] },
  weaker: { colour: "#9c3a06", ring: 2, letter: "▼", dash: [] },
  lost: { colour: "#9c3a06", ring: 3, letter: "×", dash: [3, 5] },
};

/** What the roles on the drawing mean, with the way back to the whole map. */
function LensLegend({ lens, close }) {
  const used = new Set(Object.values(lens.marks ?? {}));
  return html`<div class="wb-map-lens" role="group" aria-label="What is marked on the drawing">
    <strong>${lens.title}</strong>
    ${Object.entries(lens.legend).filter(([role]) => used.has(role)).map(([role, words]) => html`<span class="wb-map-key" key=${role}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" stroke=${ROLES[role].colour} stroke-width=${ROLES[role].ring} />
        <text x="10" y="14" text-anchor="middle" font-size="11" font-weight="700" fill=${ROLES[role].colour}>${ROLES[role].letter}</text></svg>${words}</span>`)}
    <button type="button" class="wb-map-link" onClick=${close}>Show the whole map</button>
  </div>`;
}
