// Values typed one by one, and the table in which each can be corrected or taken away.

const ROWS_AT_FIRST = 12;
const VALUE_FIELDS = ["Day", "Value", "What is counted", "Out of what", "Note"];

/** The ways to put values in: one by one, pasted, or from a file. */
function ValueEntry({ send, network, measure, today }) {
  const [pasting, setPasting] = useState(false);
  const waiting = keptDraft(`pasted:${measure.id}`, network)?.text;
  return html`
    <${OneValue} ...${{ send, measure, network, today }} />
    <div class="wb-row">
      <${Button} aria-haspopup="dialog" onClick=${() => setPasting(true)}>Paste values or open a file<//>
      ${waiting && !pasting && html`<span class="wb-muted wb-small-words">What you pasted last is still there.</span>`}
    </div>
    ${pasting && html`<${PasteDialog} ...${{ send, network, measure }} onClose=${() => setPasting(false)} />`}`;
}

/** One day, one number, Enter; then the next. A value far from the others is asked about before it is kept. */
function OneValue({ send, measure, network, today }) {
  const [kept, setDraft] = useDraft(`value:${measure.id}`, { day: null, value: "", numerator: "", denominator: "" }, network);
  const draft = { ...kept, day: kept.day ?? measure.next_day ?? today };
  const [asks, setAsks] = useState("");
  const shares = SHARES.includes(measure.data);
  const [whole, setWhole] = useState(false);
  const parts = shares && !whole;
  const box = useRef(null);
  const { above, at, sendHere, put } = useProblem(send, VALUE_FIELDS, (name) => (value) => {
    setAsks("");
    setDraft((before) => ({ ...before, [name]: value }));
  });
  const add = async (looked_at) => {
    const typed = parts ? { numerator: draft.numerator, denominator: draft.denominator } : { value: draft.value };
    const answer = await sendHere("add_value", { measure: measure.id, day: draft.day, ...typed, looked_at });
    setAsks(answer.result?.asks ?? "");
    if (!answer.ok || answer.result.asks) return;
    announce(answer.result.said);
    setDraft({ day: answer.result.next_day, value: "", numerator: "", denominator: "" });
    box.current?.querySelector("input[inputmode]")?.focus();
  };
  const number = (name, label, hint) => html`<${TextField} label=${label} inputmode="decimal" autocomplete="off" value=${draft[name]}
    onChange=${put(name, label.split(" (")[0])} hint=${hint} ...${at(label.split(" (")[0])} />`;
  return html`<div ref=${box}><${Form} class=${`wb-one-value ${parts ? "wb-parts" : ""}`} onSubmit=${() => add(false)}>
    <${TextField} label="Day" type="date" max=${today} value=${draft.day} onChange=${put("day", "Day")} ...${at("Day")} />
    ${parts
      ? html`${number("numerator", "What is counted", measure.numerator)}${number("denominator", "Out of what", measure.denominator)}`
      : number("value", `Value${measure.unit ? ` (${measure.unit})` : ""}`)}
    <${Button} type="submit">Add<//>
  <//>${above}<${LookAgain} asks=${asks} onKeep=${() => add(true)} />
  ${shares && html`<p><${Button} class="wb-quiet wb-small" onClick=${() => setWhole(!whole)}>${whole ? "Type what it is worked out from" : "Type the result alone"}<//></p>`}</div>`;
}

/** A value far from the others: kept when somebody says that it is right. */
function LookAgain({ asks, onKeep, keep = "It is right, keep it" }) {
  return asks && html`<div class="wb-answer wb-look" role="alert"><p>${asks}</p>
    <div class="wb-actions"><${Button} class="wb-small" onClick=${onKeep}>${keep}<//></div></div>`;
}

/** The latest values, folded away within another page. */
function Values({ send, network, measure }) {
  return html`<details class="wb-more"><summary>The values</summary><${ValueTable} ...${{ send, network, measure }} /></details>`;
}

/** The latest values, each of which can be corrected or taken away; the last dozen until all are asked for. */
function ValueTable({ send, network, measure }) {
  const [correcting, setCorrecting] = useState(null);
  const [all, setAll] = useState(false);
  const rows = all ? measure.rows : measure.rows.slice(0, ROWS_AT_FIRST);
  const remove = (row) => async () => {
    const answer = await send("remove_value", { measure: measure.id, day: row.date });
    if (answer.ok) announce(`Took the value of ${longDate(row.date)} away. Undo brings it back.`);
  };
  const has = (name) => measure.rows.some((row) => (Array.isArray(row[name]) ? row[name].length : row[name] !== "" && row[name] !== null));
  const [parts, notes, before] = [has("numerator"), has("note"), has("before")];
  return html`
    <div class=${`wb-table-wrap wb-values wb-cards ${all ? "wb-all" : ""}`} tabindex="0" role="group" aria-label=${`The values of ${measure.title}`}><table class="wb-table" role="table">
      <caption>${rows.length < measure.points ? `The latest ${rows.length} of ${plural(measure.points, "value")}` : plural(measure.points, "value")}</caption>
      <thead><tr role="row">${[["day"], ...(parts ? [["counted", "wb-number"], ["out of", "wb-number"]] : []), ["value", "wb-number"], ["stands out"],
        ...(before ? [["what stood there"]] : []), ...(notes ? [["note"]] : [])].map(([name, look]) => html`<th key=${name} scope="col" role="columnheader" class=${look}>${name}</th>`)}
        <th scope="col" role="columnheader" class="wb-no-print"><span class="wb-visually-hidden">mend</span></th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.date} role="row">
        <th scope="row" role="rowheader">${longDate(row.date)}</th>
        ${parts && html`<td class="wb-number" role="cell" data-label="counted">${numberWords(row.numerator)}</td><td class="wb-number" role="cell" data-label="out of">${numberWords(row.denominator)}</td>`}
        <td class="wb-number" role="cell" data-label="value">${numberWords(row.value, row.numerator !== null)}</td>
        <td role="cell" class=${row.rule ? "" : "wb-none"} data-label="stands out">${row.rule ? `${row.kind}: ${row.rule}` : "–"}</td>
        ${before && html`<td role="cell" data-label="it was">${row.before.map((was, number) => html`<span class="wb-was" key=${number}><s>${numberWords(was.value, row.numerator !== null)}</s> until ${longDate(was.until)}, ${was.changed_by}</span>`)}</td>`}
        ${notes && html`<td role="cell" data-label="note">${row.note}</td>`}
        <td class="wb-no-print" role="cell"><div class="wb-row wb-mend">
          <${Button} class="wb-small" aria-label=${`Correct the value of ${longDate(row.date)}`} onClick=${() => setCorrecting(row)}>Correct<//>
          <${Button} quiet class="wb-small" aria-label=${`Take away the value of ${longDate(row.date)}`} onClick=${remove(row)}>Take away<//>
        </div></td>
      </tr>`)}</tbody>
    </table></div>
    ${measure.rows.length > ROWS_AT_FIRST && html`<p class="wb-no-print"><${Button} class="wb-small" aria-expanded=${all ? "true" : "false"}
      onClick=${() => setAll(!all)}>${all ? `Show the latest ${ROWS_AT_FIRST}` : `Show the latest ${measure.rows.length}`}<//></p>`}
    ${correcting && html`<${CorrectDialog} key=${correcting.date} ...${{ send, network, measure, row: correcting }} onClose=${() => setCorrecting(null)} />`}`;
}

/** Another number for a day that has one; what stood there is shown, and kept. */
function CorrectDialog({ send, network, measure, row, onClose }) {
  const parts = row.numerator !== null;
  const text = (number) => (number === null ? "" : String(number));
  const [typed, setTyped, clear] = useDraft(`correct:${measure.id}:${row.date}`,
    { value: text(row.value), numerator: text(row.numerator), denominator: text(row.denominator), note: row.note }, network);
  const [asks, setAsks] = useState("");
  const [stands, setStands] = useState(null); // what somebody else has put there since
  const seen = { value: row.value, numerator: row.numerator, denominator: row.denominator };
  const { above, at, sendHere, put } = useProblem(send, VALUE_FIELDS, (name) => (value) => {
    setAsks("");
    setTyped((before) => ({ ...before, [name]: value }));
  });
  const correct = async (looked_at, saw = seen) => {
    const { value, numerator, denominator, note } = typed;
    const answer = await sendHere("add_value", { measure: measure.id, day: row.date, looked_at, saw,
      ...(parts ? { numerator, denominator } : { value }), ...(note === row.note ? {} : { note }) });
    setAsks(answer.result?.asks ?? "");
    setStands(answer.result?.stands ?? null);
    if (answer.ok && !answer.result.asks) { clear(); announce(answer.result.said); onClose(); }
  };
  const number = (name, label, extra) => html`<${TextField} label=${label} inputmode="decimal" autocomplete="off" value=${typed[name]} onChange=${put(name, label)} ...${extra} ...${at(label)} />`;
  return html`<${Dialog} title=${`The value of ${longDate(row.date)}`} onClose=${onClose}>
    <${Form} onSubmit=${() => correct(false)}>
      ${parts
        ? html`<div class="wb-form-pair">${number("numerator", "What is counted", { autofocus: true })}${number("denominator", "Out of what")}</div>`
        : number("value", "Value", { autofocus: true })}
      <${TextField} label="Note" value=${typed.note} onChange=${put("note", "Note")} maxlength="200" placeholder="for example half the diary was lost" ...${at("Note")} />
      ${row.before.length > 0 && html`<div><h3>What stood there before</h3><ul class="wb-notes">${row.before.map((was, turn) => html`<li key=${turn}>${numberWords(was.value, parts)}, until ${longDate(was.until)} (${was.changed_by})</li>`)}</ul></div>`}
      <p class="wb-hint">What stands there now is kept in the history.</p>
      ${above}
      <${LookAgain} asks=${asks} keep=${stands ? "Keep mine" : undefined} onKeep=${() => correct(!stands, stands ?? seen)} />
      <div class="wb-actions"><${Button} primary type="submit">Keep the correction<//></div>
    <//>
  <//>`;
}

/** A number as people read it: 1,234.5; what was worked out from others with four figures; nothing for none. */
const numberWords = (number, workedOut = false) => (number === null || number === undefined ? ""
  : Number(number.toPrecision(workedOut ? 4 : 12)).toLocaleString("en-GB", { maximumFractionDigits: 10 }));
