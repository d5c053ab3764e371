// A measure's chart with the sentence that reads it, its values as a table, and the ways to add more.

function MeasureChart({ send, network, measure, prototype = null, today }) {
  const file = (gesture, args) => async () => {
    const answer = await send(gesture, { measure: measure.id, ...args });
    if (answer.ok) download(answer.result);
  };
  return html`
    ${measure.figure
      ? html`<figure class="wb-figure"><div dangerouslySetInnerHTML=${{ __html: measure.figure }}></div></figure>`
      : html`<${Empty}>No values yet. Paste them from a spreadsheet below, or type the first one.<//>`}
    ${measure.points > 0 && html`<p>${measure.reading}</p>`}
    ${measure.held && measure.points_since > 0 && html`<p class="wb-muted wb-small-words">The mean and the limits of this chart come
      from the ${plural(measure.points_before, "point")} before it started; where the measure stands by itself they come from all ${plural(measure.points, "point")}.</p>`}
    <ul class="wb-chips" aria-label="About this measure">
      ${measure.outcome && html`<li class="wb-chip wb-soft">${measure.outcome}${measure.rule ? `: ${measure.rule}` : ""}</li>`}
      ${hopeWords(measure) && html`<li class="wb-chip">${hopeWords(measure)}</li>`}
      ${measure.baseline !== null && html`<li class="wb-chip">where it stood: ${measure.baseline}</li>`}
    </ul>
    ${measure.points > 0 && html`<div class="wb-actions wb-no-print">
      <${Button} class="wb-small" onClick=${file("table_file")}>Download as CSV<//>
      <${Button} class="wb-small" onClick=${file("picture_file", prototype ? { prototype: prototype.id } : {})}>Download the picture<//>
    </div>`}
    <div class="wb-no-print wb-stack">
      <${OneValue} ...${{ send, measure, network, today }} />
      <${Paste} ...${{ send, network, measure }} />
    </div>
    ${measure.points > 0 && html`<${Values} ...${{ send, measure }} />`}`;
}

/** One day, one number, Enter. A value far from the others is asked about before it is kept. */
function OneValue({ send, measure, network, today }) {
  const [draft, setDraft] = useDraft(`value:${measure.id}`, { day: today, value: "" }, network);
  const [asks, setAsks] = useState("");
  const number = useRef(null);
  const { above, at, sendHere, put } = useProblem(send, VALUE_FIELDS, (name) => (value) => {
    setAsks("");
    setDraft((before) => ({ ...before, [name]: value }));
  });
  const add = async (looked_at) => {
    const answer = await sendHere("add_value", { measure: measure.id, ...draft, looked_at });
    setAsks(answer.result?.asks ?? "");
    if (!answer.ok || answer.result.asks) return;
    announce(answer.result.said);
    setDraft((before) => ({ ...before, value: "" }));
    number.current?.querySelector("input[inputmode]")?.focus();
  };
  return html`<div ref=${number}><${Form} class="wb-one-value" onSubmit=${() => add(false)}>
    <${TextField} label="Day" type="date" max=${today} value=${draft.day} onChange=${put("day", "Day")} ...${at("Day")} />
    <${TextField} label=${`Value${measure.unit ? ` (${measure.unit})` : ""}`} inputmode="decimal" value=${draft.value} autocomplete="off"
      onChange=${put("value", "Value")} ...${at("Value")} />
    <${Button} type="submit">Add<//>
  <//>${above}<${LookAgain} asks=${asks} onKeep=${() => add(true)} /></div>`;
}

const VALUE_FIELDS = ["Day", "Value"];

/** A value far from the others: kept when somebody says that it is right. */
function LookAgain({ asks, onKeep }) {
  return asks && html`<div class="wb-answer wb-look" role="alert"><p>${asks}</p>
    <div class="wb-actions"><${Button} class="wb-small" onClick=${onKeep}>It is right, keep it<//></div></div>`;
}

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

/** The latest values, each of which can be corrected or taken away. */
function Values({ send, measure }) {
  const [correcting, setCorrecting] = useState(null);
  const remove = (row) => async () => {
    const answer = await send("remove_value", { measure: measure.id, day: row.date });
    if (answer.ok) announce(`Took the value of ${longDate(row.date)} away. Undo brings it back.`);
  };
  const [asks, setAsks] = useState("");
  const { above, at, sendHere, put } = useProblem(send, VALUE_FIELDS, (name) => (value) => {
    setAsks("");
    setCorrecting((before) => ({ ...before, [name]: value }));
  });
  const correct = async (looked_at) => {
    const answer = await sendHere("add_value", { measure: measure.id, day: correcting.date, value: correcting.typed, looked_at });
    setAsks(answer.result?.asks ?? "");
    if (answer.ok && !answer.result.asks) { announce(answer.result.said); setCorrecting(null); }
  };
  const notes = measure.rows.some((row) => row.note);
  return html`<details class="wb-more wb-no-print"><summary>The values</summary>
    <div class="wb-table-wrap wb-values" tabindex="0" role="group" aria-label=${`The values of ${measure.title}`}><table class="wb-table">
      <caption>${measure.rows.length < measure.points ? `The latest ${measure.rows.length} of ${plural(measure.points, "value")}` : plural(measure.points, "value")}</caption>
      <thead><tr><th scope="col">day</th><th scope="col" class="wb-number">value</th><th scope="col">stands out</th>${notes && html`<th scope="col">note</th>`}
        <th scope="col" class="wb-no-print"><span class="wb-visually-hidden">mend</span></th></tr></thead>
      <tbody>${measure.rows.map((row) => html`<tr key=${row.date}>
        <th scope="row">${longDate(row.date)}</th><td class="wb-number">${row.value}</td>
        <td>${row.rule ? `${row.kind}: ${row.rule}` : "–"}</td>${notes && html`<td>${row.note}</td>`}
        <td class="wb-no-print"><div class="wb-row wb-mend">
          <${Button} class="wb-small" aria-label=${`Correct the value of ${longDate(row.date)}`} onClick=${() => setCorrecting({ ...row, typed: String(row.value) })}>Correct<//>
          <${Button} quiet class="wb-small" aria-label=${`Take away the value of ${longDate(row.date)}`} onClick=${remove(row)}>Take away<//>
        </div></td>
      </tr>`)}</tbody>
    </table></div>
    ${correcting && html`<${Dialog} title=${`The value of ${longDate(correcting.date)}`} onClose=${() => setCorrecting(null)}>
      <${Form} onSubmit=${() => correct(false)}>
        <${TextField} label="Value" inputmode="decimal" autofocus value=${correcting.typed} onChange=${put("typed", "Value")} ...${at("Value")} />
        <p class="wb-hint">What stood there before is kept in the history.</p>
        ${above}
        <${LookAgain} asks=${asks} onKeep=${() => correct(true)} />
        <div class="wb-actions"><${Button} primary type="submit">Keep the correction<//></div>
      <//>
    <//>`}
  </details>`;
}
