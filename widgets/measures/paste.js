// Values pasted from a spreadsheet: read at once, shown with whatever is wrong, kept when somebody says so.

/** Values pasted from a spreadsheet: read at once, kept when somebody says so. */
function Paste({ send, network, measure }) {
  const [text, setText, clear] = useDraft(`paste:${measure.id}`, "", network);
  const [columns, setColumns] = useState({ date_column: null, value_column: null, day_first: true });
  const [read, setRead] = useState(null);
  const asked = useRef(0);
  useEffect(() => {
    const turn = ++asked.current;
    if (!text.trim()) { setRead(null); return undefined; }
    const timer = setTimeout(async () => {
      const answer = await send("preview", { text, measure: measure.id, ...columns });
      if (turn === asked.current) setRead(answer.ok ? answer.result : null);
    }, 350);
    return () => clearTimeout(timer);
  }, [text, columns]);
  const { above, sendHere } = useProblem(send);
  const keep = (leave_out_problems) => async () => {
    const answer = await sendHere("keep_pasted", { measure: measure.id, text, ...columns, leave_out_problems });
    if (!answer.ok) return;
    clear("");
    setRead(null);
    announce(`Kept ${plural(answer.result.kept, "value")}.`);
  };
  return html`<details class="wb-more" open=${measure.points === 0 || text ? true : undefined}><summary>Paste values from a spreadsheet</summary>
    <div class="wb-stack">
      <${TextArea} label="Two columns, a date and a value, with or without a heading" rows=${4} value=${text} onChange=${setText}
        placeholder=${"for example\n2025-03-01\t42\n2025-04-01\t38"} spellcheck="false" />
      ${read && html`<${Preview} ...${{ read, columns, setColumns, keep, above }} ambiguous=${/\b\d{1,2}[/.-]\d{1,2}[/.-]\d/.test(text)} />`}
    </div>
  </details>`;
}

function Preview({ read, columns, setColumns, keep, above, ambiguous }) {
  const several = read.columns.length > 2 || (read.columns.length === 2 && !read.date_column);
  const choose = (name) => (value) => setColumns((before) => ({ ...before, [name]: value || null }));
  return html`<div class="wb-stack" aria-live="polite">
    ${read.problem_count > 0 && html`<div class="wb-answer wb-concern">
      <p><strong>${read.problem_count === 1 ? "One thing cannot be kept as it is." : `${read.problem_count} things cannot be kept as they are.`}</strong></p>
      <ul class="wb-problems">${read.problems.map((problem) => html`<li key=${problem}>${problem}</li>`)}</ul>
      ${read.problem_count > read.problems.length && html`<p>and ${read.problem_count - read.problems.length} more</p>`}
    </div>`}
    ${read.doubt_count > 0 && html`<div class="wb-answer wb-look">
      <p><strong>${read.doubt_count === 1 ? "One value to look at before you keep it." : `${read.doubt_count} values to look at before you keep them.`}</strong></p>
      <ul class="wb-problems">${read.doubts.map((doubt) => html`<li key=${doubt}>${doubt}</li>`)}</ul>
      ${read.doubt_count > read.doubts.length && html`<p>and ${read.doubt_count - read.doubts.length} more</p>`}
    </div>`}
    ${read.notes.length > 0 && html`<ul class="wb-notes wb-muted wb-small-words">${read.notes.map((note) => html`<li key=${note}>${note}</li>`)}</ul>`}
    ${(several || ambiguous) && html`<div class="wb-adding">
      ${several && html`
        <${Select} label="The dates are in" value=${columns.date_column ?? read.date_column ?? ""} empty="choose…" options=${read.columns} onChange=${choose("date_column")} />
        <${Select} label="The values are in" value=${columns.value_column ?? read.value_column ?? ""} empty="choose…" options=${read.columns} onChange=${choose("value_column")} />`}
      ${ambiguous && html`<${Select} label="01/03 means" value=${columns.day_first ? "day" : "month"} onChange=${(first) => setColumns((before) => ({ ...before, day_first: first === "day" }))}
        options=${[{ value: "day", label: "1 March" }, { value: "month", label: "3 January" }]} />`}
    </div>`}
    ${read.count > 0 && html`<div class="wb-table-wrap wb-preview" tabindex="0" role="group" aria-label="What was read"><table class="wb-table">
      <caption>${plural(read.count, "value")} read${read.left_out ? `; ${read.left_out} in the middle are not shown` : ""}</caption>
      <thead><tr><th scope="col">row</th><th scope="col">day</th><th scope="col" class="wb-number">value</th></tr></thead>
      <tbody>${read.rows.map((row) => html`<tr key=${row.row}><td>${row.row}</td><td>${longDate(row.date)}</td><td class="wb-number">${row.value}</td></tr>`)}</tbody>
    </table></div>`}
    ${above}
    <div class="wb-row">
      ${read.count > 0 && read.problem_count === 0 && html`<${Button} primary onClick=${keep(false)}>Keep ${plural(read.count, "value")}<//>`}
      ${read.count > 0 && read.problem_count > 0 && html`<${Button} onClick=${keep(true)}>Leave those rows out and keep ${plural(read.count, "value")}<//>`}
    </div>
  </div>`;
}
