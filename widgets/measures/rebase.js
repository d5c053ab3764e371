// Drawing the lines anew from a day on: a decision of people, with a reason and a name.

const REBASE_FIELDS = ["From which day?", "Why?", "Who decided it?"];

function Rebases({ send, network, measure, who }) {
  const [deciding, setDeciding] = useState(null); // a rebase to change, or {} for a new one
  const take = (one) => async () => {
    const answer = await send("remove_rebase", { rebase: one.id });
    if (answer.ok) announce(`The lines run through ${longDate(one.starts_on)} again. Undo brings the new ones back.`);
  };
  return html`
    <h3>Where the lines begin anew</h3>
    ${measure.rebases.length === 0
      ? html`<p class="wb-muted wb-small-words">Nowhere: one mean and one pair of limits for ${measure.points ? "all points" : "whatever comes"}.</p>`
      : html`<ul class="wb-rebases">${measure.rebases.map((one) => html`<li key=${one.id}>
          <div><strong>${longDate(one.starts_on)}</strong>: ${one.reason} <span class="wb-muted">(${one.decided_by})</span>
            ${one.warning && html`<p class="wb-hint">${one.warning}</p>`}</div>
          <${Button} quiet class="wb-small wb-no-print" aria-label=${`Change the new lines from ${longDate(one.starts_on)}`} onClick=${() => setDeciding(one)}>Change<//>
          <${Button} quiet class="wb-small wb-no-print" aria-label=${`Take away the new lines from ${longDate(one.starts_on)}`} onClick=${take(one)}>Take away<//>
        </li>`)}</ul>`}
    ${measure.days.length > 0 && html`<p class="wb-no-print"><${Button} class="wb-small" aria-haspopup="dialog" onClick=${() => setDeciding({})}>Rebase: draw the lines anew<//></p>`}
    ${deciding && html`<${RebaseDialog} ...${{ send, network, measure, who }} one=${deciding} onClose=${() => setDeciding(null)} />`}`;
}

function RebaseDialog({ send, network, measure, who, one, onClose }) {
  const [draft, setDraft, clear] = useDraft(`rebase:${one.id ?? measure.id}`, one.id
    ? { starts_on: one.starts_on, reason: one.reason, decided_by: one.decided_by, version: one.version } : { starts_on: "", reason: "", decided_by: who }, network);
  const { above, at, sendHere, put } = useProblem(send, REBASE_FIELDS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const valued = Object.fromEntries(measure.rows.map((row) => [row.date, numberWords(row.value, row.numerator !== null || String(row.value).length > 9)]));
  const days = one.id && !measure.days.includes(one.starts_on) ? [one.starts_on, ...measure.days] : measure.days;
  const decide = async () => {
    const answer = await sendHere(...(one.id ? ["change_rebase", { rebase: one.id, ...draft }] : ["rebase", { measure: measure.id, ...draft }]));
    if (!answer.ok && !answer.conflict) return;
    clear();
    if (answer.ok) announce(`The lines begin anew on ${longDate(draft.starts_on)}.`);
    onClose();
  };
  return html`<${Dialog} title=${one.id ? "Change where the lines begin anew" : "Draw the lines anew"} onClose=${onClose}>
    <${Form} onSubmit=${decide}>
      <p class="wb-muted">From the day you choose, mean and limits come from the new points alone. Do it when you know what changed and the
        new level has come to stay; never to make a signal go away.</p>
      <${Select} label=${REBASE_FIELDS[0]} value=${draft.starts_on} empty="choose the first day of the new lines" onChange=${put("starts_on", REBASE_FIELDS[0])} autofocus
        options=${days.map((day) => ({ value: day, label: day in valued ? `${longDate(day)} (${valued[day]})` : longDate(day) }))} ...${at(REBASE_FIELDS[0])} />
      <${TextArea} label=${REBASE_FIELDS[1]} hint="It stands on the chart, so that nobody wonders next year." rows=${2} value=${draft.reason}
        onChange=${put("reason", REBASE_FIELDS[1])} placeholder="for example the second practice joined" ...${at(REBASE_FIELDS[1])} />
      <${TextField} label=${REBASE_FIELDS[2]} value=${draft.decided_by} onChange=${put("decided_by", REBASE_FIELDS[2])} list="wb-roles" maxlength="200" ...${at(REBASE_FIELDS[2])} />
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">${one.id ? "Keep the changes" : "Draw the lines anew"}<//></div>
    <//>
  <//>`;
}
