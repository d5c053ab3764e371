// The wall: every measure with a small chart and what it says.

function Wall({ state, send, network, onOpen }) {
  const [defining, setDefining] = useState(false);
  const define = html`<${Button} primary onClick=${() => setDefining(true)}>Define a measure<//>`;
  return html`
    <header class="wb-heading">
      <div><h1>What do we measure?</h1></div>
      <div class="wb-actions"><${Undoing} ...${{ state, send }} />${state.measures.length > 0 && define}</div>
    </header>
    ${state.measures.length === 0
      ? html`<${Empty} action=${html`<div class="wb-actions">${define}</div>`}>No measure yet. A measure is something you count
          the same way every week or month, so that you can see whether it moves.<//>`
      : html`<ul class="wb-measure-list">
          ${state.measures.map((measure) => html`<li key=${measure.id}>
            <div class="wb-spark" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: measure.spark }}></div>
            <div>
              <h3><a href=${`?measure=${measure.id}`} onClick=${(event) => follow(event, () => onOpen(measure.id))}>${measure.title}</a></h3>
              <p>${measure.reading}</p>
              <p class="wb-muted wb-small-words">${[
                measure.unit, BETTER_WORDS[measure.direction], hopeWords(measure),
                measure.used_by.length ? `named by ${measure.used_by.map((each) => `#${each.number}`).join(", ")}` : "no prototype names it",
                measure.owner ? `owner: ${measure.owner}` : "owner: nobody yet",
              ].filter(Boolean).join(" · ")}</p>
            </div>
          </li>`)}
        </ul>`}
    ${defining && html`<${MeasureDialog} ...${{ state, send, network }} onClose=${() => setDefining(false)}
      onKept=${(measure) => onOpen(measure)} />`}
`;
}
