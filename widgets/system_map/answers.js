// An answer: a sentence first, what is marked on the drawing, the figures in a table, and how they were worked out.

const ROWS_OF_AN_ANSWER = 12; // until somebody wants all
const MANY_WORDS = 40; // characters above which a cell holds a sentence

/** A cell in words: “n/a” where nothing is defined, numbers with the decimals of their column. */
function inWords(value, column) {
  if (value === null) return "n/a";
  if (!column.number) return value;
  const digits = column.decimals ?? (Number.isInteger(value) ? 0 : 2);
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
}

/** Rows in the order of one column; what is not defined stays last. */
function sortedRows(rows, sort) {
  if (!sort) return rows;
  const way = sort.down ? -1 : 1;
  const of = (row) => row.cells[sort.column];
  return [...rows].sort((a, b) => {
    if (of(a) === null || of(b) === null) return (of(a) === null) - (of(b) === null);
    return way * (typeof of(a) === "number" && typeof of(b) === "number" ? of(a) - of(b) : String(of(a)).localeCompare(String(of(b))));
  });
}

/** The figures of an answer. A row that is about a part of the map selects it; a heading sorts. */
function AnswerTable({ answer, caption, map }) {
  const [sort, setSort] = useState(null);
  const [all, setAll] = useState(false);
  const { columns, rows } = answer;
  if (!rows.length) return null;
  const turn = (column) => setSort(sort?.column === column ? (sort.down === columns[column].number ? { column, down: !sort.down } : null) : { column, down: columns[column].number });
  const listed = sortedRows(rows, sort);
  const shown = all ? listed : listed.slice(0, ROWS_OF_AN_ANSWER);
  const wordy = new Set(columns.keys()); // whole sentences stand under the name and not beside it: the panel is narrow
  for (const at of columns.keys()) if (!at || columns[at].number || !rows.some((row) => String(row.cells[at] ?? "").length > MANY_WORDS)) wordy.delete(at);
  const beside = [...columns.keys()].filter((at) => !wordy.has(at));
  const looks = (at) => (columns[at].number ? "wb-number" : "");
  const name = (row) => {
    const words = inWords(row.cells[0], columns[0]);
    return html`${row.part && map.part(row.part)
      ? html`<button type="button" class="wb-map-link" onClick=${() => map.select(row.part, { show: true })}>${words}</button>` : words}
      ${[...wordy].map((at) => html`<span class="wb-ask-note" key=${at}>${inWords(row.cells[at], columns[at])}</span>`)}`;
  };
  return html`<div class=${`wb-table-wrap wb-ask-table ${all ? "wb-ask-all" : ""}`} role="group" aria-label="The answer in figures" tabindex="0">
      <table class="wb-table"><caption class="wb-visually-hidden">${caption}</caption>
        <thead><tr>${beside.map((at) => html`<th key=${at} scope="col" class=${looks(at)}
          aria-sort=${sort?.column === at ? (sort.down ? "descending" : "ascending") : undefined}>
          <button type="button" class="wb-ask-sort" title=${`Sort by ${columns[at].words}`} onClick=${() => turn(at)}>${columns[at].words}<span aria-hidden="true">${sort?.column === at ? (sort.down ? " ▾" : " ▴") : ""}</span></button></th>`)}</tr></thead>
        <tbody>${shown.map((row, number) => html`<tr key=${row.part ?? number} class=${row.part && row.part === map.selected ? "wb-ask-selected" : ""}>
          <th scope="row">${name(row)}</th>
          ${beside.slice(1).map((at) => html`<td key=${at} class=${looks(at)}>${inWords(row.cells[at], columns[at])}</td>`)}</tr>`)}</tbody></table>
    </div>
    ${rows.length > shown.length && html`<button type="button" class="wb-map-link" onClick=${() => setAll(true)}>Show all ${rows.length} rows</button>`}
    ${answer.more > 0 && html`<p class="wb-muted wb-small-words">${plural(answer.more, "more row")} in the download.</p>`}`;
}

/** What one question is answered with. `lens` says whether its small map is on the drawing; `show` and `hide` change that. */
function AnswerShown({ question, answer, busy, stale, lens, map, again, save }) {
  const marked = Object.keys(answer.marks).length > 0;
  return html`<div class="wb-ask-answer" aria-busy=${busy ? "true" : "false"}>
    <p class="wb-answer">${answer.says}</p>
    ${stale && html`<div class="wb-row wb-ask-stale"><span>The map has changed since.</span><${Button} class="wb-small" onClick=${again}>Ask again<//></div>`}
    <div class="wb-row">
      ${marked && html`<${Button} class="wb-small" aria-pressed=${lens.on ? "true" : "false"} onClick=${lens.on ? lens.hide : lens.show}>${!lens.on ? "Show it on the map" : answer.parts ? "Show today’s map" : "Show the whole map"}<//>`}
      ${answer.rows.length > 0 && html`<${Button} class="wb-small" onClick=${save}>Download as CSV<//>`}
    </div>
    <${AnswerTable} key=${question.id} answer=${answer} caption=${question.words} map=${map} />
    <details class="wb-map-how"><summary>How this is worked out</summary><p class="wb-small-words">${question.defined}</p></details>
  </div>`;
}
