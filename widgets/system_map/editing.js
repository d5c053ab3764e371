// More that can be said of a part of the map, in its details: what it is about, what it is to people, how large it is
// drawn, and whether it stays where it is.

/** Words of which several can be chosen, kept once they have settled. `options` are words, or {value, label}. */
function EditChips({ label, options, ...rest }) {
  const edit = useEdit(rest);
  const chosen = edit.value ?? [];
  const toggle = (word) => edit.choose(chosen.includes(word) ? chosen.filter((each) => each !== word) : [...chosen, word]);
  return html`<div class="wb-field wb-map-chips" onfocusout=${edit.keep}><span class="wb-label">${label}</span>
    <${Chips} label=${label} options=${options} chosen=${chosen} onToggle=${toggle} />
    ${edit.meanwhile && html`<p class="wb-hint">${hintOf(edit)}</p>`}</div>`;
}

/** The fields for one element or one connection; closed unless something of it is said already. */
function MoreFields({ part, map }) {
  const { words } = map.state, tie = part.label === undefined;
  const save = (fields) => (tie ? map.change("change_connection", { connection: part.id, ...fields }) : map.change("change_element", { element: part.id, ...fields }));
  const common = { part, save, network: map.network };
  const [open] = useState(part.themes.length > 0 || (!tie && (part.seen_as.length > 0 || part.pinned || part.size !== "usual")));
  return html`<details class="wb-map-how" open=${open}><summary>${tie ? "What it is about" : "What it is about, its size, its pin"}</summary>
    <div class="wb-form wb-map-fields">
      <${EditChips} label="Themes" field="themes" saved=${part.themes} options=${words.themes} ...${common} />
      ${!tie && html`<${EditChips} label="To us it is" field="seen_as" saved=${part.seen_as} ...${common}
          options=${Object.entries(words.seen_as).map(([value, label]) => ({ value, label }))} />
        <${EditChoice} label="Drawn" field="size" saved=${part.size} options=${words.sizes} ...${common} />
        <${EditTick} label="Pinned: it stays here when the map is arranged" field="pinned" saved=${part.pinned} ...${common} />`}
    </div></details>`;
}
