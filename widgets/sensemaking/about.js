// What is mended in front of the page: a thing that was said, who is here, the session itself.

/** Whatever is being mended in front of the page. */
function Editing({ editing, told, state, send, network, who, roles, steps, onClose }) {
  if (!editing) return null;
  const shared = { told, state, send, network, roles, onClose };
  if (editing.entry) return html`<${EntryDialog} key=${editing.entry.id} entry=${editing.entry} steps=${steps} ...${shared} />`;
  if (editing.insight) return html`<${InsightDialog} key=${editing.insight.id} insight=${editing.insight} ...${shared} />`;
  if (editing.action) return html`<${ActionDialog} key=${editing.action.id} action=${editing.action} ...${shared} />`;
  if (editing.session) return html`<${SessionDialog} session=${editing.session} ...${shared} />`;
  return html`<${PresentDialog} who=${who} ...${shared} />`;
}

/** Who is here, and the part each takes; both can change at any moment. */
function PresentDialog({ told, state, send, who, onClose }) {
  const { session } = told;
  const [roles, setRoles] = useState(told.present);
  const change = (next) => { setRoles(next); send("set_present", { session: session.id, roles: next }); };
  return html`<${Dialog} title="Who is here?" onClose=${onClose}>
    <${Present} roles=${roles} first=${[who, ...state.members]} more=${state.app.roles} onChange=${change} />
    <fieldset class="wb-field"><legend>Who takes which part?</legend>
      <div class="wb-form-pair">${PARTS.filter(({ part }) => part !== "presenter" || !session.airtime).map(({ part, label }) => html`<${Select} key=${part} label=${label} value=${session[part] ?? ""} empty="nobody"
        options=${told.present} onChange=${(role) => (role
          ? send("take_part", { session: session.id, role, part })
          : send("take_part", { session: session.id, role: session[part], part: "set member" }))} />`)}</div>
      ${session.airtime && html`<p class="wb-hint">Whoever has the airtime presents: ${theRole(session.presenter)}.</p>`}</fieldset>
  <//>`;
}

/** What the session is called, when it was held, how confidential it is and what its rules are. */
function SessionDialog({ session, state, send, network, onClose }) {
  const blank = { title: session.title, held_on: session.held_on, notes: session.notes, ground_rules: session.ground_rules,
    audience: session.audience, version: session.version };
  const [draft, setDraft, clear] = useDraft(`about:${session.id}`, blank, network);
  const put = (change) => setDraft({ ...draft, ...change });
  const close = () => { clear(blank); onClose(); };
  const save = async () => {
    const answer = await send("change_session", { session: session.id, ...draft });
    if (answer.ok || answer.conflict) close();
  };
  const remove = async () => { if ((await send("remove", { record: session.id })).ok) close(); };
  return html`<${Dialog} title="About this session" onClose=${close}>
    <${Form} onSubmit=${save}>
      <div class="wb-form-pair">
        <${TextField} label="Its name" value=${draft.title} maxlength="200" onChange=${(title) => put({ title })} />
        <${TextField} label="When it was held" type="date" value=${draft.held_on} onChange=${(held_on) => put({ held_on })} />
      </div>
      <${Confidentiality} value=${draft.audience} network=${state.app.network} onChange=${(audience) => put({ audience })} />
      <p class="wb-hint">It holds for what is said from now on; what was said already stays where it was.</p>
      <${TextArea} label="Ground rules" rows=${5} value=${draft.ground_rules} onChange=${(ground_rules) => put({ ground_rules })} />
      <${TextArea} label="Notes" value=${draft.notes} onChange=${(notes) => put({ notes })} />
      <div class="wb-row wb-spread">
        <${Button} primary type="submit">Keep<//>
        <${Button} class="wb-concern" onClick=${remove}>Remove this session<//>
      </div>
    <//>
  <//>`;
}
