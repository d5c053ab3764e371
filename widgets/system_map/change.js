// The change panel: what was done lately, and how the map of one day differs from that of another.

function ChangePanel({ map }) {
  return html`<${Changes} map=${map} />`;
}
