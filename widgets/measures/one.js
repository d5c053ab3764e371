// One measure: what its chart says first, then the chart, its values and its entry in the dictionary.

function BackLink({ onLeave }) {
  return html`<a href="?" onClick=${(event) => follow(event, onLeave)}>All measures</a>`;
}

const SAID_NOWHERE = ["overdue", "ambition passed", "no owner", "no ambition"]; // reasons for which it is on the wall that the chart does not say

function MeasureView({ state, send, network, who, onLeave }) {
  const measure = state.measure;
  const here = state.measures.find((each) => each.id === measure.id);
  const [changing, setChanging] = useState(null);
  const today = state.app.today;
  const [asks, setAsks] = useState(""); // the question about taking it away
  const remove = async (sure = false) => {
    const answer = await send("remove_measure", { measure: measure.id, sure });
    if (answer.ok) setAsks(answer.result?.asks ?? "");
    if (answer.ok && !answer.result?.asks) { announce(`Took ${measure.title} away. Undo brings it back.`); onLeave(); }
  };
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow"><${BackLink} onLeave=${onLeave} /> · ${[measure.owner ? `owner: ${measure.owner}` : "owner: nobody yet", measure.frequency].filter(Boolean).join(" · ")}</p>
        <${ViewTitle}>${measure.title}<//>
        <p class="wb-lede">${[measure.unit, BETTER_WORDS[measure.direction]].filter(Boolean).join(" · ")}</p>
      </div>
      <div class="wb-actions wb-no-print">
        <${Undoing} ...${{ state, send }} />
        <${Button} aria-haspopup="dialog" onClick=${() => remove()}>Remove<//>
        <${Button} aria-haspopup="dialog" onClick=${() => setChanging("all")}>Change the measure<//>
      </div>
    </header>
    ${measure.points > 0 && html`<${ForTheSetOnly} />`}
    <div class="wb-answer wb-the-answer">
      ${(measure.variation || measure.assurance) && html`<p class="wb-wall-signs"><${Sign} sign=${measure.variation} /><${Sign} sign=${measure.assurance} /></p>`}
      <p>${measure.points > 0 ? measure.reading : here?.why}</p>
      ${measure.points > 0 && SAID_NOWHERE.includes(here?.reason) && html`<p class="wb-muted">${here.why}</p>`}
    </div>
    <div class="wb-one">
      <div class="wb-one-side">
        <section class="wb-card wb-one-chart" aria-labelledby="wb-chart-title">
          <h2 id="wb-chart-title">The chart</h2>
          <${MeasureFigure} ...${{ measure }} />
          ${measure.points > 0 && html`<${TakeAlong} ...${{ send, measure }} />`}
        </section>
        <${Hope} ...${{ measure }} onChange=${setChanging} />
      </div>
      <div class="wb-one-side">
        <section class="wb-card wb-one-adding wb-no-print" aria-labelledby="wb-adding-title"><h2 id="wb-adding-title">Add values</h2>
          <${ValueEntry} ...${{ send, network, measure, today }} /></section>
        <section class="wb-card wb-drawn" aria-labelledby="wb-drawn-title"><h2 id="wb-drawn-title">How it is drawn</h2>
          <${DrawnAs} ...${{ send, network, measure }} /><${Rebases} ...${{ send, network, measure, who }} /></section>
        <${UsedBy} ...${{ measure }} named=${here?.used_by ?? []} />
      </div>
    </div>
    <div class="wb-one wb-one-below">
      <${Dictionary} ...${{ measure }} onChange=${setChanging} />
      ${measure.points > 0 && html`<section class="wb-card" aria-labelledby="wb-values-title"><h2 id="wb-values-title">The values</h2>
        <${ValueTable} ...${{ send, network, measure }} /></section>`}
    </div>
    ${asks && html`<${Dialog} title=${`Take ${measure.title} away?`} onClose=${() => setAsks("")}>
      <p>${asks}</p><p class="wb-hint">Undo brings it back.</p>
      <div class="wb-actions"><${Button} autofocus onClick=${() => setAsks("")}>Keep it<//><${Button} class="wb-concern" onClick=${() => remove(true)}>Take it away<//></div>
    <//>`}
    ${changing && html`<${MeasureDialog} ...${{ state, send, network, measure }} unfolded=${changing} onClose=${() => setChanging(null)} />`}`;
}
