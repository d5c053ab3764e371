// Several parts at once: what they have in common, and what can be done to all of them in one step.

/** What all of them say in a field, or undefined where they differ. */
const inCommon = (parts, field) => (parts.every((one) => sameValue(one[field], parts[0][field])) ? parts[0][field] : undefined);

/** A choice for all of them; kept once it has settled. */
function ForAll({ label, field, parts, options, empty, save }) {
  const common = inCommon(parts, field);
  const [chosen, setChosen] = useState(undefined);
  const timer = useRef(0), now = useRef({});
  now.current = { chosen, save };
  const keep = async () => {
    clearTimeout(timer.current);
    const { chosen: value } = now.current;
    if (value === undefined) return;
    now.current.chosen = undefined;
    await now.current.save({ [field]: value });
    setChosen(undefined);
  };
  useEffect(() => () => { keep(); }, []);
  const differ = common === undefined && chosen === undefined;
  const listed = [...(differ ? [{ value: "…", label: "they differ" }] : []), ...(empty ? [{ value: "", label: empty }] : []), ...options.map((one) => (typeof one === "string" ? { value: one, label: one } : one))];
  const value = chosen !== undefined ? chosen : differ ? "…" : common;
  return html`<${Select} label=${label} value=${value === null ? "" : String(value)} options=${listed} onBlur=${keep} onChange=${(next) => {
    if (next === "…") return;
    const wanted = next === "" ? null : typeof parts[0][field] === "number" ? Number(next) : next;
    now.current.chosen = wanted;
    setChosen(wanted);
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, SETTLED);
  }} />`;
}

/** A line of text for all of them, kept on Enter or when it is left. */
function LineForAll({ label, field, parts, save }) {
  const common = inCommon(parts, field);
  const [typed, setTyped] = useState(null);
  const keep = async () => { if (typed !== null && typed !== common) await save({ [field]: typed }); setTyped(null); };
  return html`<${TextField} label=${label} value=${typed ?? common ?? ""} placeholder=${common === undefined ? "they differ" : ""} maxlength="200" autocomplete="off" onChange=${setTyped} onBlur=${keep}
    onKeyDown=${(event) => {
      if (event.key === "Enter") { event.preventDefault(); keep(); }
      if (event.key === "Escape" && typed !== null) { event.stopPropagation(); setTyped(null); }
    }} />`;
}

/** Words for all of them. Where they differ, choosing one gives all the same, and that is said. */
function ChipsForAll({ label, field, parts, options, save }) {
  const common = inCommon(parts, field);
  const chosen = common ?? [];
  return html`<div class="wb-field wb-map-chips"><span class="wb-label">${label}</span>
    ${common === undefined && html`<p class="wb-hint">They differ. What you choose here, all ${parts.length} get.</p>`}
    <${Chips} label=${label} options=${options} chosen=${chosen} onToggle=${(word) => save({ [field]: chosen.includes(word) ? chosen.filter((each) => each !== word) : [...chosen, word] })} /></div>`;
}

/** The panel for several elements, several connections, or some of both. */
function SeveralDetails({ map }) {
  const { words } = map.state;
  const elements = map.chosenElements.map(map.part), ties = map.chosenConnections.map(map.part);
  const forElements = (fields) => map.change("change_elements", { elements: map.chosenElements, ...fields });
  const forTies = (fields) => map.change("change_connections", { connections: map.chosenConnections, ...fields });
  const ids = new Set(map.chosenElements);
  const among = map.state.connections.filter((tie) => ids.has(tie.source) && ids.has(tie.target) && !map.chosen.includes(tie.id));
  const title = [elements.length && plural(elements.length, "element"), ties.length && plural(ties.length, "connection")].filter(Boolean).join(" and ");
  const names = elements.map((one) => one.label).sort((a, b) => a.localeCompare(b));
  return html`
    <${PanelHead}>${title} selected<//>
    ${names.length > 0 && html`<p class="wb-muted">${names.slice(0, 8).join(", ")}${names.length > 8 ? ` and ${names.length - 8} more` : ""}</p>`}
    <div class="wb-row">
      ${elements.length > 0 && html`<${Button} class="wb-small" onClick=${map.copyChosen}>Copy<//>
        <${Button} class="wb-small" onClick=${map.pinChosen}>${elements.every((one) => one.pinned) ? "Unpin" : "Pin"}<//>`}
      ${among.length > 0 && html`<${Button} class="wb-small" onClick=${() => map.choose(among.map((tie) => tie.id))}>Select the ${plural(among.length, "connection")} among them<//>`}
      <${Button} class="wb-small wb-concern" onClick=${() => map.remove(map.chosen)}>Remove<//>
    </div>
    ${elements.length > 1 && html`<h3>Line them up</h3><${LineUps} map=${map} />`}
    ${elements.length > 0 && html`<h3>Change ${elements.length === 1 ? "the element" : `all ${elements.length} elements`}</h3>
      <div class="wb-form wb-map-fields" key=${map.chosenElements.join(" ")}>
        <${ForAll} label="Kind" field="kind" parts=${elements} options=${words.kinds} save=${forElements} />
        <${ForAll} label="Sector" field="sector" parts=${elements} options=${words.sectors} empty="none" save=${forElements} />
        <${LineForAll} label="Organisation" field="organisation" parts=${elements} save=${forElements} />
        <${ForAll} label="Drawn" field="size" parts=${elements} options=${words.sizes} save=${forElements} />
        <${ChipsForAll} label="Themes" field="themes" parts=${elements} options=${words.themes} save=${forElements} />
      </div>`}
    ${ties.length > 0 && html`<h3>Change ${ties.length === 1 ? "the connection" : `all ${ties.length} connections`}</h3>
      <div class="wb-form wb-map-fields" key=${map.chosenConnections.join(" ")}>
        <${ForAll} label="Strength" field="strength" parts=${ties} options=${strengthOptions(words.strengths)} save=${forTies} />
        <${ForAll} label="Kind" field="kind" parts=${ties} options=${words.ties} save=${forTies} />
        <${ForAll} label="Direction" field="direction" parts=${ties} options=${directionOptions(words.directions)} save=${forTies} />
        <${ChipsForAll} label="Themes" field="themes" parts=${ties} options=${words.themes} save=${forTies} />
      </div>`}`;
}

/** What several that are drawn as one stand for: elements, or the connections between two. */
function FoldDetails({ one, map }) {
  if (one.parts) {
    return html`<${PanelHead}>${plural(one.parts.length, "connection")} drawn as one<//>
      <ul class="wb-said">${one.parts.map((id) => { const tie = map.part(id); return html`<li key=${id}>${map.element(tie.source).label} ${tie.kind} ${map.element(tie.target).label}</li>`; })}</ul>`;
  }
  return html`<${PanelHead}>${one.label}: ${one.members.length} drawn as one<//>
    <p class="wb-muted">${one.members.map((each) => each.label).join(", ")}</p>
    <div class="wb-row"><${Button} primary onClick=${() => map.open(one.id)}>Draw them one by one<//></div>`;
}
