// How a measure is drawn: the chart that the set chose, the one that is suggested and why, and what lies behind the lines.

function DrawnAs({ send, network, measure }) {
  const [choosing, setChoosing] = useState(false);
  const { charts, suggested, name, why, others } = measure.drawn_as;
  const own = charts.find((one) => one.kind === measure.chart);
  const fits = suggested === measure.chart;
  return html`
    <h3>${own.name}</h3>
    <p class="wb-small-words">${own.says}${measure.fix_after ? ` The lines come from the first ${measure.fix_after} points.` : ""}</p>
    ${measure.points > 0 && !fits && html`<p class="wb-small-words"><strong>${others.includes(measure.chart) ? `A ${name} is worth a look.` : `A ${name} may fit better.`}</strong> ${why}</p>`}
    ${measure.warning && html`<p class="wb-small-words">${measure.warning}</p>`}
    ${measure.notes.map((note) => html`<p class="wb-small-words" key=${note}>${note}</p>`)}
    <p class="wb-no-print"><${Button} class="wb-small" aria-haspopup="dialog" onClick=${() => setChoosing(true)}>Choose how it is drawn<//></p>
    ${choosing && html`<${DrawnAsDialog} ...${{ send, network, measure }} onClose=${() => setChoosing(false)} />`}`;
}

const FIX_LABEL = "The lines come from the first";

function DrawnAsDialog({ send, network, measure, onClose }) {
  const [draft, setDraft, clear] = useDraft(`drawn:${measure.id}`, {
    chart: measure.chart, fix_after: measure.fix_after === null ? "" : String(measure.fix_after), screen_outliers: measure.screen_outliers, version: measure.version,
  }, network);
  const { above, at, sendHere, put } = useProblem(send, [FIX_LABEL], (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const { charts, suggested, why } = measure.drawn_as;
  const keep = async () => {
    const answer = await sendHere("draw_as", { measure: measure.id, ...draft });
    if (!answer.ok && !answer.conflict) return;
    clear();
    onClose();
  };
  return html`<${Dialog} title="How is it drawn?" onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <fieldset class="wb-field wb-charts"><legend>The chart</legend>
        ${charts.filter((one) => one.fits || one.kind === draft.chart).map((one) => html`<label key=${one.kind}>
          <input type="radio" name="wb-drawn-as" value=${one.kind} checked=${draft.chart === one.kind} onChange=${() => put("chart")(one.kind)} />
          <span><strong>${one.name}</strong>${one.kind === suggested ? html` <span class="wb-chip wb-soft">suggested</span>` : ""}<br />${one.says}
            ${one.kind === suggested && html`<br /><span class="wb-muted">${why}</span>`}</span>
        </label>`)}
        ${measure.data === "a number" && html`<p class="wb-hint">More charts can be chosen when the measure says what a value is: people out of people, say.</p>`}
      </fieldset>
      <details class="wb-more" open=${draft.fix_after || !draft.screen_outliers ? true : undefined}><summary>More</summary>
        <div class="wb-form">
          <${TextField} label=${`${FIX_LABEL} … points`} inputmode="numeric" value=${draft.fix_after} onChange=${put("fix_after", FIX_LABEL)}
            hint="Empty: from all of them. 12 or more: they stay where they were at the beginning, and later points are held against them." ...${at(FIX_LABEL)} />
          <label class="wb-tick"><input type="checkbox" checked=${draft.screen_outliers} onChange=${(event) => put("screen_outliers")(event.target.checked)} />
            <span>Leave jumps that are far out of the ordinary aside when the limits are worked out</span></label>
        </div>
      </details>
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">Keep it<//></div>
    <//>
  <//>`;
}
