// Arranging: the whole map, or what is chosen, laid out in one of a few ways. It is a look of one's own until it is kept.

/** Ways to line up what is chosen: word, and where each of `items` [{id, x, y, r}] goes, id → [x, y]. */
const LINE_UPS = {
  left: { words: "Left sides in line", places: (items) => { const x = Math.min(...items.map((one) => one.x - one.r)); return (one) => [x + one.r, one.y]; } },
  middle: { words: "In a column", places: (items) => { const x = mean(items.map((one) => one.x)); return (one) => [x, one.y]; } },
  top: { words: "Tops in line", places: (items) => { const y = Math.min(...items.map((one) => one.y - one.r)); return (one) => [one.x, y + one.r]; } },
  row: { words: "In a row", places: (items) => { const y = mean(items.map((one) => one.y)); return (one) => [one.x, y]; } },
  across: { words: "Evenly across", places: (items) => evenly(items, "x") },
  down: { words: "Evenly down", places: (items) => evenly(items, "y") },
};
function evenly(items, side) {
  const order = [...items].sort((a, b) => a[side] - b[side]);
  const first = order[0][side], step = (order.at(-1)[side] - first) / Math.max(1, order.length - 1);
  const found = new Map(order.map((one, index) => [one.id, first + index * step]));
  return (one) => (side === "x" ? [found.get(one.id), one.y] : [one.x, found.get(one.id)]);
}
/** Where the items go when they are lined up: id → [x, y] in tenths of a pixel. */
function linedUp(items, how) {
  const place = LINE_UPS[how].places(items);
  return Object.fromEntries(items.map((one) => [one.id, place(one).map((value) => Math.round(value * 10) / 10)]));
}

/** The menu: layouts of the whole map or of what is chosen, and lining up what is chosen. */
function ArrangeMenu({ map }) {
  const some = map.chosenElements.length > 1;
  const what = some ? `the ${map.chosenElements.length} that are selected` : "the whole map";
  return html`<${Menu} label="Arrange" title="Lay the map out anew; you see it first, alone">${(close) => html`
    <p class="wb-map-menu-head">Arrange ${what}</p>
    ${Object.entries(map.state.words.layouts).map(([how, words]) => html`<button type="button" key=${how} class="wb-map-choice" onClick=${() => { close(); map.arrange(how); }}>${words}</button>`)}
    ${map.preview && html`<button type="button" class="wb-map-choice" onClick=${() => { close(); map.asDrawn(); }}>As drawn</button>`}
    ${some && html`<p class="wb-map-menu-head">Line them up</p>
      <${LineUps} map=${map} done=${close} />`}
    <p class="wb-map-menu-head">Select</p>
    <button type="button" class="wb-map-choice" aria-pressed=${map.several ? "true" : "false"} onClick=${() => { close(); map.setSeveral(!map.several); }}>Select several by pressing them</button>
    <button type="button" class="wb-map-choice" onClick=${() => { close(); map.chooseAll(); }}>Select everything</button>`}<//>`;
}

const LineUps = ({ map, done }) => html`<div class="wb-map-pairs">${Object.entries(LINE_UPS).map(([how, { words }]) => html`<button type="button" key=${how} class="wb-map-choice"
  onClick=${() => { done?.(); map.lineUp(how); }}>${words}</button>`)}</div>`;

/** What is said while an arrangement is looked at that is not kept. */
function PreviewStrip({ preview, keep, drop }) {
  const head = useRef(null);
  useEffect(() => { head.current?.querySelector("button")?.focus(); }, [preview.how]);
  return html`<div class="wb-map-notice" ref=${head}>
    <span><strong>${preview.words}.</strong> Only you see it like this.</span>
    <${Button} class="wb-small" primary onClick=${keep}>Keep this for everybody<//>
    <${Button} class="wb-small" onClick=${drop}>As drawn<//></div>`;
}
