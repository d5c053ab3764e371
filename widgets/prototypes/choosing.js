// Choosing what a prototype is tied to: relationships, measures, and what it came from. Used while a prototype is
// being named and afterwards alike; the parts say what was chosen, and the page decides what happens then.

const HOW_WORDS = { form: "form it", strengthen: "strengthen it", weaken: "weaken it", end: "end it" };
const WAY_WORDS = { increase: "go up", decrease: "come down" };
const ORIGIN_WORDS = { session: "Sessions", insight: "What was concluded", idea: "Ideas", entry: "What was said" };

/** Tells the form that a choice stands there which nobody has added yet: `chosen`, and how to `forget` it. */
function useStanding(standing, name, choice) {
  if (standing) standing.current[name] = choice;
  useEffect(() => () => { if (standing) standing.current[name] = null; }, []);
}

/** A choice in groups. `groups` are `{label, options}`. */
function GroupedSelect({ label, hidden, value, onChange, groups, empty }) {
  return html`<${Field} ...${{ label, hidden }}>${(given) => html`
    <select class="wb-input" value=${value ?? ""} onChange=${(event) => onChange(event.target.value)} ...${given}>
      <option value="">${empty}</option>
      ${groups.filter((group) => group.options.length).map((group) => html`<optgroup label=${group.label} key=${group.label}>
        ${group.options.map((option) => html`<option value=${option.id} key=${option.id}>${option.label}</option>`)}
      </optgroup>`)}
    </select>`}<//>`;
}

/** The relationships it means to change. `chosen` is `{connection: how}`. */
function TieChooser({ state, send, network, place, standing, chosen, onPut, onRemove }) {
  const [kept, setPicked] = useDraft(`choose:relationship:${place}`, "", network);
  const [how, setHow] = useState("strengthen");
  const [hoping, setHoping] = useState(state.connections.length === 0);
  const left = state.connections.filter((row) => !(row.id in chosen));
  const picked = left.some((row) => row.id === kept) ? kept : "";
  useStanding(standing, "relationship", picked && !hoping ? { chosen: { [picked]: how }, forget: () => setPicked("") } : null);
  const labelled = Object.fromEntries(state.connections.map((row) => [row.id, row.label]));
  const add = async () => {
    if (!picked) return announce("Choose a relationship first.");
    await onPut(picked, how);
    setPicked("");
  };
  return html`<div class="wb-stack">
    ${Object.keys(chosen).length > 0 && html`<ul class="wb-chosen">
      ${Object.entries(chosen).map(([connection, means]) => html`<li key=${connection}>
        <span>${labelled[connection] ?? "a relationship that has ended"}</span>
        <${Select} label=${`What it means to do with ${labelled[connection] ?? "it"}`} hidden value=${means}
          options=${state.hows.map((word) => ({ value: word, label: HOW_WORDS[word] }))} onChange=${(word) => onPut(connection, word)} />
        <${Button} quiet class="wb-small" onClick=${() => onRemove(connection)}
          aria-label=${`Take away ${labelled[connection] ?? "this relationship"}`}>Take away<//>
      </li>`)}</ul>`}
    ${hoping
      ? html`<${HopeFor} ...${{ state, send, standing }} onHoped=${async (connection) => { await onPut(connection, "form"); setHoping(false); }}
          onBack=${state.connections.length ? () => setHoping(false) : null} />`
      : html`<div class="wb-adding">
          <${Select} label="A relationship on the map" value=${picked} onChange=${setPicked} empty="choose…"
            options=${left.map((row) => ({ value: row.id, label: row.strength === 0 ? `${row.label}, hoped for` : row.label }))} />
          <${Select} label="It means to" value=${how} onChange=${setHow}
            options=${state.hows.map((word) => ({ value: word, label: HOW_WORDS[word] }))} />
          <${Button} onClick=${add}>Add<//>
        </div>
        <p><${Button} class="wb-quiet wb-small" onClick=${() => setHoping(true)}>The one we hope for is not on the map yet<//></p>`}
  </div>`;
}

/** A relationship that does not exist yet: it goes on the map as hoped for, drawn dotted. */
function HopeFor({ state, send, standing, onHoped, onBack }) {
  const [source, setSource] = useState("");
  const [target, setTarget] = useState("");
  const [kind, setKind] = useState(state.kinds[0]);
  const options = state.elements.map((element) => ({ value: element.id, label: element.label }));
  const { above, sendHere } = useProblem(send);
  const keep = async () => {
    const answer = await sendHere("hope_for", { source, target, kind });
    if (!answer.ok) return false;
    await onHoped(answer.result.connection);
    return answer.result.connection;
  };
  useStanding(standing, "hope", source && target ? { keep, forget: () => {} } : null);
  if (options.length < 2) return html`<p class="wb-muted">The map has too little on it to name a relationship.
    ${" "}<a href="map.ipynb">Go to the map</a> and put people and places on it first.</p>`;
  const hope = async () => {
    if (!source || !target) return announce("Choose both sides first.");
    await keep();
  };
  return html`<fieldset class="wb-field wb-hoping"><legend>A relationship we hope for</legend>
    <div class="wb-adding">
      <${Select} label="From" value=${source} onChange=${setSource} options=${options} empty="choose…" />
      <${Select} label="What happens" value=${kind} onChange=${setKind} options=${state.kinds} />
      <${Select} label="To" value=${target} onChange=${setTarget} options=${options} empty="choose…" />
    </div>
    ${above}
    <div class="wb-row">
      <${Button} onClick=${hope}>Put it on the map as hoped for<//>
      ${onBack && html`<${Button} quiet onClick=${onBack}>Choose one that is on the map<//>`}
    </div>
  </fieldset>`;
}

/** The measures that should show it. `chosen` is `{measure: way}`. */
function MeasureChooser({ state, send, network, place, standing, chosen, onPut, onRemove }) {
  const [kept, setPicked] = useDraft(`choose:measure:${place}`, "", network);
  const [way, setWay] = useState("");
  const [defining, setDefining] = useState(false);
  const titled = Object.fromEntries(state.measures.map((measure) => [measure.id, measure]));
  const left = state.measures.filter((measure) => !(measure.id in chosen));
  const picked = left.some((measure) => measure.id === kept) ? kept : "";
  const better = (measure) => (titled[measure]?.direction === "decrease" ? "decrease" : "increase");
  const ways = state.ways.map((word) => ({ value: word, label: WAY_WORDS[word] }));
  useStanding(standing, "measure", picked ? { chosen: { [picked]: way || better(picked) }, forget: () => setPicked("") } : null);
  const add = async () => {
    if (!picked) return announce("Choose a measure first.");
    await onPut(picked, way || better(picked));
    setPicked("");
    setWay("");
  };
  return html`<div class="wb-stack">
    ${Object.keys(chosen).length > 0 && html`<ul class="wb-chosen">
      ${Object.entries(chosen).map(([measure, moves]) => html`<li key=${measure}>
        <span>${titled[measure]?.title ?? "a measure"}</span>
        <${Select} label=${`Which way ${titled[measure]?.title ?? "it"} should go`} hidden value=${moves} options=${ways}
          onChange=${(word) => onPut(measure, word)} />
        <${Button} quiet class="wb-small" onClick=${() => onRemove(measure)}
          aria-label=${`Take away ${titled[measure]?.title ?? "this measure"}`}>Take away<//>
      </li>`)}</ul>`}
    ${left.length > 0 && html`<div class="wb-adding">
      <${Select} label="A measure" value=${picked} onChange=${setPicked} empty="choose…"
        options=${left.map((measure) => ({ value: measure.id, label: measure.title }))} />
      <${Select} label="It should" value=${way || better(picked)} onChange=${setWay} options=${ways} />
      <${Button} onClick=${add}>Add<//>
    </div>`}
    <p><${Button} quiet=${left.length > 0} onClick=${() => setDefining(true)}>${left.length ? "Define a new measure" : "Define a measure"}<//></p>
    ${defining && html`<${MeasureDialog} ...${{ state, send, network }} onClose=${() => setDefining(false)}
      onKept=${(measure, direction) => onPut(measure, direction === "decrease" ? "decrease" : "increase")} />`}
  </div>`;
}

/** What it grew out of. `chosen` are ids; `known` gives the words of those that the lists do not hold. */
function OriginChooser({ state, network, place, standing, chosen, onAdd, onRemove, known = {} }) {
  const [kept, setPicked] = useDraft(`choose:origin:${place}`, "", network);
  const picked = state.origins.some((origin) => origin.id === kept && !chosen.includes(kept)) ? kept : "";
  useStanding(standing, "origin", picked ? { chosen: [picked], forget: () => setPicked("") } : null);
  const named = Object.fromEntries([...state.elements, ...state.connections, ...state.origins].map((origin) => [origin.id, origin.label]));
  const groups = Object.entries(ORIGIN_WORDS).map(([kind, label]) => ({
    label, options: state.origins.filter((origin) => origin.kind === kind && !chosen.includes(origin.id)),
  }));
  const add = async () => {
    if (!picked) return announce("Choose something first.");
    await onAdd(picked);
    setPicked("");
  };
  return html`<div class="wb-stack">
    ${chosen.length > 0 && html`<ul class="wb-chosen">
      ${chosen.map((id) => html`<li key=${id}><span>${named[id] ?? known[id] ?? "what you came from"}</span>
        <${Button} quiet class="wb-small" onClick=${() => onRemove(id)} aria-label=${`Take away ${named[id] ?? "this"}`}>Take away<//>
      </li>`)}</ul>`}
    ${groups.some((group) => group.options.length)
      ? html`<div class="wb-adding">
          <${GroupedSelect} label="Something said or concluded in a session" groups=${groups} value=${picked} onChange=${setPicked} empty="choose…" />
          <${Button} onClick=${add}>Add<//>
        </div>`
      : chosen.length === 0 && html`<p class="wb-muted">No session has been held yet, so there is nothing to choose from.</p>`}
  </div>`;
}
