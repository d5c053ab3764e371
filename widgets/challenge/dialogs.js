// The windows of this page, each named by what it asks for; a record is an id, a day of a gate or what is needed to ask.

const CHALLENGE_DIALOGS = { goal: GoalDialog, roll: RollDialog };

function ChallengeDialog(props) {
  const Own = CHALLENGE_DIALOGS[props.form];
  if (Own) return html`<${Own} ...${props} />`;
  const asked = ASKED[props.form](props);
  if (!asked) return null;
  const { removes, ...given } = asked;
  const { send, network, onClose } = props;
  return html`<${AskDialog} ...${{ send, network, onClose, ...given }} after=${removes && html`<${RemoveLine} ...${{ send, onClose, ...removes }} />`} />`;
}

/** A quiet way to take a record away, at the foot of the window that changes it. */
function RemoveLine({ send, record, what, onClose }) {
  const remove = async () => {
    const answer = await send("remove", { record });
    if (!answer.ok) return;
    announce(`The ${what} is removed. Undo brings it back.`);
    onClose(answer.result);
  };
  return html`<p><${Button} quiet onClick=${remove}>Remove this ${what}<//></p>`;
}

const fieldsOf = (row, names) => Object.fromEntries(names.map((name) => [name, row[name] ?? ""]));
const byId = (rows, id) => rows.find((row) => row.id === id);

const ASKED = {
  challenge({ state, record }) {
    const team = state.team, several = state.sets.length > 1;
    return {
      title: "Change the challenge", labels: state.labels.challenge, gesture: "change_challenge", args: { challenge: record }, submit: "Keep the changes",
      said: "The challenge is changed. Undo takes it back.", place: `challenge:${record}`,
      blank: { ...fieldsOf(team.fields, ["title", "launched_on", "cohort", "charter", ...(several ? ["in_set"] : [])]), version: team.version },
      rows: [[{ name: "title" }], [{ name: "launched_on", kind: "day" }, { name: "cohort" }], ...(several ? [[{ name: "in_set", kind: "choice", options: state.sets }]] : []), [{ name: "charter", kind: "text", rows: 6 }]],
      removes: { record, what: "challenge" },
    };
  },
  task({ state, record }) {
    const task = [state.team.plan, ...state.team.plan.earlier].flatMap((plan) => plan.tasks).find((each) => each.id === record);
    if (!task) return null;
    const names = ["title", "owner", "tests", "gate", "starts_on", "ends_on", "started_on", "done_on"];
    return {
      title: "Change the task", labels: state.labels.task, gesture: "change_task", args: { task: record }, submit: "Keep the changes", place: `task:${record}`,
      said: "The task is changed. Undo takes it back.", blank: { ...fieldsOf(task, names), gate: String(task.gate), version: task.version },
      rows: [[{ name: "title" }], [{ name: "owner", kind: "role" }, { name: "gate", kind: "choice", options: state.gate_choices }], [{ name: "tests" }],
        [{ name: "starts_on", kind: "day" }, { name: "ends_on", kind: "day" }], [{ name: "started_on", kind: "day" }, { name: "done_on", kind: "day" }]],
      removes: { record, what: "task" },
    };
  },
  gate({ state, record }) {
    const gate = state.team.gates.find((each) => each.day === record);
    const blank = { ...fieldsOf(gate.fields, ["held_on", "session", "plan", "charter", "sustain"]), ...(gate.id ? { version: gate.version } : {}) };
    return {
      title: gate.id ? `What came out of the ${gate.name}` : `Write up the ${gate.name}`, about: gate.id ? "" : "What the team decided, in its own words. Leave empty what was not spoken of.",
      labels: state.labels.gate, gesture: gate.id ? "change_gate" : "hold_gate", args: gate.id ? { gate: gate.id } : { challenge: state.shown, day: gate.day },
      submit: gate.id ? "Keep the changes" : `The ${gate.name} was held`, place: `gate:${gate.id ?? `${state.shown}:${gate.day}`}`, blank,
      said: gate.id ? "It is changed. Undo takes it back." : `The ${gate.name} is written up.`,
      rows: [[{ name: "held_on", kind: "day", max: state.app.today }, { name: "session", kind: "choice", options: gate.sessions, empty: "no session" }],
        [{ name: "plan", kind: "text" }], [{ name: "charter", kind: "text" }], [{ name: "sustain", kind: "text" }]],
      removes: gate.id ? { record: gate.id, what: "gate" } : null,
    };
  },
  supporter({ state, record }) {
    const one = record && byId(state.team.supporters, record);
    return {
      title: one ? `Change: ${one.title}` : "Who stands behind the team?", labels: state.labels.supporter, place: `supporter:${record ?? `${state.shown}:new`}`,
      gesture: one ? "change_supporter" : "add_supporter", args: one ? { supporter: record } : { challenge: state.shown }, submit: one ? "Keep the changes" : "Add",
      said: one ? "It is changed. Undo takes it back." : "Added. Note a contact when you have spoken.",
      blank: one ? { ...fieldsOf(one.fields, ["title", "part", "organisation", "name"]), version: one.version } : { title: "", part: "sponsor", organisation: "", name: "" },
      rows: [[{ name: "title", kind: "role" }, { name: "part", kind: "choice", options: state.parts }], [{ name: "organisation" }, { name: "name" }]],
      removes: one ? { record, what: one.part } : null,
    };
  },
  contact({ state, record }) {
    const one = byId(state.team.supporters, record);
    return {
      title: `A contact with ${theRole(one.title)}`, labels: state.labels.contact, gesture: "log_contact", args: { supporter: record }, submit: "Keep it", place: `contact:${record}`,
      said: "The contact is noted. Undo takes it back.", blank: { title: "", on: state.app.today, confidence: "" },
      rows: [[{ name: "title" }], [{ name: "on", kind: "day", max: state.app.today }, { name: "confidence", kind: "choice", empty: "not asked", options: state.confidence }]],
    };
  },
  change_contact({ state, record }) {
    const contact = state.team.supporters.flatMap((one) => one.contacts).find((each) => each.id === record);
    return {
      title: "Change the contact", labels: state.labels.contact, gesture: "change_contact", args: { contact: record }, submit: "Keep the changes", place: `change-contact:${record}`,
      said: "It is changed. Undo takes it back.", blank: { title: contact.title, on: contact.on, confidence: String(contact.confidence ?? ""), version: contact.version },
      rows: [[{ name: "title" }], [{ name: "on", kind: "day", max: state.app.today }, { name: "confidence", kind: "choice", empty: "not asked", options: state.confidence }]],
      removes: { record, what: "contact" },
    };
  },
  permission({ state, record }) {
    const one = record && byId(state.permissions.listed, record);
    return {
      title: one ? "Change what was asked" : "Ask for permission", labels: state.labels.permission, place: `permission:${record ?? state.shown}`,
      gesture: one ? "change_permission" : "ask_permission", args: one ? { permission: record } : { challenge: state.shown }, submit: one ? "Keep the changes" : "Keep that we asked",
      said: one ? "It is changed. Undo takes it back." : "The permission is noted, and waits for an answer.",
      blank: one ? { ...one.fields, version: one.version } : { title: "", principle: "", asked_of: "", asked_on: state.app.today },
      removes: one ? { record, what: "permission" } : null,
      rows: [[{ name: "title", placeholder: "for example two signatures for a home visit" }], [{ name: "principle", placeholder: "for example whoever is there may act" }], [{ name: "asked_of", kind: "role" }, { name: "asked_on", kind: "day", max: state.app.today }]],
    };
  },
  permit({ state, record }) {
    const one = byId(state.permissions.listed, record);
    return {
      title: `What was answered: ${one.rule}`, labels: state.labels.permission, gesture: "answer_permission", args: { permission: record }, submit: "Keep the answer", place: `permit:${record}`,
      said: "The answer is kept. Undo takes it back.", blank: { answer: one.answer || "given", answered_on: one.answered_on ?? state.app.today, until: one.until ?? "", version: one.version },
      rows: [[{ name: "answer", kind: "choice", options: state.permission_answers }, { name: "answered_on", kind: "day", max: state.app.today }], [{ name: "until", kind: "day", when: (draft) => draft.answer === "given" }]],
    };
  },
  barrier({ state, record }) {
    const one = byId(state.barriers.listed, record);
    return {
      title: "Change the barrier", labels: state.labels.barrier, gesture: "change_barrier", args: { barrier: record }, submit: "Keep the changes", place: `barrier:${record}`, said: "It is changed. Undo takes it back.",
      blank: { ...fieldsOf(one.fields, ["title", "owner", "raised_by", "raised_on", "level"]), blocks: one.fields.blocks, version: one.version },
      rows: [[{ name: "title" }], [{ name: "owner", kind: "role" }, { name: "raised_by", kind: "role" }], [{ name: "raised_on", kind: "day", max: state.app.today }, { name: "level", kind: "choice", options: state.levels }]],
      extra: ({ draft, setDraft }) => html`<${BlocksChooser} ...${{ state, draft, setDraft }} />`,
      removes: { record, what: "barrier" },
    };
  },
  escalate({ state, record }) {
    const one = byId(state.barriers.listed, record);
    return {
      title: `Take it further: ${one.title}`, labels: state.labels.escalation, gesture: "escalate", args: { barrier: record }, submit: "Take it further", place: `escalate:${record}`,
      said: "It is taken further. Undo takes it back.", blank: { to: "", why: "", on: state.app.today },
      rows: [[{ name: "to", kind: "role" }, { name: "on", kind: "day", max: state.app.today }], [{ name: "why" }]],
    };
  },
  resolve({ state, record }) {
    const one = byId(state.barriers.listed, record);
    return {
      title: `How was it resolved? ${one.title}`, labels: state.labels.resolution, gesture: "resolve", args: { barrier: record }, submit: "It is resolved", place: `resolve:${record}`,
      said: (result) => result.said, blank: { how: "", on: state.app.today }, rows: [[{ name: "how", kind: "text" }], [{ name: "on", kind: "day", max: state.app.today }]],
    };
  },
  recommendation({ state, record }) {
    const one = byId(state.commitments.listed, record);
    return {
      title: "Change the recommendation", labels: state.labels.recommendation, gesture: "change_recommendation", args: { recommendation: record }, submit: "Keep the changes", place: `recommendation:${record}`,
      said: "It is changed. Undo takes it back.", blank: { ...fieldsOf(one.fields, ["title", "sponsor", "made_on"]), version: one.version },
      rows: [[{ name: "title" }], [{ name: "sponsor", kind: "role" }, { name: "made_on", kind: "day", max: state.app.today }]], removes: { record, what: "recommendation" },
    };
  },
};
