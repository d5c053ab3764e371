// The cohort: the teams that go side by side, those of other networks read only, on one timeline and in a table.

function CohortView({ state, go, Title, ask }) {
  const { cohort } = state;
  if (!cohort) return html`
    <header class="wb-heading"><div><${Title}>Who goes with us?<//></div></header>
    <${Empty} action=${html`<div class="wb-actions"><${Button} onClick=${() => ask("challenge", state.shown)}>Name the cohort<//></div>`}>
      This team goes by itself. Teams with the same cohort, here or in other networks, stand side by side.<//>`;
  return html`
    <header class="wb-heading"><div><${Title}>How far are the teams of ${cohort.name}?<//><p class="wb-lede">${cohort.says}</p></div></header>
    <section class="wb-card" aria-labelledby="wb-cohort-line">
      <h2 id="wb-cohort-line">Side by side</h2>
      <figure class="wb-figure wb-cohort-figure">
        <div dangerouslySetInnerHTML=${{ __html: cohort.drawing }}></div>
        <figcaption>A filled dot is a gate that was held, a ring one to come; a ring with a stroke is past its day and not held.</figcaption>
      </figure>
    </section>
    <section class="wb-card" aria-labelledby="wb-cohort-table">
      <h2 id="wb-cohort-table">The same in a table</h2>
      <${BlockTable} label="The teams of the cohort" heads=${["team", "network", "launched", "day", "gates held", "next", "being tried", "in the way", "days to unblock"]}>
        ${cohort.teams.map((team) => html`<tr role="row" key=${team.id}>
          <td role="cell" class="wb-block-first">${team.here
            ? html`<a href=${`?team=${team.team}`} onClick=${(event) => follow(event, () => go({ view: "now", team: team.team }))}>${team.title}</a>`
            : team.href ? html`<a href=${team.href}>${team.title}</a>` : team.title}</td>
          <td role="cell" data-label="network">${team.network}${!team.here && html`<span class="wb-when">only to look at</span>`}</td>
          <td role="cell" data-label="launched">${longDate(team.launched_on)}</td>
          <td role="cell" data-label="day" class="wb-figures">${team.day}</td>
          <td role="cell" data-label="gates held">${team.held}</td>
          <td role="cell" data-label="next">${team.next}</td>
          <td role="cell" data-label="being tried" class="wb-figures">${team.tried}</td>
          <td role="cell" data-label="in the way">${team.barriers}</td>
          <td role="cell" data-label="days to unblock" class="wb-figures">${team.unblock}</td>
        </tr>`)}
      <//>
    </section>`;
}
