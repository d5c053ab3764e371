// The form that begins a session: by which method, who is here in which part, how confidential it is, by which rules.

const minutesInWords = (minutes) => (minutes < 60 ? plural(minutes, "minute")
  : `${plural(Math.floor(minutes / 60), "hour")}${minutes % 60 ? ` ${minutes % 60} min` : ""}`);

/** All of it is kept while it is typed; who is here in which part is kept for each set by itself. */
function NewView({ state, send, who, network, asked, onBegun, onBack, preset }) {
  const blank = { title: null, method: state.methods[0].key, held_on: state.app.today, audience: "set", rules: null, people: {} };
  const [draft, setDraft, clear] = useDraft("begin-session", blank, network);
  const latest = useRef(draft);
  latest.current = draft;
  const put = (change) => { latest.current = { ...latest.current, ...change }; setDraft(latest.current); };
  const method = methodNamed(state.methods, draft.method) ?? state.methods[0];
  useEffect(() => { if (asked && asked !== draft.method && methodNamed(state.methods, asked)) put({ method: asked, rules: null }); }, []);
  const title = draft.title ?? `Session of ${dayAndMonth(draft.held_on || state.app.today)}`;
  const own = state.app.in_set ?? "";
  const { present: chosen = null, parts = {} } = draft.people?.[own] ?? {};
  const putPeople = (change) => put({ people: { ...latest.current.people, [own]: { ...latest.current.people?.[own], ...change } } });
  const present = chosen ?? (who ? [who] : []);
  const rules = draft.rules ?? method.ground_rules.join("\n");
  const suggested = useMemo(() => suggestedParts(state.rotation, present), [state.rotation, present.join("\n")]);
  const taken = (part) => parts[part] ?? suggested[part]?.role ?? "";
  const begin = async () => {
    const taking = Object.fromEntries(["facilitator", "timekeeper"].map((part) => [taken(part), part]).filter(([role]) => present.includes(role)));
    const answer = await send("begin_session", { title, method: method.key, held_on: draft.held_on, present, audience: draft.audience, ground_rules: rules, parts: taking });
    if (!answer.ok) return;
    clear(blank);
    onBegun(answer.result.session);
  };
  return html`<div class="wb-narrow wb-beginning">
    <${Form} class="wb-card wb-new-session" onSubmit=${begin}>
      <h1 tabindex="-1">What do you want to look at together?</h1>
      ${preset && html`<p class="wb-answer">What is said first will point at ${asTitle(preset.label)}.</p>`}
      ${state.method_problems.length > 0 && html`<details class="wb-method-problems"><summary>${plural(state.method_problems.length, "thing")} to mend in this workspace’s own methods</summary>
        <ul class="wb-plain-list wb-small-words">${state.method_problems.map((problem) => html`<li key=${problem}>${problem}</li>`)}</ul>
        <p class="wb-hint">A method with something to mend is left out of this list; everything else works.</p></details>`}
      <fieldset class="wb-field"><legend>Which method fits?</legend>
        <div class="wb-methods">
          ${state.methods.map(({ key, name, minutes, steps }) => html`<label class="wb-method" key=${key}>
            <input type="radio" name="wb-method" value=${key} checked=${method.key === key} onChange=${() => put({ method: key, rules: draft.rules === rules ? draft.rules : null })} />
            <span><strong>${name}</strong><span class="wb-muted wb-small-words">${minutesInWords(minutes)} · ${plural(steps.length, "step")}</span></span>
          </label>`)}
        </div>
      </fieldset>
      <div class="wb-method-told" aria-live="polite">
        <p>${method.about}</p>
        <ol class="wb-outline" aria-label=${`Steps of ${method.name}`}>${method.steps.map((step) => html`<li key=${step.name}><span>${step.name}</span>
          <span class="wb-minutes">${step.minutes} min</span></li>`)}</ol>
      </div>
      <div class="wb-form-pair">
        <${TextField} label="What will you call it?" value=${title} maxlength="200" onChange=${(text) => put({ title: text })} />
        <${TextField} label="When?" type="date" value=${draft.held_on} onChange=${(day) => put({ held_on: day })} />
      </div>
      <div class="wb-field"><span class="wb-label">Who is here?</span>
        <${Present} roles=${present} first=${[who, ...state.members]} more=${state.app.roles} onChange=${(roles) => putPeople({ present: roles })} />
      </div>
      ${present.length > 0 && html`<fieldset class="wb-field"><legend>Who takes which part today?</legend>
        <div class="wb-form-pair">${["facilitator", "timekeeper"].map((part) => html`<${Select} key=${part} label=${part === "facilitator" ? "Facilitator" : "Timekeeper"}
          value=${present.includes(taken(part)) ? taken(part) : ""} empty="nobody yet" options=${present}
          hint=${suggested[part] && !(part in parts) ? suggested[part].why : false}
          onChange=${(role) => putPeople({ parts: { ...parts, [part]: role } })} />`)}</div>
      </fieldset>`}
      <${Confidentiality} value=${draft.audience} network=${state.app.network} onChange=${(audience) => put({ audience })} />
      <${TextArea} label="Ground rules" hint="Read them out, and change what does not fit this set. They stay in sight during the meeting." rows=${Math.max(3, rules.split("\n").length + 1)}
        value=${rules} onChange=${(text) => put({ rules: text })} />
      <div class="wb-row">
        <${Button} primary type="submit">Begin<//>
        <${Button} onClick=${onBack}>Back to the sessions<//>
      </div>
    <//>
  </div>`;
}

/** Whose turn it may be to take each part: of those here who has not had it for longest. `{part: {role, why}}` */
function suggestedParts(rotation, present) {
  const found = {}, taken = new Set();
  for (const part of ["facilitator", "timekeeper"]) {
    const turns = rotation.filter((turn) => turn.part === part && present.includes(turn.role) && !taken.has(turn.role));
    turns.sort((one, other) => (one.last ?? "").localeCompare(other.last ?? ""));
    if (!turns.length) continue;
    const { role, last } = turns[0];
    taken.add(role);
    found[part] = { role, why: last ? `Their turn again: last on ${longDate(last)}.` : "Their turn: they have not had this part yet." };
  }
  return found;
}

/** How confidential the meeting is, in words that can be read out. */
function Confidentiality({ value, network, onChange }) {
  return html`<fieldset class="wb-field"><legend>How confidential is it?</legend>
    <div class="wb-levels">
      ${Object.entries(CONFIDENTIAL(network)).map(([audience, [words, meaning]]) => html`<label class="wb-method" key=${audience}>
        <input type="radio" name="wb-audience" value=${audience} checked=${value === audience} onChange=${() => onChange(audience)} />
        <span><strong>${words}</strong><span class="wb-muted wb-small-words">${meaning}</span></span></label>`)}
    </div>
    <p class="wb-hint">This says where it is shown, and locks nothing: whoever may open the pages of this network can choose this set. Whoever said something can keep it closer, or let it go further, now and later. A story goes beyond the set only if its teller agrees.</p>
  </fieldset>`;
}

/** Who is here, by role: those of the set first, the usual roles on request, anybody else by typing. */
function Present({ roles, first, more, onChange }) {
  const [all, setAll] = useState(false);
  const [other, setOther] = useState("");
  const near = [...new Set([...first.filter(Boolean), ...roles])];
  const options = all || near.length === 0 ? [...new Set([...near, ...more])] : near;
  const toggle = (role) => onChange(roles.includes(role) ? roles.filter((here) => here !== role) : [...roles, role]);
  const add = () => {
    const role = other.trim();
    if (role && !roles.includes(role)) onChange([...roles, role]);
    setOther("");
  };
  return html`<div class="wb-present">
    <${Chips} label="Who is here" options=${options} chosen=${roles} onToggle=${toggle} />
    <div class="wb-row wb-someone">
      <${TextField} label="Somebody else’s role" hidden placeholder="Somebody else’s role" maxlength="80" value=${other} onChange=${setOther}
        onKeyDown=${(event) => { if (event.key === "Enter") { event.preventDefault(); add(); } }} />
      <${Button} onClick=${add}>Add<//>
      ${!all && near.length > 0 && html`<${Button} quiet onClick=${() => setAll(true)}>Show the usual roles<//>`}
    </div>
  </div>`;
}
