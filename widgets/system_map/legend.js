// The legend, which is also the filter: what colours, shapes and lines mean, how many there are, and pressing one hides
// or shows it. What does not fit there is in the filter's own card.

const countBy = (list, wordsOf) => {
  const found = new Map();
  for (const one of list) for (const word of wordsOf(one)) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
};
const LINE_PICTURES = {
  "origin:told by people": ["#64717a", "2.5", ""], "origin:from the register only": ["#8f989e", "2", "6 4"], "hoped for": ["#b34700", "2.5", "2 4"],
};

/** Colours, shapes and lines; colours alone if `brief`. `filter` is as in showing.js; `folds` are what is drawn as one. */
function Legend({ elements, connections, sectors, filter, setFilter, folds, open, hidden, showAll, brief }) {
  const counts = useMemo(() => countBy([...elements, ...connections], (one) => (one.label === undefined ? connectionWords(one) : elementWords(one))), [elements, connections]);
  if (!elements.length) return null;
  const toggle = (word) => setFilter({ ...filter, hide: filter.hide.includes(word) ? filter.hide.filter((each) => each !== word) : [...filter.hide, word] });
  const chip = (value, word, picture) => {
    const off = filter.hide.includes(value), count = counts.get(value);
    return html`<button type="button" key=${value} class="wb-chip" aria-pressed=${off ? "false" : "true"}
      title=${off ? `Show ${word}` : `Hide ${word}`} onClick=${() => toggle(value)}>${picture}${word} <span class="wb-map-count">${count}</span></button>`;
  };
  const line = (value, word) => {
    const [colour, width, dash] = LINE_PICTURES[value];
    return chip(value, word, html`<svg width="22" height="8" aria-hidden="true"><path d="M0 4h22" stroke=${colour} stroke-width=${width} stroke-dasharray=${dash} /></svg>`);
  };
  const swatch = (sector) => html`<span class="wb-swatch" style=${sector === NO_SECTOR ? "border:2px solid var(--wb-muted);background:none" : `background:var(${sectorToken(sector)})`}></span>`;
  const words = hiddenWords(hidden);
  return html`<div class="wb-map-legend" role="group" aria-label="What is shown; press to hide or show">
    ${[...sectors, NO_SECTOR].filter((sector) => counts.has(`sector:${sector}`)).map((sector) => chip(`sector:${sector}`, sector, swatch(sector)))}
    ${!brief && SHAPE_WORDS.filter(({ shape }) => counts.has(`shape:${shape}`)).map(({ shape, word }) => chip(`shape:${shape}`, word, html`<${Glyph} shape=${shape} />`))}
    ${!brief && counts.has("origin:from the register only") && line("origin:told by people", "told")}
    ${!brief && counts.has("origin:from the register only") && line("origin:from the register only", "register only")}
    ${!brief && counts.has("hoped for") && line("hoped for", "hoped for")}
    ${folds.map((one) => html`<button type="button" key=${one.id} class="wb-chip wb-soft" title=${`Draw the ${one.members.length} elements of ${one.label} one by one again`}
      onClick=${() => open(one.id)}><${Glyph} shape="fold" />${one.label}: ${one.members.length} as one · open</button>`)}
    ${words && html`<span class="wb-map-hidden" role="status">${words}. <button type="button" class="wb-map-link" onClick=${showAll}>Show everything</button></span>`}
  </div>`;
}

/** The filter: all that can be hidden, and what can be drawn as one. */
function FilterMenu({ elements, connections, words, filter, setFilter, folds, setFolds, hidden, showAll }) {
  const active = filter.hide.length + filter.themes.length + (filter.since ? 1 : 0) + folds.length;
  return html`<${Menu} label="Filter" name=${active ? `Filter, ${active} in use` : undefined} marked=${active > 0} wide title="Hide and show, or draw several as one; for you alone">${() => html`
    <${FilterCard} ...${{ elements, connections, words, filter, setFilter, folds, setFolds, hidden, showAll }} />`}<//>`;
}

function FilterCard({ elements, connections, words, filter, setFilter, folds, setFolds, hidden, showAll }) {
  const counts = useMemo(() => countBy([...elements, ...connections], (one) => [...(one.label === undefined ? connectionWords(one) : [`origin:${originOf(one)}`]), ...(one.themes ?? []).map((theme) => `theme:${theme}`)]), [elements, connections]);
  const flip = (list, word) => (list.includes(word) ? list.filter((each) => each !== word) : [...list, word]);
  const tick = (word, checked, change, count) => html`<label class="wb-map-tick" key=${word}><input type="checkbox" checked=${checked} onChange=${change} />${word}${count !== undefined && html` <span class="wb-map-count">${count}</span>`}</label>`;
  const hideTick = (value, word) => tick(word, !filter.hide.includes(value), () => setFilter({ ...filter, hide: flip(filter.hide, value) }), counts.get(value));
  const kinds = words.ties.filter((kind) => counts.has(`tie:${kind}`)), origins = ORIGINS.filter((origin) => counts.has(`origin:${origin}`));
  const themes = words.themes.filter((theme) => counts.has(`theme:${theme}`));
  const groups = foldable(elements);
  const said = hiddenWords(hidden);
  return html`
    <p class="wb-map-menu-head">${said ? `${said}.` : "Nothing is hidden."} For you alone; nobody else’s map changes.</p>
    ${(said || folds.length > 0) && html`<button type="button" class="wb-button wb-small" onClick=${showAll}>Show everything</button>`}
    ${kinds.length > 0 && html`<fieldset class="wb-map-ticks"><legend>Connections</legend>${kinds.map((kind) => hideTick(`tie:${kind}`, kind))}</fieldset>`}
    ${origins.length > 0 && html`<fieldset class="wb-map-ticks"><legend>Where it comes from</legend>${origins.map((origin) => hideTick(`origin:${origin}`, origin))}</fieldset>`}
    ${themes.length > 0 && html`<fieldset class="wb-map-ticks"><legend>Only what is about</legend>
      ${themes.map((theme) => tick(theme, filter.themes.includes(theme), () => setFilter({ ...filter, themes: flip(filter.themes, theme) }), counts.get(`theme:${theme}`)))}</fieldset>`}
    <${TextField} label="Only what is there since" type="date" value=${filter.since} onChange=${(value) => setFilter({ ...filter, since: value })} />
    ${groups.length > 0 && html`<fieldset class="wb-map-ticks"><legend>Draw as one</legend>
      ${groups.map(({ fold, word, count }) => tick(word, folds.includes(fold), () => setFolds(flip(folds, fold)), count))}</fieldset>`}`;
}
