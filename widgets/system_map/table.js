// The same map as two tables. Whatever can be done on the drawing can be done here.

const ROWS_AT_ONCE = 100;

/** A cell that turns into a field: a line of text, or a choice if there are `options`. Enter goes on to `next`, if given. */
function Cell({ part, field, saved, shown, label, options, empty, editing, map, save, next }) {
  const key = `${part.id} ${field}`;
  if (editing.now !== key) {
    return html`<button type="button" class="wb-map-cell" data-cell=${key} aria-label=${`${label}: ${shown || "none"}. Change`}
      onClick=${() => editing.begin(key)}>${shown || "–"}</button>`;
  }
  return html`<${OpenCell} ...${{ part, field, saved, label, options, empty, editing, save, next, network: map.network }} />`;
}

function OpenCell({ label, options, empty, editing, next, ...rest }) {
  const edit = useEdit(rest);
  const field = useRef(null);
  useLayoutEffect(() => { field.current?.focus(); field.current?.select?.(); }, []);
  const done = async () => { const kept = await edit.keep(); editing.end(); if (kept) next?.(); };
  const onKeyDown = (event) => {
    if (event.key === "Enter") { event.preventDefault(); done(); }
    if (event.key === "Escape") { event.stopPropagation(); edit.cancel(); editing.end(); }
  };
  const leave = () => { edit.keep(); editing.leave(); };
  return options
    ? html`<select class="wb-input" ref=${field} aria-label=${label} value=${edit.value ?? ""} onKeyDown=${onKeyDown} onBlur=${leave}
        onChange=${(event) => edit.set(event.target.value === "" ? null : rest.field === "strength" ? Number(event.target.value) : event.target.value)}>
        ${empty && html`<option value="">${empty}</option>`}
        ${options.map((one) => (typeof one === "string" ? { value: one, label: one } : one)).map((one) => html`<option value=${one.value} key=${one.value}>${one.label}</option>`)}
      </select>`
    : html`<input class="wb-input" type="text" ref=${field} aria-label=${label} maxlength="200" autocomplete="off" value=${edit.value ?? ""}
        onInput=${(event) => edit.set(event.target.value)} onKeyDown=${onKeyDown} onBlur=${leave} />`;
}

/** One cell at a time is open; when it closes, the keyboard is back on it. */
function useEditing() {
  const [now, setNow] = useState(null);
  const open = useRef(null);
  return {
    now,
    begin(key) { open.current = key; setNow(key); },
    end() {
      const key = open.current;
      open.current = null;
      setNow(null);
      requestAnimationFrame(() => document.querySelector(`[data-cell="${CSS.escape(key ?? "")}"]`)?.focus());
    },
    leave() { const key = open.current; setTimeout(() => { if (open.current === key) { open.current = null; setNow((current) => (current === key ? null : current)); } }, 0); },
  };
}

/** Rows for what was looked for; the first hundred until somebody wants all. */
function useRows(list, fits) {
  const [all, setAll] = useState(false);
  const found = list.filter(fits);
  return { shown: all ? found : found.slice(0, ROWS_AT_ONCE), found: found.length, more: all ? 0 : Math.max(0, found.length - ROWS_AT_ONCE), showAll: () => setAll(true) };
}

const RowButtons = ({ part, name, map }) => html`<div class="wb-map-row-buttons">
  <label class="wb-map-row-tick" title="Select it, to change several together"><input type="checkbox" aria-label=${`Select ${name}`} checked=${map.chosen.includes(part.id)} onChange=${() => map.select(part.id, { add: true })} /></label>
  ${!part.lived && html`<button type="button" class="wb-button wb-small" aria-label=${`Confirm ${name}`} onClick=${() => map.confirm([part.id])}>Confirm</button>`}
  <button type="button" class="wb-button wb-small" aria-label=${`Details of ${name}`} onClick=${() => map.select(part.id, { focus: "panel", details: true, show: true })}>Details</button>
  <button type="button" class="wb-button wb-small" aria-label=${`Remove ${name}`} onClick=${() => map.remove([part.id], { focus: "table" })}>Remove</button>
</div>`;

const evidenceOf = (part) => (part.lived ? (part.provenance === "lived" ? "people" : "register, confirmed") : "register only");

// The roles are said outright: on a phone the rows are laid out as blocks, and browsers then forget that this is a table.
function MapTables({ map, sought, wide }) {
  const { state } = map;
  const editing = useEditing();
  const has = (...texts) => !sought || texts.some((text) => text?.toLowerCase().includes(sought));
  const elements = useMemo(() => [...state.elements].sort((a, b) => a.label.localeCompare(b.label)), [state.elements]);
  const elementRows = useRows(elements, (one) => has(one.label, one.kind, one.sector, one.organisation, one.note));
  const tieRows = useRows(state.connections, (tie) => has(map.element(tie.source).label, map.element(tie.target).label, tie.kind, tie.said_by, tie.note));
  const counts = useMemo(() => {
    const found = new Map();
    for (const tie of state.connections) for (const end of [tie.source, tie.target]) found.set(end, (found.get(end) ?? 0) + 1);
    return found;
  }, [state.connections]);
  const more = (rows) => rows.more > 0 && html`<div class="wb-row"><button type="button" class="wb-button wb-small" onClick=${rows.showAll}>Show ${rows.more} more</button></div>`;
  return html`
    <div class="wb-map-head"><h2 id="wb-map-panel-head" tabindex="-1">The map as tables</h2>
      <button type="button" class="wb-button wb-small" aria-pressed=${wide ? "true" : "false"} onClick=${() => map.setWide(!wide)}>${wide ? "Show the drawing beside it" : "Use the whole width"}</button></div>
    <p class="wb-muted">Press what you want to change; Enter keeps it, Escape leaves it as it was.${sought ? " Only what Find found is listed." : ""}</p>
    ${map.chosen.length > 1 && html`<div class="wb-row wb-map-selected"><strong>${map.chosen.length} selected</strong>
      <button type="button" class="wb-button wb-small" onClick=${() => { map.setTab("details"); focusPlaces.panel(); }}>Change them together</button>
      <button type="button" class="wb-map-link" onClick=${() => map.select(null)}>Let go of them</button></div>`}
    <div class="wb-table-wrap wb-map-table" tabindex="-1" id="wb-map-table">
      <table class="wb-table" role="table"><caption>Elements (${elementRows.found})</caption>
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Name</th><th role="columnheader" scope="col">Kind</th><th role="columnheader" scope="col">Sector</th>${wide && html`<th role="columnheader" scope="col">Organisation</th><th role="columnheader" scope="col" class="wb-number">Connections</th><th role="columnheader" scope="col">Known from</th>`}<th role="columnheader" scope="col"><span class="wb-visually-hidden">What to do</span></th></tr></thead>
        <tbody role="rowgroup">${elementRows.shown.map((one, index) => {
          const common = { part: one, editing, map, save: (fields) => map.change("change_element", { element: one.id, ...fields }) };
          return html`<tr role="row" key=${one.id} aria-selected=${map.chosen.includes(one.id) ? "true" : undefined}>
            <th role="rowheader" scope="row"><${Cell} field="label" label="Name" saved=${one.label} shown=${one.label} next=${index === elementRows.shown.length - 1 ? () => requestAnimationFrame(() => focusField("row-name")) : undefined} ...${common} /></th>
            <td role="cell"><${Cell} field="kind" label=${`Kind of ${one.label}`} saved=${one.kind} shown=${one.kind} options=${state.words.kinds} ...${common} /></td>
            <td role="cell"><${Cell} field="sector" label=${`Sector of ${one.label}`} saved=${one.sector} shown=${one.sector} options=${state.words.sectors} empty="none" ...${common} /></td>
            ${wide && html`<td role="cell"><${Cell} field="organisation" label=${`Organisation of ${one.label}`} saved=${one.organisation} shown=${one.organisation} ...${common} /></td>
              <td role="cell" class="wb-number">${counts.get(one.id) ?? 0}</td><td role="cell">${evidenceOf(one)}</td>`}
            <td role="cell"><${RowButtons} part=${one} name=${one.label} map=${map} /></td>
          </tr>`;
        })}</tbody></table>
      ${more(elementRows)}
    </div>
    <${AddRow} map=${map} />
    <div class="wb-table-wrap wb-map-table">
      <table class="wb-table" role="table"><caption>Connections (${tieRows.found})</caption>
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">From</th><th role="columnheader" scope="col">How</th><th role="columnheader" scope="col">To</th><th role="columnheader" scope="col">Strength</th>${wide && html`<th role="columnheader" scope="col">Direction</th><th role="columnheader" scope="col">Said by</th><th role="columnheader" scope="col">Known from</th>`}<th role="columnheader" scope="col"><span class="wb-visually-hidden">What to do</span></th></tr></thead>
        <tbody role="rowgroup">${tieRows.shown.map((tie) => {
          const source = map.element(tie.source).label, target = map.element(tie.target).label;
          const name = `the connection from ${source} to ${target}`;
          const common = { part: tie, editing, map, save: (fields) => map.change("change_connection", { connection: tie.id, ...fields }) };
          return html`<tr role="row" key=${tie.id} aria-selected=${map.chosen.includes(tie.id) ? "true" : undefined}>
            <th role="rowheader" scope="row">${source}</th>
            <td role="cell"><${Cell} field="kind" label=${`Kind of ${name}`} saved=${tie.kind} shown=${tie.kind} options=${state.words.ties} ...${common} /></td>
            <td role="cell">${target}</td>
            <td role="cell"><${Cell} field="strength" label=${`Strength of ${name}`} saved=${tie.strength} shown=${state.words.strengths[tie.strength]} options=${strengthOptions(state.words.strengths)} ...${common} /></td>
            ${wide && html`<td role="cell"><${Cell} field="direction" label=${`Direction of ${name}`} saved=${tie.direction} shown=${tie.direction} options=${directionOptions(state.words.directions)} ...${common} /></td>
              <td role="cell"><${Cell} field="said_by" label=${`Who told ${name}`} saved=${tie.said_by} shown=${tie.said_by} ...${common} /></td><td role="cell">${evidenceOf(tie)}</td>`}
            <td role="cell"><${RowButtons} part=${tie} name=${name} map=${map} /></td>
          </tr>`;
        })}</tbody></table>
      ${more(tieRows)}
    </div>
    <${ConnectRow} map=${map} elements=${elements} />`;
}

/** A new row below the elements. */
function AddRow({ map }) {
  const { words } = map.state;
  const [draft, setDraft, clear] = useDraft("map:row", { label: "", kind: "person in role", sector: "" }, map.network);
  const set = (field) => (value) => setDraft({ ...draft, [field]: value });
  const twin = map.twin(draft.label);
  const submit = async (event, another = false) => {
    if (!draft.label.trim()) { focusField("row-name"); return; }
    if (twin && !another) { focusField("row-twin"); return; }
    if (await map.add({ ...draft, sector: draft.sector || null })) clear({ ...draft, label: "" });
    focusField("row-name");
  };
  return html`<${Form} class="wb-map-new-row" aria-label="Add an element" onSubmit=${submit}>
    <${TextField} label="New element" data-field="row-name" maxlength="200" autocomplete="off" value=${draft.label} onChange=${set("label")} />
    <${Select} label="Kind" value=${draft.kind} onChange=${set("kind")} options=${words.kinds} />
    <${Select} label="Sector" value=${draft.sector} onChange=${set("sector")} options=${words.sectors} empty="none" />
    ${twin ? html`<${Twin} twin=${twin} map=${map} field="row-twin" another=${() => submit(null, true)} />` : html`<${Button} type="submit">Add<//>`}
  <//>`;
}

/** A new row below the connections. */
function ConnectRow({ map, elements }) {
  const { words } = map.state;
  const [draft, setDraft, clear] = useDraft("map:tie-row", { source: "", kind: "", target: "", strength: 3 }, map.network);
  const set = (field) => (value) => setDraft({ ...draft, [field]: value });
  const options = elements.map((one) => ({ value: one.id, label: one.label }));
  const submit = async () => {
    const missing = ["source", "kind", "target"].find((field) => !draft[field]);
    if (missing) { focusField(`row-${missing}`); return; }
    if (!(await map.change("connect", draft)).ok) return;
    map.say(`Connected ${map.element(draft.source).label} and ${map.element(draft.target).label}.`, true);
    clear({ ...draft, source: "", target: "" });
    focusField("row-source");
  };
  return html`<${Form} class="wb-map-new-row" aria-label="Connect two elements" onSubmit=${submit}>
    <${Select} label="New connection from" data-field="row-source" value=${draft.source} onChange=${set("source")} options=${options} empty="choose…" />
    <${Select} label="How" data-field="row-kind" value=${draft.kind} onChange=${set("kind")} options=${words.ties} empty="choose…" />
    <${Select} label="To" data-field="row-target" value=${draft.target} onChange=${set("target")} options=${options.filter((one) => one.value !== draft.source)} empty="choose…" />
    <${Select} label="Strength" value=${String(draft.strength)} onChange=${(value) => set("strength")(Number(value))} options=${strengthOptions(words.strengths)} />
    <${Button} type="submit">Connect<//>
  <//>`;
}
