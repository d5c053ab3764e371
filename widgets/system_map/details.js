// The panel beside the drawing: the selected part, the whole map, adding, connecting.

const pageAt = (file, parameter, id) => `${file}.ipynb?${parameter}=${encodeURIComponent(id)}`;

/** The head of a form or a part: it takes the focus when the keyboard is sent there. */
const PanelHead = ({ children, onClose }) => html`<div class="wb-map-head"><h2 id="wb-map-panel-head" tabindex="-1">${children}</h2>
  ${onClose && html`<button type="button" class="wb-button wb-small" onClick=${onClose}>Done</button>`}</div>`;

/** The selected element. */
function ElementDetails({ one, map }) {
  const { state, network, change } = map;
  const { words } = state;
  const save = (fields) => change("change_element", { element: one.id, ...fields });
  const common = { part: one, save, network };
  const ties = state.connections.filter((tie) => tie.source === one.id || tie.target === one.id).sort((a, b) => b.strength - a.strength);
  return html`
    <${PanelHead}>${one.label}<//>
    <p class="wb-muted wb-map-kind">${[one.kind, one.sector, one.organisation].filter(Boolean).join(" · ")}</p>
    <p class="wb-answer">${state.about[one.id]}</p>
    ${!one.lived && html`<${Confirm} part=${one} map=${map} />`}
    <h3>Connections</h3>
    ${ties.length
      ? html`<table class="wb-table wb-map-ties"><thead><tr><th scope="col">with</th><th scope="col">how</th><th scope="col">strength</th></tr></thead>
          <tbody>${ties.map((tie) => {
            const other = map.element(tie.source === one.id ? tie.target : tie.source);
            return html`<tr key=${tie.id}>
              <td><button type="button" class="wb-map-link" onClick=${() => map.select(tie.id, { focus: "panel" })}>${other.label}</button></td>
              <td>${tie.source === one.id || tie.direction !== "one way" ? tie.kind : html`<span class="wb-visually-hidden">from there:</span><span aria-hidden="true">← </span>${tie.kind}`}</td>
              <td><${Dots} strength=${tie.strength} />${map.was.has(tie.id) && html` <span class="wb-muted">was ${map.was.get(tie.id) === 0 ? "hoped for" : html`<${Dots} strength=${map.was.get(tie.id)} />`}</span>`}</td>
            </tr>`;
          })}</tbody></table>`
      : html`<p class="wb-muted">None yet.</p>`}
    <div class="wb-row"><${Button} class="wb-small" onClick=${() => map.connectFrom(one.id)}>Connect it to…<//></div>
    <${SaidAbout} about=${state.pointing[one.id]} />
    <${EvidenceOf} part=${one} map=${map} />
    <h3>Change it</h3>
    <div class="wb-form wb-map-fields">
      <${EditLine} label="Name" id="name" field="label" saved=${one.label} ...${common} />
      <${EditChoice} label="Kind" field="kind" saved=${one.kind} options=${words.kinds} ...${common} />
      <${EditChoice} label="Sector" field="sector" saved=${one.sector} options=${words.sectors} empty="none" ...${common} />
      <${EditLine} label="Organisation" field="organisation" saved=${one.organisation} ...${common} />
      <${EditText} label="Note" field="note" saved=${one.note} ...${common} />
    </div>
    <${MoreFields} key=${`more ${one.id}`} part=${one} map=${map} />
    <div class="wb-row">
      <a class="wb-button wb-small" href=${pageAt("session", "from", one.id)}>Record a session about this</a>
      <a class="wb-button wb-small" href=${pageAt("prototypes", "from", one.id)}>New prototype from here</a>
      <${Button} class="wb-small wb-concern" onClick=${() => map.remove([one.id])}>Remove<//>
    </div>
    <${LastChanged} one=${one} />`;
}

/** The selected connection. */
function ConnectionDetails({ tie, map }) {
  const { state, network, change } = map;
  const { words } = state;
  const save = (fields) => change("change_connection", { connection: tie.id, ...fields });
  const common = { part: tie, save, network };
  const source = map.element(tie.source), target = map.element(tie.target);
  const end = (one) => html`<button type="button" class="wb-map-link" onClick=${() => map.select(one.id, { focus: "panel" })}>${one.label}</button>`;
  const between = { "one way": "to", mutual: "and", undirected: "and" }[tie.direction];
  return html`
    <${PanelHead}>${source.label} ${between} ${target.label}<//>
    <p class="wb-muted wb-map-kind">Connection: ${end(source)} ${tie.kind} ${end(target)}</p>
    <p class="wb-answer">${state.about[tie.id]}</p>
    ${!tie.lived && html`<${Confirm} part=${tie} map=${map} />`}
    <${SaidAbout} about=${state.pointing[tie.id]} />
    <${EvidenceOf} part=${tie} map=${map} />
    <h3>Change it</h3>
    <div class="wb-form wb-map-fields">
      <${EditStrength} field="strength" saved=${tie.strength} words=${words.strengths} ...${common} />
      <${EditChoice} label="Kind" field="kind" saved=${tie.kind} options=${words.ties} ...${common} />
      <${EditChoice} label="Direction" field="direction" saved=${tie.direction} options=${directionOptions(words.directions)} ...${common} />
      <${EditChoice} label="Effect" field="sign" saved=${tie.sign} options=${signOptions(words.signs)} empty="not said" ...${common} />
      <${EditTick} label="It takes a while to show" field="delay" saved=${tie.delay} ...${common} />
      <${EditLine} label="Said by" field="said_by" saved=${tie.said_by} list="wb-map-roles" ...${common} />
      <${EditChoice} label="How sure" field="sure" saved=${tie.sure} options=${words.sure} empty="not said" ...${common} />
      <${EditLine} label="There since" type="date" field="since" saved=${tie.valid_from} ...${common} />
      <${EditText} label="Note" field="note" saved=${tie.note} ...${common} />
      <datalist id="wb-map-roles">${state.app.roles.map((role) => html`<option value=${role} key=${role}></option>`)}</datalist>
    </div>
    <${MoreFields} key=${`more ${tie.id}`} part=${tie} map=${map} />
    <div class="wb-row">
      <a class="wb-button wb-small" href=${pageAt("prototypes", "from", tie.id)}>New prototype from here</a>
      <a class="wb-button wb-small" href=${pageAt("session", "from", tie.id)}>Record a session about this</a>
      <${Button} class="wb-small wb-concern" onClick=${() => map.remove([tie.id])}>Remove<//>
    </div>
    <${LastChanged} one=${tie} />`;
}

const LastChanged = ({ one }) => html`<p class="wb-muted wb-small-words">Last changed by ${one.changed_by}, <${Ago} at=${one.changed_at} />.</p>`;

const SAID_IN = { entry: "said in a session", insight: "concluded in a session", action: "to be done", session: "session" };

/** What was said about a part, and which prototypes mean to change it. */
function SaidAbout({ about = [] }) {
  const tried = about.filter((one) => one.kind === "prototype");
  const said = about.filter((one) => one.kind !== "prototype" && one.title).slice(0, 6);
  if (!about.length) return null;
  return html`<h3>Said about it</h3>
    ${said.map((one) => html`<p key=${one.id}>“${one.title}” <span class="wb-muted">${SAID_IN[one.kind] ?? one.kind}</span></p>`)}
    ${tried.length > 0 && html`<p>${tried.length === 1 ? "A prototype means" : `${tried.length} prototypes mean`} to change this:
      ${tried.map((one, index) => html`<span key=${one.id}>${index ? ", " : " "}<a href=${pageAt("prototypes", "open", one.id)}>${one.title}</a>${one.expectation ? ` (${one.expectation} it)` : ""}</span>`)}.</p>`}`;
}

/** Nothing is selected: what the map says, and what to do next. */
function WholeMap({ map }) {
  const { state } = map;
  const { facts, questions, suggestions } = state;
  if (!facts.elements) return html`<${PanelHead}>Begin the map<//><${HowToBegin} open />`;
  return html`
    <${PanelHead}>What the map says<//>
    <p class="wb-answer">${facts.says.length ? facts.says.join(" ") : "Everybody here is connected, and every sector is on the map."}</p>
    ${questions.length > 0 && html`<h3>Not confirmed yet</h3>
      <p>${facts.told} % of the map was told or confirmed by people here. ${facts.register_only === 1 ? "One part is" : `${facts.register_only} parts are`} known from the public register only: ${questions.length === 1 ? "one question" : `${questions.length} questions`}.</p>
      <div class="wb-row"><${Button} primary onClick=${() => map.setMode("confirm", "panel")}>Confirm one by one<//></div>`}
    <${LivedBySector} map=${map} />
    <h3>Who else belongs here?</h3>
    <${Suggestions} list=${suggestions} map=${map} />
    <${HowToBegin} />`;
}

const HowToBegin = ({ open = false }) => html`<details class="wb-map-how" open=${open}><summary>How to draw</summary><ul>
  <li>Double-click the paper, or press “+ Element”, and type a name. Double-click an element to give it another.</li>
  <li>Drag from the ring around an element to another one, or press “Connect” and click both. Let go on the paper and a new one is made there.</li>
  <li>Drag what stands in the wrong place. Click anything to read about it and to change it; with Ctrl, or a frame drawn with Shift, several at once.</li>
  <li>With the keyboard: arrow keys walk from one to the next, Enter opens it, + adds, Ctrl+Z takes back; a question mark lists all keys.</li>
  <li>The Table can do everything that the drawing can.</li></ul></details>`;

/** Whom most networks have: one click puts them on the map. */
function Suggestions({ list, map, most = 6 }) {
  const [all, setAll] = useState(false);
  if (!list.length) return html`<p class="wb-muted">All the usual roles are on the map.</p>`;
  return html`<div class="wb-chips">
    ${(all ? list : list.slice(0, most)).map((one) => html`<button type="button" class="wb-chip" key=${one.label}
      onClick=${() => map.add({ ...one, label: capital(one.label) }, { suggested: true })}>+ ${one.label}</button>`)}
    ${!all && list.length > most && html`<button type="button" class="wb-chip" onClick=${() => setAll(true)}>${list.length - most} more…</button>`}
  </div>`;
}

/** A new element: the name first; after adding it is ready for the next one. */
function AddForm({ map }) {
  const { words } = map.state;
  const [draft, setDraft, clear] = map.addDraft;
  const set = (field) => (value) => setDraft((before) => ({ ...before, [field]: value }));
  const twin = map.twin(draft.label);
  const submit = async (event, another = false) => {
    if (twin && !another) { focusField("add-twin"); return; }
    const { at, ...fields } = draft;
    const added = await map.add({ ...fields, sector: fields.sector || null }, { at });
    if (added) clear({ ...draft, label: "", organisation: "", note: "", at: null });
    focusField("add-name");
  };
  return html`
    <${PanelHead} onClose=${() => map.setMode(null, "canvas")}>What belongs on the map?<//>
    <${Form} onSubmit=${submit}>
      <${TextField} label="Name" data-field="add-name" maxlength="200" autocomplete="off" value=${draft.label} onChange=${set("label")}
        hint=${draft.at ? "It goes where you pointed." : "A role rather than a person’s name, such as Link worker. Enter adds it."} />
      ${twin && html`<${Twin} twin=${twin} map=${map} field="add-twin" another=${() => submit(null, true)} />`}
      <${Select} label="Kind" value=${draft.kind} onChange=${set("kind")} options=${words.kinds} />
      <${Select} label="Sector" value=${draft.sector} onChange=${set("sector")} options=${words.sectors} empty="none" />
      <${TextField} label="Organisation" value=${draft.organisation} maxlength="200" onChange=${set("organisation")} />
      ${!twin && html`<div class="wb-row"><${Button} primary type="submit">Add<//></div>`}
    <//>
    <h3>Or choose</h3>
    <${Suggestions} list=${map.state.suggestions} map=${map} />`;
}

/** Somebody of that name is on the map: the same one, or another? */
function Twin({ twin, map, field, another }) {
  useEffect(() => announce(`There is a ${twin.label} already.`), [twin.id]);
  const what = [twin.kind, twin.sector, twin.organisation].filter(Boolean).join(", ");
  return html`<div class="wb-map-twin" role="group" aria-label="Already on the map">
    <p>There is a ${twin.label} already <span class="wb-muted">(${what})</span>.</p>
    <div class="wb-row"><${Button} class="wb-small" data-field=${field} onClick=${() => map.select(twin.id, { focus: "panel", details: true, show: true })}>Show it<//>
      <${Button} class="wb-small" onClick=${another}>Add another<//></div>
  </div>`;
}

/** A new connection: both ends from the drawing or from the lists. */
function ConnectForm({ map }) {
  const { state } = map;
  const { words } = state;
  const [draft, setDraft, clear] = map.connectDraft;
  const set = (field) => (value) => setDraft((before) => ({ ...before, [field]: value }));
  const options = useMemo(() => [...state.elements].sort((a, b) => a.label.localeCompare(b.label)).map((one) => ({ value: one.id, label: one.label })), [state.elements]);
  const ready = draft.source && draft.target && draft.kind;
  const submit = async () => {
    if (!ready) { focusField(!draft.source ? "from" : !draft.target ? "to" : "how"); return; }
    const { more: _more, ...fields } = draft;
    const answer = await map.change("connect", { ...fields, sign: fields.sign || null, sure: fields.sure || null });
    if (!answer.ok) return;
    map.say(`Connected ${map.element(draft.source).label} and ${map.element(draft.target).label}.`, true);
    clear({ ...draft, source: "", target: "" });
    focusField("from");
  };
  return html`
    <${PanelHead} onClose=${() => { clear(); map.setMode(null, "canvas"); }}>Who relates to whom?<//>
    <p class="wb-muted">Click two elements on the drawing, or choose them here.</p>
    <${Form} onSubmit=${submit}>
      <${Select} label="From" data-field="from" value=${draft.source} onChange=${set("source")} options=${options} empty="choose…" />
      <${Select} label="How" data-field="how" value=${draft.kind} onChange=${set("kind")} options=${words.ties} empty="choose…" />
      <${Select} label="To" data-field="to" value=${draft.target} onChange=${set("target")} options=${options.filter((one) => one.value !== draft.source)} empty="choose…" />
      <${Strength} words=${words.strengths} value=${draft.strength} onChange=${set("strength")} />
      <${Select} label="Direction" value=${draft.direction} onChange=${set("direction")} options=${directionOptions(words.directions)} />
      ${draft.more
        ? html`<${Select} label="Effect" value=${draft.sign} onChange=${set("sign")} options=${signOptions(words.signs)} empty="not said" />
          <label class="wb-choice"><input type="checkbox" checked=${draft.delay} onChange=${(event) => set("delay")(event.target.checked)} />It takes a while to show</label>
          <${Select} label="How sure" value=${draft.sure} onChange=${set("sure")} options=${words.sure} empty="not said" />
          <${TextArea} label="Note" value=${draft.note} onChange=${set("note")} rows="2" />`
        : html`<button type="button" class="wb-map-link" onClick=${() => set("more")(true)}>Say more: its effect, how sure, a note</button>`}
      <div class="wb-row"><${Button} primary type="submit" disabled=${!ready} title=${ready ? "" : "Choose from, how and to first"}>Connect<//></div>
    <//>`;
}
