// The entry of a measure in the dictionary, and what the set hopes for.

function Hope({ measure, onChange }) {
  return html`<section class="wb-card wb-hope" aria-labelledby="wb-hope-title"><h2 id="wb-hope-title">What we hope for</h2>
    ${measure.hope
      ? html`<p><strong>${measure.hope}.</strong>${measure.stretch ? html` <span class="wb-chip wb-soft">${measure.stretch}</span>` : ""}</p>
          ${measure.points > 0 && html`<p class="wb-small-words">${measure.way}</p>`}
          <p class="wb-no-print"><${Button} class="wb-small" aria-haspopup="dialog" onClick=${() => onChange("hope")}>Say it otherwise<//></p>`
      : html`<p class="wb-muted">Not said yet. An ambition says what you dare to hope for, for whom and by when; it is no pass mark.</p>
          <p class="wb-no-print"><${Button} class="wb-small" aria-haspopup="dialog" onClick=${() => onChange("hope")}>Say what you hope for<//></p>`}
  </section>`;
}

function Dictionary({ measure, onChange }) {
  const facts = [
    ["What is counted", measure.numerator], ["Out of what", measure.denominator],
    ["What a value is", SHARES.includes(measure.data) ? `${measure.data}, worked out per ${numberWords(measure.per)}` : measure.data],
    ["Unit", measure.unit], ["Which way is better", BETTER_WORDS[measure.direction]], ["How often", measure.frequency], ["Who looks after it", measure.owner],
    ["Where it stood", numberWords(measure.baseline)], ["A standard’s number", numberWords(measure.target)], ["Where the numbers come from", measure.source],
  ];
  return html`<section class="wb-card" aria-labelledby="wb-dictionary-title"><h2 id="wb-dictionary-title">How it is counted</h2>
    ${measure.definition && html`<p class="wb-small-words">${measure.definition}</p>`}
    <dl class="wb-facts">${facts.map(([name, said]) => html`<dt key=${name}>${name}</dt><dd key=${`${name}.`}>${said || html`<span class="wb-muted">not said yet</span>`}</dd>`)}</dl>
    <p class="wb-no-print"><${Button} class="wb-small" aria-haspopup="dialog" onClick=${() => onChange("made of")}>Change the entry<//></p>
  </section>`;
}

function UsedBy({ measure, named }) {
  return html`<section class="wb-card" aria-labelledby="wb-used-title"><h2 id="wb-used-title">Who counts on it</h2>
    ${named.length === 0
      ? html`<p class="wb-muted">No prototype names it. <a href=${`prototypes.ipynb?from=${measure.id}`}>Start one that should move it</a></p>`
      : html`<ul class="wb-notes">${named.map((each) => html`<li key=${each.id}><a href=${`prototypes.ipynb?open=${each.id}`}>#${each.number} ${each.title}</a></li>`)}</ul>`}
  </section>`;
}
