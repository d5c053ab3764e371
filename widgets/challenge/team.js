// Who is in it: the team by sector with what is missing, and its sponsors and coaches, with every contact and how sure
// they are of the goal.

function TeamView({ state, Title, ask, record }) {
  const { composition, supporters, supporters_say: says } = state.team;
  useAskedFor(record);
  return html`
    <header class="wb-heading"><div><${Title}>Who is in it, and who stands behind it?<//><p class="wb-lede">${composition.says}</p></div></header>
    <section class="wb-card" aria-labelledby="wb-team-sectors">
      <h2 id="wb-team-sectors">The team, sector by sector</h2>
      ${composition.missing && html`<p class="wb-concern">${composition.missing}</p>`}
      <${BlockTable} label="The team by sector" heads=${["sector", "who"]}>
        ${composition.sectors.map((each) => html`<tr role="row" key=${each.sector}>
          <td role="cell" class="wb-block-first">${each.sector}</td>
          <td role="cell" data-label="who">${each.people.length ? each.people.join("; ") : html`<span class="wb-muted">nobody yet</span>`}</td>
        </tr>`)}
      <//>
      <div class="wb-actions wb-no-print"><a class="wb-button wb-small" href="home.ipynb">Add somebody on the home page</a></div>
    </section>
    <section class="wb-card" aria-labelledby="wb-team-supporters">
      <div class="wb-row wb-spread"><h2 id="wb-team-supporters">Sponsors and coaches</h2>
        <${Button} class="wb-small wb-no-print" onClick=${() => ask("supporter")}>Add a sponsor or a coach<//></div>
      <p class="wb-muted">${says}</p>
      ${supporters.length > 0 && html`<ul class="wb-supporters">${supporters.map((one) => html`<${SupporterCard} key=${one.id} ...${{ one, ask }} />`)}</ul>`}
    </section>`;
}

function SupporterCard({ one, ask }) {
  return html`<li id=${`wb-at-${one.id}`} tabindex="-1">
    <div class="wb-supporter-head">
      <div><h3>${one.title}</h3><p class="wb-muted">${one.about}</p><p>${one.says}</p></div>
      ${one.drawing && html`<div class="wb-confidence" dangerouslySetInnerHTML=${{ __html: one.drawing }}></div>`}
    </div>
    ${one.contacts.length > 0 && html`<${BlockTable} label=${`Contacts with ${one.title}`} heads=${["day", "what came of it", "how sure (0 to 10)", ""]} extra="wb-contacts">
      ${one.contacts.map((contact) => html`<tr role="row" key=${contact.id} id=${`wb-at-${contact.id}`} tabindex="-1">
        <td role="cell" class="wb-block-first">${longDate(contact.on)}</td><td role="cell" data-label="what came of it">${contact.title}</td>
        <td role="cell" data-label="how sure" class="wb-figures">${contact.confidence ?? html`<span class="wb-muted">not asked</span>`}</td>
        <td role="cell" class="wb-block-buttons wb-no-print"><${Button} class="wb-quiet wb-small" aria-label=${`Change the contact of ${longDate(contact.on)} with ${one.title}`}
          onClick=${() => ask("change_contact", contact.id)}>Change<//></td>
      </tr>`)}
    <//>`}
    <div class="wb-actions wb-no-print">
      <${Button} class="wb-small" aria-label=${`Note a contact with ${one.title}`} onClick=${() => ask("contact", one.id)}>Note a contact<//>
      <${Button} class="wb-quiet wb-small" aria-label=${`Change: ${one.title}`} onClick=${() => ask("supporter", one.id)}>Change<//>
    </div>
  </li>`;
}
