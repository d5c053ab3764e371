// “Ask the map”: questions in people's own words, each answered by a small map and a sentence how to read it.

function AskPanel({ map }) {
  return html`<${PanelHead}>What would you like to know?<//><p class="wb-muted">${plural(map.state.elements.length, "element")} to ask about.</p>`;
}
