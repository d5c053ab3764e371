// Values typed one by one, and the table in which each can be corrected or taken away.

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
