// One measure: its chart, its values, and how to add more.

function BackLink({ onLeave }) {
  return html`<a href="?" onClick=${(event) => follow(event, onLeave)}>All measures</a>`;
}

/** A measure by itself: its chart, its values, and how to add more. */
function MeasureView({ state, send, network, onLeave }) {
  const measure = state.measure;
  const named = state.measures.find((each) => each.id === measure.id)?.used_by ?? [];
  const [changing, setChanging] = useState(false);
  const remove = async () => {
    const answer = await send("remove_measure", { measure: measure.id });
    if (answer.ok) { announce(`Took ${measure.title} away. Undo brings it back.`); onLeave(); }
  };
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow"><${BackLink} onLeave=${onLeave} /> · measure${measure.owner ? ` · owner: ${measure.owner}` : " · owner: nobody yet"}</p>
        <${ViewTitle}>${measure.title}<//>
        ${measure.definition && html`<p class="wb-lede">${measure.definition}</p>`}
      </div>
      <div class="wb-actions">
        <${Undoing} ...${{ state, send }} />
        <${Button} onClick=${remove}>Remove<//>
        <${Button} onClick=${() => setChanging(true)}>Change the measure<//>
      </div>
    </header>
    ${named.length > 0 && html`<p>${named.length === 1 ? "The prototype that names it: " : "The prototypes that name it: "}
      ${named.map((each, number) => html`${number > 0 && ", "}<a key=${each.id} href=${`prototypes.ipynb?open=${each.id}`}>#${each.number} ${each.title}</a>`)}.</p>`}
    <section class="wb-card wb-measure-alone"><h2>What the chart shows</h2><${MeasureChart} ...${{ send, network, measure }} today=${state.app.today} /></section>
    ${changing && html`<${MeasureDialog} ...${{ state, send, network, measure }} onClose=${() => setChanging(false)} />`}`;
}
