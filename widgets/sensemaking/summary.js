// A closed session, to be read again and to be printed.

function SummaryView({ state, send, network, onLeave }) {
  const told = state.open;
  const { session } = told;
  const method = methodNamed(state.methods, session.method);
  const said = session.steps
    .map((question) => ({ question, entries: told.entries.filter((entry) => entry.step === question) }))
    .filter(({ entries }) => entries.length);
  return html`<div class="wb-summary">
    <div class="wb-row wb-spread">
      <div>
        <p class="wb-muted">${longDate(session.held_on)} · ${method.name}</p>
        <h1 tabindex="-1">${session.title}</h1>
        <p class="wb-muted">${told.present.length ? `Here: ${told.present.join(", ")}` : "Nobody noted who was here."}</p>
      </div>
      <div class="wb-row wb-no-print">
        <${StepsBack} state=${state} send=${send} />
        <${Button} onClick=${() => window.print()}>Print<//>
        <${Button} onClick=${() => send("reopen_session", { session: session.id })}>Open it again<//>
        <${Button} onClick=${onLeave}>All sessions<//>
      </div>
    </div>
    ${session.notes && html`<p class="wb-card wb-said-text">${session.notes}</p>`}
    <section class="wb-card">
      <h2>What we concluded</h2>
      ${told.insights.length
        ? html`<ul class="wb-said wb-insights">${told.insights.map((insight) => html`<li key=${insight.id}>
            <p class="wb-said-text">${insight.text}</p>
            ${insight.came_from.length > 0 && html`<span class="wb-by">rests on ${insight.came_from.map(({ label }) => quoted(label)).join(", ")}</span>`}
            <${Became} record=${insight} state=${state} />
            <a class="wb-small-words wb-no-print" href=${prototypeFrom(insight)}>Make a prototype from this</a></li>`)}</ul>`
        : html`<p class="wb-muted">Nothing was concluded.</p>`}
    </section>
    <section class="wb-card">
      <h2>What we will do</h2>
      ${told.actions.length ? html`<${ActionList} ...${{ told, state, send }} />` : html`<p class="wb-muted">No action was agreed.</p>`}
    </section>
    <section class="wb-card">
      <h2>What was said</h2>
      ${said.length ? said.map(({ question, entries }) => html`<div key=${question} class="wb-said-group">
        <h3>${question}</h3>
        <ul class="wb-said">${entries.map((entry) => html`<${EntryItem} key=${entry.id} ...${{ entry, state, send }} />`)}</ul>
      </div>`) : html`<p class="wb-muted">Nothing was noted.</p>`}
    </section>
  </div>`;
}
