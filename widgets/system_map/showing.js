// What of the map is drawn in this browser: what the legend and the filter hide, and what is drawn as one. Nothing of it
// changes the map.

const NO_SECTOR = "no sector";
const SHOW_ALL = { hide: [], themes: [], since: "" };
const ORIGINS = ["told by people", "from the register only", "from a file"];

/** Where a part of the map comes from, in the words of the legend. */
const originOf = (part) => (part.file_source ? ORIGINS[2] : part.lived ? ORIGINS[0] : ORIGINS[1]);

/** The words by which the legend can hide an element, and a connection. */
const elementWords = (one) => [`sector:${one.sector ?? NO_SECTOR}`, `shape:${SHAPES[one.kind]}`, `origin:${originOf(one)}`];
const connectionWords = (tie) => [`tie:${tie.kind}`, `origin:${originOf(tie)}`, tie.strength === 0 ? "hoped for" : "there"];

/**
 * What a filter hides: `{ids, elements, connections}`, the ids of all that is hidden and how many of each. `filter` is
 * {hide: words as above, themes: only what is about one of these, since: only what is there since that day or later}.
 * An element stays in sight for the sake of a connection that is about the theme, or that is new.
 */
function hiddenBy(filter, elements, connections) {
  const hide = new Set(filter.hide), ids = new Set();
  const about = (part) => !filter.themes.length || (part.themes ?? []).some((theme) => filter.themes.includes(theme));
  const wanted = (part) => about(part) && (!filter.since || part.valid_from >= filter.since);
  for (const one of elements) if (elementWords(one).some((word) => hide.has(word))) ids.add(one.id);
  const only = filter.themes.length > 0 || Boolean(filter.since);
  const kept = new Set(only ? elements.filter(wanted).map((one) => one.id) : []), needed = new Set(kept);
  let ties = 0;
  for (const tie of connections) {
    const off = connectionWords(tie).some((word) => hide.has(word)) || ids.has(tie.source) || ids.has(tie.target);
    const own = only && wanted(tie), between = only && !filter.since && kept.has(tie.source) && kept.has(tie.target);
    if (off || (only && !own && !between)) { ids.add(tie.id); ties += 1; }
    else if (own) { needed.add(tie.source); needed.add(tie.target); }
  }
  if (only) for (const one of elements) if (!needed.has(one.id)) ids.add(one.id);
  return { ids, elements: ids.size - ties, connections: ties };
}

/** Whether an element belongs to what is drawn as one: a `fold` is "sector:voluntary" or "organisation:Mill Lane". */
const belongsTo = (fold, one) => {
  const [what, ...rest] = fold.split(":"), word = rest.join(":");
  return what === "sector" ? (one.sector ?? NO_SECTOR) === word : one.organisation === word;
};

/**
 * The map with the elements of each fold drawn as one: `{elements, connections, hidden, folds}`. `hidden` are the ids of
 * what stands behind; every fold that has two elements in sight is an element of its own (`members`: the elements it
 * stands for), and the connections that lead to it from one other are drawn as one that knows its `count`.
 */
function foldedMap(folds, elements, connections, hiddenIds) {
  const stands = new Map(), made = []; // id of an element → the id of what stands for it
  for (const fold of folds) {
    const members = elements.filter((one) => !hiddenIds.has(one.id) && !stands.has(one.id) && belongsTo(fold, one));
    if (members.length < 2) continue;
    const id = `fold:${fold}`, word = fold.slice(fold.indexOf(":") + 1);
    for (const one of members) stands.set(one.id, id);
    const sectors = new Set(members.map((one) => one.sector));
    made.push({
      id, fold, label: word, kind: "fold", sector: sectors.size === 1 ? members[0].sector : null, lived: true, size: "usual", pinned: false, themes: [], members,
      x: members.reduce((sum, one) => sum + one.x, 0) / members.length, y: members.reduce((sum, one) => sum + one.y, 0) / members.length,
    });
  }
  if (!made.length) return { elements, connections, hidden: hiddenIds, folds: [] };
  const hidden = new Set([...hiddenIds, ...stands.keys()]), merged = new Map();
  for (const tie of connections) {
    const source = stands.get(tie.source) ?? tie.source, target = stands.get(tie.target) ?? tie.target;
    if (source === tie.source && target === tie.target) continue;
    const off = hidden.has(tie.id) || hiddenIds.has(tie.source) || hiddenIds.has(tie.target);
    hidden.add(tie.id);
    if (off || source === target) continue;
    const [one, other] = source < target ? [source, target] : [target, source], id = `fold:${one} ${other}`;
    const line = merged.get(id) ?? { id, source: one, target: other, count: 0, ways: new Set(), strength: 0, lived: false, kind: "", sign: null, delay: false, parts: [] };
    line.count += 1;
    line.parts.push(tie.id);
    line.strength = Math.max(line.strength, tie.strength);
    line.lived ||= tie.lived;
    for (const way of tie.direction === "one way" ? [source] : tie.direction === "mutual" ? [source, target] : []) line.ways.add(way);
    merged.set(id, line);
  }
  const lines = [...merged.values()].map(({ ways, ...line }) => (ways.size === 1 && !ways.has(line.source)
    ? { ...line, source: line.target, target: line.source, direction: "one way" }
    : { ...line, direction: ["undirected", "one way", "mutual"][ways.size] }));
  return { elements: [...elements, ...made], connections: [...connections, ...lines], hidden, folds: made };
}

/** The sectors and organisations of which there are several elements to draw as one: [{fold, word, count}]. */
function foldable(elements) {
  const found = new Map();
  for (const one of elements) {
    for (const [fold, word] of [[`sector:${one.sector}`, one.sector], [`organisation:${one.organisation}`, one.organisation]]) {
      if (!word) continue;
      const entry = found.get(fold) ?? { fold, word, count: 0 };
      entry.count += 1;
      found.set(fold, entry);
    }
  }
  return [...found.values()].filter((one) => one.count > 1);
}

/** “12 elements and 3 connections hidden”, or nothing. */
function hiddenWords({ elements, connections }) {
  const parts = [elements && plural(elements, "element"), connections && plural(connections, "connection")].filter(Boolean);
  if (!parts.length) return "";
  return `${parts.join(" and ")} hidden`;
}
