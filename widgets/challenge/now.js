// Where a team stands today: the answer first, then the one thing to do next, the hundred days, the goals, what waits.

function NowView({ state, go, Title, ask }) {
  const team = state.team;
  const { next, waits } = team;
  return html`
    <header class="wb-heading">
      <div><${Title}>${team.answer}<//>
        <p class="wb-lede">${team.about}</p></div>
    </header>
    <div class="wb-challenge-top">
      <section class="wb-card wb-next" aria-labelledby="wb-challenge-next">
        <h2 id="wb-challenge-next">Next</h2>
        <p>${next.says}</p>
        <div class="wb-actions wb-no-print"><${StepLink} ...${{ step: next, go, ask }} primary />
          ${next.also && html`<${Button} onClick=${() => ask(next.also.form, next.also.record)}>${next.also.label}<//>`}</div>
      </section>
      <section class="wb-card" aria-labelledby="wb-challenge-days">
        <h2 id="wb-challenge-days">The hundred days</h2>
        <${HundredDays} hundred=${team.hundred} link=${{ href: () => "?view=gates", go: (mark) => go({ view: "gates", day: mark.day }) }} />
      </section>
    </div>
    <${Goals} ...${{ state, ask }} />
    <section class="wb-card" aria-labelledby="wb-challenge-waits">
      <h2 id="wb-challenge-waits">What waits</h2>
      ${waits.length === 0
        ? html`<p class="wb-muted">Nothing else waits for this team.</p>`
        : html`<ul class="wb-waits">${waits.map((step) => html`<li key=${step.says}><span>${step.says}</span> <${StepLink} ...${{ step, go, ask }} /></li>`)}</ul>`}
    </section>
    ${team.charter && html`<section class="wb-card" aria-labelledby="wb-challenge-charter">
      <h2 id="wb-challenge-charter">What the team agreed on</h2>
      <p class="wb-lines">${team.charter.text}</p>
      <p class="wb-muted wb-small-words">${team.charter.from}</p>
    </section>`}`;
}

/** Where a step leads: a view of this page, a form in it, or another page. */
function StepLink({ step, go, ask, primary = false }) {
  const { label, view, record = null, form = null, href = null } = step.button;
  const look = `wb-button ${primary ? "wb-primary" : "wb-quiet wb-small"}`;
  if (form) return html`<${Button} class=${primary ? "" : "wb-quiet wb-small"} primary=${primary} onClick=${() => ask(form, record)}>${label}<//>`;
  if (href) return html`<a class=${look} href=${href}>${label}</a>`;
  return html`<a class=${look} href=${`?view=${view}`} onClick=${(event) => follow(event, () => go({ view, record }))}>${label}</a>`;
}

/** The goals as their sentences, each with where its measure stands; a stretch goal neither passes nor fails. */
function Goals({ state, ask }) {
  const goals = state.team.goals;
  return html`<section class="wb-card" aria-labelledby="wb-challenge-goals">
    <div class="wb-row wb-spread"><h2 id="wb-challenge-goals">What we want to reach</h2>
      <${Button} class="wb-small wb-no-print" onClick=${() => ask("goal")}>Add a goal<//></div>
    ${goals.length === 0
      ? html`<p class="wb-muted">No goal yet. A goal for a hundred days is one that you do not know how to reach: it is there to learn from, and nobody is marked by it.</p>`
      : html`<ul class="wb-goals">${goals.map((goal) => html`<li key=${goal.id} id=${`wb-at-${goal.id}`} tabindex="-1">
          <div>
            <p class="wb-goal-sentence">${goal.sentence}</p>
            <p class="wb-muted">${goal.standing}${goal.measured_by && html` <a href=${`measures.ipynb?measure=${goal.measured_by}`}>See the measure</a>`}</p>
            ${goal.way && html`<p class="wb-small-words">${goal.way}</p>`}
          </div>
          ${goal.small && html`<div class="wb-goal-chart" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: goal.small }}></div>`}
          <${Button} class="wb-small wb-no-print" aria-label=${`Change the goal: ${goal.sentence}`} onClick=${() => ask("goal", goal.id)}>Change<//>
        </li>`)}</ul>`}
  </section>`;
}
