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
