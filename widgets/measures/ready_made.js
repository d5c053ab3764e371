// Measures that many sets use, ready to be taken: by group, each with out of whom it is counted and why.

const GROUP_WORDS = { frailty: "Frailty", "end of life": "End of life", "pre-diabetes": "Pre-diabetes", "personalised care": "Personalised care" };

function ReadyMade({ state, send, onOpen, within = false }) {
  const [asked, setAsked] = useState(null); // {key, asks}: there is one of that name
  const take = (key, sure = false) => async () => {
    const answer = await send("take_ready_made", { key, sure });
    if (!answer.ok) return;
    if (answer.result.asks) { setAsked({ key, asks: answer.result.asks }); return; }
    announce(answer.result.said);
    onOpen(answer.result.measure);
  };
  return html`<div class="wb-ready-made">
    ${!within && html`<h2>Ready-made measures</h2>`}
    ${state.ready_made.map(({ group, measures }) => html`<section key=${group} aria-label=${GROUP_WORDS[group] ?? group}>
      <h3>${GROUP_WORDS[group] ?? group}</h3>
      <ul>${measures.map((each) => html`<li class="wb-card" key=${each.key}>
        <div>
          <h4>${each.title}</h4>
          <p class="wb-muted wb-small-words">${[each.unit, each.frequency].filter(Boolean).join(" · ")}</p>
          <p>${each.definition}</p>
          <details class="wb-more"><summary>Out of whom, and why</summary>
            <dl class="wb-facts"><dt>What is counted</dt><dd>${each.numerator}</dd><dt>Out of what</dt><dd>${each.denominator}</dd></dl>
            <p>${each.why_this_denominator}</p>
          </details>
          ${asked?.key === each.key && html`<div class="wb-answer wb-look" role="alert"><p>${asked.asks}</p><div class="wb-actions">
            <${Button} class="wb-small" onClick=${take(each.key, true)}>Take it as well<//><${Button} quiet class="wb-small" onClick=${() => setAsked(null)}>Leave it<//></div></div>`}
        </div>
        ${each.taken
          ? html`<a class="wb-button wb-small" href=${`?measure=${each.taken}`} aria-label=${`Open ${each.title}, which you have`} onClick=${(event) => follow(event, () => onOpen(each.taken))}>You have it</a>`
          : html`<${Button} class="wb-small" aria-label=${`Take ${each.title}`} onClick=${take(each.key)}>Take it<//>`}
      </li>`)}</ul>
    </section>`)}
  </div>`;
}
