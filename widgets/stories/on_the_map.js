// What was said laid over the map: how many stories and facts each part carries, drawn and as a table.

const HEAR_SIZE = { r: 9, label: 11.5, across: 720, room: [46, 14, 46, 34] }; // pixels of the drawing

function OnTheMap({ state, send, go, place }) {
  const { map } = state;
  if (!map.drawing) return html`<${Empty} action=${html`<div class="wb-actions"><a class="wb-button wb-primary" href="map.ipynb">Draw the map</a></div>`}>
    The map is empty. Once it shows who relates to whom, what people say can point at it with @, and stands here where it belongs.<//>`;
  const choose = (about) => go({ about });
  return html`
    <p class="wb-answer">${map.sentence}</p>
    <div class="wb-hear-map-and-table">
      <section class="wb-card" aria-labelledby="wb-hear-map"><div class="wb-row wb-spread"><h2 id="wb-hear-map">Where the stories are</h2>
          <a class="wb-small-words wb-no-print" href="map.ipynb">Open the map</a></div>
        <div class="wb-hear-map-wrap" tabindex="0" role="group" aria-label="The drawing, which may be wider than the screen"><${HearMap} ...${{ map, choose, place }} /></div>
        <${HearMapLegend} />
      </section>
      <section class="wb-card" aria-labelledby="wb-hear-parts"><div class="wb-row wb-spread"><h2 id="wb-hear-parts">The same as a table</h2><${TakeTable} send=${send} gesture="map_file" /></div>
        ${map.rows.length ? html`<div class="wb-table-wrap"><table class="wb-table">
          <thead><tr><th scope="col">part of the map</th><th scope="col" class="wb-number">stories</th><th scope="col" class="wb-number">facts</th></tr></thead>
          <tbody>${map.rows.map((row) => html`<tr key=${row.id} aria-selected=${row.id === place.about ? "true" : undefined}>
            <th scope="row"><${PlaceLink} go=${go} to=${{ view: "map", about: row.id }} aria-current=${row.id === place.about ? "true" : undefined}>${row.label}<//>
              <span class="wb-when">${row.kind}</span></th>
            <td class="wb-number">${row.stories}</td><td class="wb-number">${row.facts}</td></tr>`)}</tbody>
        </table></div>` : html`<p>Nothing that was said points at the map yet. In a session, type @ and the name of a part while noting what is said.</p>`}
        ${map.silent && html`<p class="wb-hint">${map.silent}</p>`}
      </section>
    </div>
    ${map.about && html`<${AboutPart} key=${map.about.id} ...${{ about: map.about, state, send, go }} />`}`;
}

/** What was said about the part that was pressed; it has the focus, since it may lie below what is in sight. */
function AboutPart({ about, state, send, go }) {
  const title = useRef(null);
  useEffect(() => { title.current?.focus(); title.current?.scrollIntoView({ block: "nearest" }); }, []);
  return html`<section class="wb-card" aria-labelledby="wb-hear-about">
    <div class="wb-row wb-spread"><h2 id="wb-hear-about" tabindex="-1" ref=${title}>About ${about.label}</h2>
      <div class="wb-row wb-no-print"><a class="wb-small-words" href=${`map.ipynb?focus=${about.id}`}>See it on the map</a>
        <${Button} class="wb-small" onClick=${() => go({ about: "" })}>Close the list<//></div></div>
    ${about.rows.length ? html`<${SaidList} label=${`About ${about.label}`} rows=${about.rows} ...${{ state, send, go }} />` : html`<p>Nothing that you may read was said about it.</p>`}
  </section>`;
}

/** The drawing. What can be pressed on it can be pressed in the table too, which is where the keyboard goes. */
function HearMap({ map, choose, place }) {
  const { drawing, counts } = map, size = HEAR_SIZE, [left, top, right, bottom] = size.room;
  const u = drawing.box[2] / (size.across - left - right); // the map's own pixels for one of the drawing
  const box = [drawing.box[0] - left * u, drawing.box[1] - top * u, drawing.box[2] + (left + right) * u, drawing.box[3] + (top + bottom) * u];
  const places = new Map(drawing.elements.map((one) => [one.id, one]));
  const turns = reviewBends(drawing.ties);
  const ties = drawing.ties.filter((tie) => places.has(tie.source) && places.has(tie.target))
    .map((tie) => ({ tie, ...reviewCourse(places.get(tie.source), places.get(tie.target), turns.get(tie.id), size, u) }));
  const badges = hearBadges(ties, drawing.elements, counts, size, u);
  const pressed = (id) => (counts[id] ? { onClick: () => choose(id), class: "wb-hear-press" } : {});
  const id = useFieldId();
  return html`<svg class="wb-hear-map" viewBox=${box.map((number) => number.toFixed(1)).join(" ")} role="img" aria-labelledby=${id}>
    <title id=${id}>${map.spoken}</title>
    <g aria-hidden="true">
      ${ties.map(({ tie, start, end, middle }) => html`<g key=${tie.id} ...${pressed(tie.id)}>
        <path d=${`M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`} fill="none" stroke=${counts[tie.id] ? "#0b5d6b" : "#a3acb2"}
          stroke-width=${(counts[tie.id] ? 2.4 : 1.1) * u} stroke-dasharray=${tie.lived ? undefined : `${4 * u} ${3 * u}`} />
        ${counts[tie.id] && html`<path d=${`M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`} fill="none" stroke="transparent" stroke-width=${20 * u} />`}
      </g>`)}
      ${drawing.elements.map((one) => html`<g key=${one.id} ...${pressed(one.id)}>
        ${one.id === place.about && html`<circle cx=${one.x} cy=${one.y} r=${(size.r + 6) * u} fill="none" stroke="#1b2a33" stroke-width=${2.5 * u} />`}
        ${reviewShape(one.shape, one.x, one.y, size.r * u, { fill: sectorColour(one.sector), "fill-opacity": counts[one.id] ? 1 : 0.3, stroke: sectorColour(one.sector), "stroke-width": 1.3 * u })}
        <text class=${`wb-hear-name ${counts[one.id] ? "wb-hear-heard" : ""}`} font-size=${size.label * u} stroke-width=${4 * u} text-anchor="middle" y=${one.y + (size.r + 4) * u}>
          ${reviewLabel(one.label).map((line, at) => html`<tspan key=${at} x=${one.x} dy=${size.label * u * (at ? 1.15 : 0.85)}>${line}</tspan>`)}</text>
      </g>`)}
      ${badges.map((badge) => html`<g key=${badge.id} ...${pressed(badge.id)}><${HearBadge} ...${badge} ...${{ u }} /></g>`)}
    </g>
  </svg>`;
}

/** Stories as a full circle and facts as an open square, each with its number in it. */
function HearBadge({ x, y, stories, facts, u }) {
  const both = stories > 0 && facts > 0, r = 8.5 * u;
  const [storyX, factX] = both ? [x - 9 * u, x + 9.5 * u] : [x, x];
  const number = (at, count, fill) => html`<text x=${at} y=${y + 3.8 * u} font-size=${10.5 * u} font-weight="700" text-anchor="middle" fill=${fill}>${count}</text>`;
  return html`<g>
    ${stories > 0 && html`<circle cx=${storyX} cy=${y} r=${r} fill="#0b5d6b" stroke="#fff" stroke-width=${1.5 * u} />${number(storyX, stories, "#fff")}`}
    ${facts > 0 && html`<rect x=${factX - r} y=${y - r} width=${2 * r} height=${2 * r} fill="#fff" stroke="#1b2a33" stroke-width=${1.4 * u} />${number(factX, facts, "#1b2a33")}`}
  </g>`;
}

/** Where the numbers stand: at an element, on the line of a connection, clear of names, shapes and one another where there is room. */
function hearBadges(ties, elements, counts, size, u) {
  const taken = elements.flatMap((one) => {
    const lines = reviewLabel(one.label), half = Math.max(...lines.map((line) => line.length)) * size.label * 0.29;
    return [[one.x - size.r * u, one.y - size.r * u, one.x + size.r * u, one.y + size.r * u],
      [one.x - half * u, one.y + size.r * u, one.x + half * u, one.y + (size.r + 4 + lines.length * size.label * 1.15) * u]];
  });
  const covered = (box, others) => others.reduce((sum, other) => sum
    + Math.max(0, Math.min(box[2], other[2]) - Math.max(box[0], other[0])) * Math.max(0, Math.min(box[3], other[3]) - Math.max(box[1], other[1])), 0);
  const put = (id, spots) => {
    const { stories, facts } = counts[id], wide = (stories && facts ? 19 : 9.5) * u, high = 9.5 * u;
    const boxes = spots.map(({ x, y }) => [x - wide, y - high, x + wide, y + high]);
    const costs = boxes.map((box) => covered(box, taken)), best = costs.indexOf(Math.min(...costs)); // the first of those that cover least
    taken.push(boxes[best]);
    return { id, ...spots[best], stories, facts };
  };
  // A number on a line has the least room, one on a short line less still: so those come first.
  const onTies = ties.filter(({ tie }) => counts[tie.id]).sort((one, other) => hearLength(one) - hearLength(other)).map(({ tie, start, end, middle }) => put(tie.id,
    [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8].map((t) => ({
      x: (1 - t) ** 2 * start.x + 2 * t * (1 - t) * middle.x + t ** 2 * end.x, y: (1 - t) ** 2 * start.y + 2 * t * (1 - t) * middle.y + t ** 2 * end.y,
    }))));
  const out = (size.r + 11) * u, beside = (size.r + 21) * u;
  const atElements = elements.filter((one) => counts[one.id]).map((one) => put(one.id, [
    [0, -out], [beside, -6 * u], [-beside, -6 * u], [beside * 0.7, -out], [-beside * 0.7, -out],
    [0, (size.r + 16 + reviewLabel(one.label).length * size.label * 1.15) * u], [beside * 1.4, 0], [-beside * 1.4, 0], [0, -1.9 * out],
  ].map(([x, y]) => ({ x: one.x + x, y: one.y + y }))));
  return [...onTies, ...atElements];
}

const hearLength = ({ start, end }) => Math.hypot(end.x - start.x, end.y - start.y);

function HearMapLegend() {
  const glyph = (badge) => html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><${HearBadge} x=${10} y=${10} u=${1} stories=${0} facts=${0} ...${badge} /></svg>`;
  return html`<ul class="wb-hear-legend" aria-label="What the drawing shows">
    <li>${glyph({ stories: 3 })} so many stories</li><li>${glyph({ facts: 2 })} so many facts</li><li class="wb-muted">pale: nothing was said about it yet</li></ul>`;
}
