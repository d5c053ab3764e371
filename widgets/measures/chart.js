// A measure's chart with what it says in words, and everything that can be done with its values beside it.

/** What the chart says of the latest value, or of a target: a sign and words. */
function Sign({ sign }) {
  if (!sign) return null;
  return html`<span class=${`wb-sign wb-sign-${sign.kind}`}>
    ${sign.icon && html`<span class="wb-icon" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: sign.icon }}></span>`}${sign.words}</span>`;
}

function MeasureFigure({ measure }) {
  return measure.figure
    ? html`<figure class="wb-figure"><div dangerouslySetInnerHTML=${{ __html: measure.figure }}></div></figure>`
    : html`<${Empty}>No values yet. Type the first one, paste them from a spreadsheet, or open a file.<//>`;
}

/** On paper, wherever there are figures: they are as they were counted, small ones too. */
function ForTheSetOnly() {
  return html`<p class="wb-only-print wb-for-the-set">For the set only: small numbers are not hidden here. To share, use Take it along → To share.</p>`;
}

/** What a measure says within another page: chart, sentence, how this chart differs from its own page, and what is hoped for. */
function MeasureSays({ measure }) {
  return html`
    <${MeasureFigure} ...${{ measure }} />
    ${measure.points > 0 && html`<p>${measure.reading}</p>`}
    ${measure.held && measure.points_since > 0 && html`<p class="wb-muted wb-small-words">The mean and the limits of this chart come
      from the ${plural(measure.points_before, "point")} before it started; where the measure stands by itself they come from all ${plural(measure.points, "point")}.</p>`}
    <ul class="wb-chips" aria-label="About this measure">
      ${measure.outcome && html`<li class="wb-chip wb-soft">${measure.outcome}${measure.rule ? `: ${measure.rule}` : ""}</li>`}
      ${measure.hope && html`<li class="wb-chip">${measure.hope}</li>`}
      ${measure.baseline !== null && html`<li class="wb-chip">where it stood: ${measure.baseline}</li>`}
    </ul>`;
}

/** A measure within another page, with its values and the ways to add more. */
function MeasureChart({ send, network, measure, prototype = null, today }) {
  return html`
    <${MeasureSays} ...${{ measure }} />
    <div class="wb-no-print wb-stack"><${ValueEntry} ...${{ send, network, measure, today }} /></div>
    ${measure.points > 0 && html`<${Values} ...${{ send, network, measure }} /><${TakeAlong} ...${{ send, measure, prototype }} />`}`;
}
