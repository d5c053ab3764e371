// Changing what is said of a prototype: its words, its owner, the rule suspended for it, its days and what it came from.

const EDIT_LABELS = {
  title: "What do we call it?", hypothesis: "What do we expect, and why?", owner: "Who looks after it?",
  principle: "What is the simple principle?", people: "Whom does it affect?", rule: "Which rule is suspended?",
  rule_by: "Who suspends it? (a role)", rule_until: "Until when?", reason: "Why",
};
const EDITED = ["title", "hypothesis", "owner", "principle", "people", "rule", "rule_by", "rule_until", "reason", "started_on", "ended_on", "version"];

function EditDialog({ state, send, network, prototype, onClose, onLeave }) {
  // The draft keeps the version that it began with, so that what somebody else changes meanwhile is asked about.
  const initial = { ...Object.fromEntries(EDITED.map((name) => [name, prototype[name] ?? ""])), parts: prototype.hypothesis_parts };
  const [draft, setDraft, clear] = useDraft(`prototype:${prototype.id}`, initial, network);
  const { above, at, sendHere, put } = useProblem(send, EDIT_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const field = (name) => ({ label: EDIT_LABELS[name], value: draft[name], onChange: put(name, EDIT_LABELS[name]), ...at(EDIT_LABELS[name]) });
  const putPart = (name) => (value) => setDraft((before) => ({ ...before, parts: { ...before.parts, [name]: value } }));
  const keep = async () => {
    const { parts, ...fields } = draft;
    if (parts) fields.hypothesis = hypothesisOf({ if_: parts.if, then: parts.then, because: parts.because }, { we: false });
    const answer = await sendHere("change_prototype", { prototype: prototype.id, ...fields });
    if (answer.ok || answer.conflict) { clear(); onClose(); }
  };
  const remove = async () => {
    const answer = await send("remove_prototype", { prototype: prototype.id });
    if (answer.ok) { announce(`Removed #${prototype.number}. Undo brings it back.`); onClose(); onLeave(); }
  };
  const words = Object.fromEntries(prototype.story.map((item) => [item.id, item.words]));
  return html`<${Dialog} title=${`Edit #${prototype.number}`} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <${TextField} ...${field("title")} maxlength="200" autofocus />
      ${draft.parts
        ? html`<fieldset class="wb-field"><legend>${EDIT_LABELS.hypothesis}</legend>
            <div class="wb-stack">
              <${TextField} label="If…" value=${draft.parts.if} onChange=${putPart("if")} placeholder="for example we go along once" />
              <${TextField} label="then…" value=${draft.parts.then} onChange=${putPart("then")} />
              <${TextField} label="because…" value=${draft.parts.because} onChange=${putPart("because")} />
            </div></fieldset>`
        : html`<${TextArea} ...${field("hypothesis")} />`}
      <${TextField} ...${field("owner")} label="Who looks after it? (a role)" list="wb-roles" maxlength="200" />
      <${TextArea} ...${field("principle")} rows=${2} hint=${at(EDIT_LABELS.principle).hint ?? "The one line that everybody can act by."} />
      <${TextArea} ...${field("people")} rows=${2} />
      <${TextField} ...${field("rule")} hint=${at(EDIT_LABELS.rule).hint ?? "If something that usually has to be done need not be done for now."} />
      ${draft.rule && html`<div class="wb-form-pair">
        <${TextField} ...${field("rule_by")} list="wb-roles" maxlength="200" />
        <${TextField} ...${field("rule_until")} type="date" />
      </div>`}
      ${(prototype.started_on || prototype.ended_on) && html`<div class="wb-form-pair">
        ${prototype.started_on && html`<${TextField} label="First day of testing" type="date" value=${draft.started_on} onChange=${put("started_on")} />`}
        ${prototype.ended_on && html`<${TextField} label="Decided on" type="date" value=${draft.ended_on} onChange=${put("ended_on")} />`}
      </div>`}
      ${prototype.stage !== "idea" && html`<${TextArea} label=${`Why it is ${prototype.stage}`} value=${draft.reason} onChange=${put("reason")} rows=${2} />`}
      ${above}
      <div class="wb-actions">
        <${Button} primary type="submit">Keep the changes<//>
      </div>
    <//>
    <fieldset class="wb-field"><legend>Where it comes from</legend>
      <${OriginChooser} ...${{ state, network }} place=${prototype.id} chosen=${prototype.came_from} known=${words}
        onAdd=${(record) => send("came_from", { prototype: prototype.id, record })}
        onRemove=${(record) => send("no_longer_came_from", { prototype: prototype.id, record })} />
    </fieldset>
    <p><${Button} quiet onClick=${remove}>Remove this prototype<//></p>
  <//>`;
}
