// What was said, concluded and agreed, as lists that can be mended.

/** Take back and do again. */
function StepsBack({ state, send }) {
  const step = async (gesture) => {
    const answer = await send(gesture);
    if (answer.ok) announce(steppedSentence(answer.result.said));
  };
  return html`<div class="wb-row wb-steps-back">
    <${Button} class="wb-small" disabled=${!state.app.undo} title=${state.app.undo ? `Take back: ${state.app.undo}` : "There is nothing of yours to take back"}
      onClick=${() => step("undo")}>Undo<//>
    <${Button} class="wb-small" disabled=${!state.app.redo} title=${state.app.redo ? `Do again: ${state.app.redo}` : "There is nothing to do again"}
      onClick=${() => step("redo")}>Redo<//>
  </div>`;
}

/** Opens a row of buttons under the thing it belongs to, so that a list stays calm. */
function More({ what, children }) {
  const [open, setOpen] = useState(false);
  return html`<div class="wb-more">
    <button type="button" class="wb-button wb-quiet wb-small" aria-expanded=${open ? "true" : "false"}
      aria-label=${`${open ? "Less" : "More"} on ${quoted(what)}`} onClick=${() => setOpen(!open)}>${open ? "Less" : "More"}</button>
    ${open && html`<div class="wb-row">${children}</div>`}
  </div>`;
}

/** A box to tick that shows what was pressed while it is being kept. `onTick` returns what `send` does. */
function Tick({ done, label, onTick, disabled }) {
  const [pressed, setPressed] = useState(null);
  useEffect(() => { setPressed(null); }, [done]);
  const tick = async (event) => {
    setPressed(event.target.checked);
    if (!(await onTick(event.target.checked)).ok) setPressed(null);
  };
  return html`<input type="checkbox" checked=${pressed ?? done} disabled=${disabled} aria-label=${label} onChange=${tick} />`;
}

const quoted = (text) => (/^[“"‘]/.test(text) ? text : `“${text}”`);
/** The beginning of a long text, cut between words. */
const beginning = (text) => (text.length > 60 ? `${text.slice(0, 57).replace(/\s+\S*$/, "").replace(/[.,;:]+$/, "")}…` : text);
const prototypeFrom = (record) => `prototypes.ipynb?from=${record.id}`;

/** What something became, and the way to let it become a prototype. */
function Became({ record, state }) {
  const became = state.became[record.id] ?? [];
  return html`${became.map((prototype) => html`<span class="wb-by" key=${prototype.id}>
    became <a href=${`prototypes.ipynb?open=${prototype.id}`}>prototype #${prototype.number}, ${prototype.title}</a></span>`)}`;
}

/** One thing that was said; with `onSelect` it can be selected for an insight. */
function EntryItem({ entry, state, send, session, selected, onSelect, onEdit }) {
  const text = html`<${Marked} text=${entry.text} about=${entry.about} />`;
  const lies = Object.entries(entry.placed) // in words where it lies most clearly; the others are counted
    .filter(([key, weights]) => weights && state.signifiers.some((known) => known.key === key))
    .sort(([, one], [, other]) => Math.max(...other) - Math.max(...one))
    .map(([key, weights], place, all) => (place > 1 ? "" : place === 1 && all.length > 2 ? `placed ${all.length - 1} times more`
      : placedInWords(state.signifiers.find((known) => known.key === key), weights))).filter(Boolean);
  const goes = entry.goes ?? goesOf(entry);
  return html`<li class="wb-entry">
    ${onSelect
      ? html`<label class="wb-choice"><input type="checkbox" checked=${selected} onChange=${() => onSelect(entry.id)} />
          <span class="wb-said-text">${text}</span></label>`
      : html`<p class="wb-said-text">${text}</p>`}
    <div class="wb-entry-foot">
      <span class="wb-by">${entry.said_by || "somebody"} · ${kindOf(entry)}${entry.about.length > 0 && html`, about <${Links} about=${entry.about} />`}${
        lies.length > 0 && ` · ${lies.join(" · ")}`}${entry.themes.length > 0 && ` · ${entry.themes.join(", ")}`}${
        (entry.nature === "story" || goes !== session.audience) && ` · for ${AUDIENCES[goes]}`}</span>
      <${Became} record=${entry} state=${state} />
      ${onEdit && html`<${More} what=${beginning(entry.text)}>
        <${Button} class="wb-small" onClick=${() => onEdit(entry)}>Edit<//>
        <${Button} class="wb-small" onClick=${() => send("remove", { record: entry.id })}>Remove<//>
        <a class="wb-button wb-small" href=${prototypeFrom(entry)}>Make a prototype from this</a>
      <//>`}
    </div>
  </li>`;
}

/** The right-hand side of a running session: what was said, this step's first, the latest on top. */
function SaidSoFar({ told, state, send, step, steps, full, chosen, onChoose, onInsight, onEdit }) {
  const names = [step.name, ...steps.map(({ name }) => name).filter((name) => name !== step.name)];
  const groups = names
    .map((name) => ({ name, said: told.entries.filter((entry) => entry.step === name).reverse() }))
    .filter(({ said }) => said.length);
  const here = groups.filter(({ name }) => name === step.name);
  const agreed = step.records.includes("action") ? [] : told.actions; // where actions are agreed they stand in the middle
  const asks = steps.some(({ records }) => records.includes("question"));
  const counted = asks && here.length ? here[0].said : told.entries;
  return html`<section class="wb-card wb-so-far" aria-labelledby="wb-so-far">
    <h2 id="wb-so-far">Said so far</h2>
    ${told.entries.length === 0
      ? agreed.length === 0 && html`<p class="wb-muted">Nothing yet. What you add appears here, for everybody who has this session open.</p>`
      : html`<p class="wb-muted wb-small-words wb-tally">${tally(counted)}${asks && here.length > 0 && groups.length > 1 && " in this step"}</p>`}
    <div class="wb-said-groups">${agreed.length > 0 && html`<div class="wb-said-group">
      <h3>Agreed</h3>
      <ul class="wb-said wb-agreed-here">${agreed.map((action) => html`<li class="wb-entry" key=${action.id}><p class=${`wb-said-text ${action.done_on ? "wb-struck" : ""}`}>${action.text}</p>
        <div class="wb-entry-foot"><span class="wb-by">${action.owner || "nobody yet"}${action.due ? ` · by ${longDate(action.due)}` : ""}${action.done_on ? " · done" : ""}</span></div></li>`)}</ul>
    </div>`}${(full ? here : groups).map(({ name, said }) => html`<div key=${name} class="wb-said-group">
      ${(name !== step.name || groups.length === 1 || !full) && html`<h3>${name}</h3>`}
      <ul class="wb-said">${said.map((entry) => html`<${EntryItem} key=${entry.id} ...${{ entry, state, send, onEdit }} session=${told.session}
        selected=${chosen.includes(entry.id)} onSelect=${onChoose} />`)}</ul>
    </div>`)}</div>
    ${told.entries.length > 0 && html`<div class="wb-from-selected">
      <${Button} disabled=${!chosen.length} onClick=${onInsight}>${chosen.length
        ? `Make an insight from ${chosen.length === 1 ? "this one" : `the ${chosen.length} selected`}` : "Make an insight from selected"}<//>
      ${!chosen.length && html`<p class="wb-hint">Tick what belongs together first.</p>`}
    </div>`}
  </section>`;
}

/** What was said, being mended: its words, whose they are, how far they go, where they lie. */
function EntryDialog({ entry, told, state, send, network, roles, steps, onClose }) {
  const blank = { text: entry.text, about: entry.about.map((pointed) => ({ ...pointed, typed: entry.text.includes(`@${pointed.label}`) })),
    kind: kindOf(entry), step: entry.step, said_by: entry.said_by, audience: entry.audience, consent: entry.consent,
    themes: entry.themes, placed: entry.placed, seen: entry.placed, about_seen: entry.about.map(({ id }) => id), version: entry.version };
  const [draft, setDraft, clear] = useDraft(`entry:${entry.id}`, blank, network);
  const put = (change) => setDraft({ ...draft, ...change });
  const close = () => { clear(blank); onClose(); };
  const save = async () => {
    const { about, kind, ...fields } = draft;
    const { form, nature } = KINDS[kind];
    const answer = await send("change_entry", { entry: entry.id, ...fields, form, nature, about: about.map(({ id }) => id) });
    if (answer.ok || answer.conflict) close();
  };
  const step = steps.find(({ name }) => name === draft.step);
  const kinds = [...new Set([draft.kind, ...(step ? kindsOf(step).filter((kind) => SAYS.includes(kind)) : []), "statement", "fact", "story", "question"])];
  return html`<${Dialog} title="What was said" onClose=${close}>
    <${PointField} label="What was said" hint="Type @ to point at something. Enter keeps it." word="Keep" rows=${3}
      value=${draft} onChange=${setDraft} onSubmit=${save} targets=${state.targets} />
    <${KindChoice} kinds=${kinds} value=${draft.kind} name="wb-kind-edit" onChange=${(kind) => put({ kind })} />
    <div class="wb-form-pair">
      <${Select} label="Said by" value=${draft.said_by} empty="somebody" options=${[...new Set([draft.said_by, ...roles].filter(Boolean))]}
        onChange=${(said_by) => put({ said_by })} />
      <${Select} label="At which step?" value=${draft.step} options=${[...new Set([draft.step, ...steps.filter((each) => kindsOf(each).some((kind) => SAYS.includes(kind))).map(({ name }) => name)])]}
        onChange=${(next) => put({ step: next })} />
    </div>
    <${MoreOnEntry} ...${{ draft, put, state }} nature=${KINDS[draft.kind].nature} meeting=${told.session.audience} open />
  <//>`;
}

/** What the set concluded, with what each insight rests on. */
function InsightList({ told, state, send, onAgree, onEdit }) {
  return html`<ul class="wb-said wb-insights">${told.insights.map((insight) => html`<li class="wb-entry" key=${insight.id}>
    <p class="wb-said-text">${insight.text}</p>
    <div class="wb-entry-foot">
      ${insight.came_from.length > 0 && html`<span class="wb-by">rests on ${insight.came_from.map(({ label }) => quoted(label)).join(", ")}</span>`}
      ${insight.themes.length > 0 && html`<span class="wb-by">${insight.themes.join(", ")}</span>`}
      <${Became} record=${insight} state=${state} />
      ${onEdit && html`<${More} what=${beginning(insight.text)}>
        ${onAgree && html`<${Button} class="wb-small" onClick=${() => onAgree(insight)}>Agree an action from this<//>`}
        <a class="wb-button wb-small" href=${prototypeFrom(insight)}>Make a prototype from this</a>
        <${Button} class="wb-small" onClick=${() => onEdit(insight)}>Edit<//>
        <${Button} class="wb-small" onClick=${() => send("remove", { record: insight.id })}>Remove<//>
      <//>`}
    </div></li>`)}</ul>`;
}

function InsightDialog({ insight, state, send, network, onClose }) {
  const blank = { text: insight.text, audience: insight.audience, themes: insight.themes, version: insight.version };
  const [kept, setDraft, clear] = useDraft(`edit:${insight.id}`, blank, network);
  const draft = { ...blank, ...kept };
  const put = (change) => setDraft((before) => ({ ...blank, ...before, ...change }));
  const close = () => { clear(blank); onClose(); };
  const save = async () => {
    const answer = await send("change_insight", { insight: insight.id, ...draft });
    if (answer.ok || answer.conflict) close();
  };
  return html`<${Dialog} title="What we conclude" onClose=${close}>
    <${Form} onSubmit=${save}>
      <${TextArea} label="The insight" value=${draft.text} onChange=${(text) => put({ text })} />
      <${WhoMayRead} value=${draft.audience} onChange=${(audience) => put({ audience })} />
      <${ThemeChoice} ...${{ draft, put, state }} />
      <div class="wb-row"><${Button} primary type="submit">Keep<//></div>
    <//>
  <//>`;
}

/** What the set will do: who, until when, and whether it is done. */
function ActionList({ told, state, send, onEdit }) {
  return html`<ul class="wb-said wb-agreed">${told.actions.map((action) => html`<li class="wb-entry" key=${action.id}>
    <label class="wb-choice"><${Tick} done=${Boolean(action.done_on)} label=${`Done: ${beginning(action.text)}`} onTick=${(done) => send("set_done", { action: action.id, done })} />
      <span class=${`wb-said-text ${action.done_on ? "wb-muted" : ""}`}><${Marked} text=${action.text} about=${action.about} /></span></label>
    <div class="wb-entry-foot">
      <span class="wb-by">${action.owner || "nobody yet"}${action.due ? ` · by ${longDate(action.due)}` : ""}${action.done_on
        ? ` · done on ${longDate(action.done_on)}` : ""}${action.known_by && ` · we will know by: ${action.known_by}`}${action.about.length > 0 && html` · about <${Links} about=${action.about} />`}</span>
      ${action.came_from.length > 0 && html`<span class="wb-by">follows from ${action.came_from.map(({ label }) => quoted(label)).join(", ")}</span>`}
      ${onEdit && html`<${More} what=${beginning(action.text)}>
        <${Button} class="wb-small" onClick=${() => onEdit(action)}>Edit<//>
        <${Button} class="wb-small" onClick=${() => send("remove", { record: action.id })}>Remove<//>
      <//>`}
    </div></li>`)}</ul>`;
}

function ActionDialog({ action, state, send, network, roles, onClose }) {
  const blank = { text: action.text, about: action.about.map((pointed) => ({ ...pointed, typed: action.text.includes(`@${pointed.label}`) })),
    owner: action.owner, due: action.due ?? "", known_by: action.known_by ?? "", audience: action.audience,
    about_seen: action.about.map(({ id }) => id), version: action.version };
  const [draft, setDraft, clear] = useDraft(`edit:${action.id}`, blank, network);
  const close = () => { clear(blank); onClose(); };
  const save = async () => {
    const answer = await send("change_action", { action: action.id, ...draft, about: draft.about.map(({ id }) => id) });
    if (answer.ok || answer.conflict) close();
  };
  return html`<${Dialog} title="What we will do" onClose=${close}>
    <${PointField} label="What will be done" hint="Type @ to point at something. Enter keeps it." word="Keep" rows=${2}
      value=${draft} onChange=${setDraft} onSubmit=${save} targets=${state.targets} />
    <${OwnerAndDay} draft=${draft} setDraft=${setDraft} roles=${roles} today=${state.app.today} />
    <${WhoMayRead} value=${draft.audience} onChange=${(audience) => setDraft({ ...draft, audience })} />
  <//>`;
}

/** Whether a day has gone by already; one whose year is still being typed has not. */
const isPast = (day, today) => /^[12]\d{3}-/.test(day) && day < today;

/** Who takes an action, until when, and how the set will know. */
function OwnerAndDay({ draft, setDraft, roles, today, onEnter }) {
  return html`<div class="wb-form-pair wb-owner-and-day">
    <${Select} label="Who takes it?" value=${draft.owner} empty="nobody yet" options=${[...new Set([draft.owner, ...roles].filter(Boolean))]}
      onChange=${(owner) => setDraft({ ...draft, owner })} />
    <${TextField} label="By when?" type="date" value=${draft.due} hint=${isPast(draft.due, today) && `${longDate(draft.due)} is past.`} onChange=${(due) => setDraft({ ...draft, due })} />
    <${TextField} label="How will we know?" maxlength="200" placeholder="what we will see if it helped" value=${draft.known_by} onChange=${(known_by) => setDraft({ ...draft, known_by })}
      onKeyDown=${onEnter && ((event) => { if (event.key === "Enter" && !event.isComposing) onEnter(); })} />
  </div>`;
}
