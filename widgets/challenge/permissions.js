// The permissions: which rule is set aside, for what, by whom, under which simple principle and until when.

function PermissionsView({ state, Title, ask, record }) {
  const { permissions } = state;
  useAskedFor(record);
  return html`
    <header class="wb-heading">
      <div><${Title}>What may we do differently?<//><p class="wb-lede">${permissions.says}</p></div>
      <div class="wb-actions wb-no-print"><${Button} primary onClick=${() => ask("permission")}>Ask for permission<//></div>
    </header>
    ${permissions.listed.length === 0
      ? html`<${Empty}>No rule has been set aside. Where one is in the way, ask for it to be suspended for a while, under one simple principle that everybody can act by.<//>`
      : html`<section class="wb-card" aria-label="What was asked">
          <${BlockTable} label="Permissions" heads=${["rule", "simple principle", "asked of", "how it stands", ""]}>
            ${permissions.listed.map((one) => html`<tr role="row" key=${one.id} id=${`wb-at-${one.id}`} tabindex="-1">
              <td role="cell" class="wb-block-first">${one.rule}<span class="wb-when">${one.href ? html`for prototype <a href=${one.href}>${one.for}</a>` : one.for}</span></td>
              <td role="cell" data-label="principle">${one.principle || html`<span class="wb-muted">not said</span>`}</td>
              <td role="cell" data-label="asked of">${one.asked_of || html`<span class="wb-concern">nobody yet</span>`}<span class="wb-when">${one.asked}</span></td>
              <td role="cell" data-label="it stands"><span class=${one.over || one.waits ? "wb-concern" : ""}>${one.stands}</span></td>
              <td role="cell" class="wb-block-buttons wb-no-print"><div class="wb-actions">${one.href
                ? html`<a class="wb-button wb-small" href=${one.href} aria-label=${`Open the prototype: ${one.rule}`}>Open the prototype</a>`
                : html`<${Button} class="wb-small" aria-label=${`${one.waits ? "It is answered" : "Change the answer"}: ${one.rule}`} onClick=${() => ask("permit", one.id)}>${one.waits ? "It is answered" : "Change the answer"}<//>
                    <${Button} class="wb-quiet wb-small" aria-label=${`Change: ${one.rule}`} onClick=${() => ask("permission", one.id)}>Change<//>`}</div></td>
            </tr>`)}
          <//>
        </section>`}`;
}
