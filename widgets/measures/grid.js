// The pasted rows as a grid. What is wrong is mended in its cell, what is in doubt is answered beside it.

const STATE_WORDS = { same: "there already", left: "left out", nothing: "nothing to keep" };

function PasteGrid({ read, draft, onChange }) {
  const grid = useRef(null);
  const mend = (row, place, text) => onChange({ mended: { ...draft.mended, [row]: { ...draft.mended[row], [place]: text } } });
  const leave = (rows) => onChange({ without: [...new Set([...draft.without, ...rows])] });
  const back = (row) => onChange({ without: draft.without.filter((one) => one !== row) });
  const next = (event) => { // Enter goes on to the next cell to mend
    if (event.key !== "Enter") return;
    event.preventDefault();
    const wrong = [...grid.current.querySelectorAll('input[aria-invalid="true"]')];
    (wrong.find((one) => event.target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? wrong.find((one) => one !== event.target)
      ?? grid.current.closest(".wb-paste").querySelector(".wb-paste-end .wb-primary"))?.focus();
  };
  if (!read.rows.length) return null;
  const width = read.columns.length;
  return html`
    ${read.wrong_rows.length > 3 && html`<div class="wb-row"><${Button} class="wb-small" onClick=${() => leave(read.wrong_rows)}>Leave out the ${read.wrong_rows.length} rows that cannot be read<//></div>`}
    <div class="wb-table-wrap wb-grid" tabindex="0" role="group" aria-label="The rows as they were read" ref=${grid}><table class="wb-table">
      <thead><tr><th scope="col">row</th>${read.columns.map((name, at) => html`<th scope="col" key=${at}>${name}</th>`)}<th scope="col">read as</th></tr></thead>
      <tbody>${read.rows.flatMap((row) => [
        row.skipped ? html`<tr key=${`s${row.row}`} class="wb-skipped"><td colspan=${width + 2}>${plural(row.skipped, "row")} not shown: nothing is wrong there</td></tr>` : null,
        html`<${GridRow} key=${row.row} ...${{ row, draft, mend, leave, back, next, onChange }} columns=${read.columns} workedOut=${read.numerator_column !== null} />`,
      ])}</tbody>
    </table></div>`;
}

function GridRow({ row, columns, workedOut, draft, mend, leave, back, next, onChange }) {
  const typed = draft.mended[row.row] ?? {};
  const left = draft.without.includes(row.row);
  const says = [...Object.entries(row.wrong).map(([place, words]) => (words ? `${columns[place - 1] ?? "this cell"}: ${words}` : "")), row.says].filter(Boolean);
  const id = `wb-row-${row.row}`;
  const cells = row.cells.length > columns.length ? row.cells : columns.map((_, at) => row.cells[at] ?? "");
  const whole = row.state === "problem" && !Object.keys(row.wrong).length;
  const cell = (text, at) => {
    const place = at + 1;
    const wrong = place in row.wrong || whole;
    if (left || !(wrong || place in typed)) return text;
    return html`<input class="wb-input" value=${typed[place] ?? text} aria-label=${`Row ${row.row}, ${columns[at] ?? `cell ${place}`}`} autocomplete="off"
      aria-invalid=${wrong && row.state === "problem" ? "true" : undefined} aria-describedby=${says.length ? id : undefined}
      onInput=${(event) => mend(row.row, place, event.target.value)} onKeyDown=${next} />`;
  };
  return html`
    <tr class=${`wb-row-${left ? "left" : row.state}`}>
      <th scope="row">${row.row}</th>
      ${cells.slice(0, columns.length).map((text, at) => html`<td key=${at}>${cell(text, at)}</td>`)}
      <td>${left
        ? html`${STATE_WORDS.left} <${Button} class="wb-small" onClick=${() => back(row.row)} aria-label=${`Put row ${row.row} back`}>Put back<//>`
        : row.reads ? html`${shortDate(row.reads.date)}: <strong>${numberWords(row.reads.value, workedOut)}</strong>${row.reads.before !== null && row.reads.before !== row.reads.value
            ? html` <span class="wb-muted">instead of ${numberWords(row.reads.before, workedOut)}</span>` : row.state === "same" ? html` <span class="wb-muted">${STATE_WORDS.same}</span>` : ""}`
        : row.state === "nothing" ? html`<span class="wb-muted">${STATE_WORDS.nothing}</span>` : html`<span class="wb-problem">to mend</span>`}</td>
    </tr>
    ${!left && ["problem", "doubt"].includes(row.state) && html`<tr class=${`wb-row-says wb-row-${row.state}`}><td></td><td colspan=${columns.length + 1}>
      ${whole && cells.length > columns.length && html`<div class="wb-row">${cells.slice(columns.length).map((text, at) => html`<span key=${at}>${cell(text, columns.length + at)}</span>`)}</div>`}
      <div class="wb-row">
        <div id=${id}>${says.map((words) => html`<p key=${words}>${words}</p>`)}</div>
        ${row.state === "doubt" && html`<${Button} class="wb-small" aria-label=${`Row ${row.row} is right`} onClick=${() => onChange({ right: { ...draft.right, [row.row]: row.reads.value } })}>It is right<//>`}
        <${Button} quiet class="wb-small" aria-label=${`Leave row ${row.row} out`} onClick=${() => leave([row.row])}>Leave out<//>
      </div>
    </td></tr>`}`;
}
