// Before a session: those that were held, and the form that begins one.

const dayAndMonth = (iso) => parseDay(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
const methodNamed = (methods, method) => methods.find((known) => known.method === method);

/** The list of sessions, with what each concluded and what is still to do. */
function StartView({ state, send, onOpen, onNew, preset }) {
  const under = state.sessions.find((session) => !session.closed_on);
  return html`<div class="wb-session-list">
    <div class="wb-row wb-spread">
      <h1 tabindex="-1">${state.sessions.length ? "What did we make of it?" : "Make sense of it together"}</h1>
      <${StepsBack} state=${state} send=${send} />
    </div>
    ${preset && html`<p class="wb-message">What is said first will point at ${preset.label}.</p>`}
    ${under
      ? html`<section class="wb-card wb-next" aria-label="What is next">
          <p>“${under.title}” is under way${under.counts.entries ? `: ${plural(under.counts.entries, "thing")} said so far` : ""}.</p>
          <div class="wb-row wb-actions">
            <${Button} primary onClick=${() => onOpen(under.id)}>Continue it<//>
            <${Button} onClick=${onNew}>Start another session<//>
          </div>
        </section>`
      : state.sessions.length
        ? html`<section class="wb-card wb-next" aria-label="What is next">
            <p>${whatIsNext(state.sessions)}</p>
            <div class="wb-row wb-actions"><${Button} primary onClick=${onNew}>Start a session<//></div>
          </section>`
        : html`<${Empty} action=${html`<div class="wb-row wb-actions"><${Button} primary onClick=${onNew}>Start a session<//></div>`}>
            No session has been held here yet. In one, you answer a few questions together, note what was said,
            and end with what you conclude and what you will do.<//>`}
    ${state.sessions.length > 0 && html`<section>
      <h2>Sessions so far</h2>
      <ol class="wb-sessions">
        ${state.sessions.map((session) => html`<li key=${session.id}><${Held} ...${{ session, state, onOpen }} /></li>`)}
      </ol>
    </section>`}
  </div>`;
}

function whatIsNext(sessions) {
  const last = sessions[0];
  const open = sessions.reduce((sum, session) => sum + session.counts.open_actions, 0);
  const todo = open ? `, and ${plural(open, "action")} from the sessions so far ${open === 1 ? "is" : "are"} still open` : "";
  return `The last session was on ${longDate(last.held_on)}${todo}.`;
}

/** One session of the list. */
function Held({ session, state, onOpen }) {
  const open = session.actions.filter((action) => !action.done_on);
  const { facts, stories } = session.counts;
  return html`<article class="wb-card">
    <div class="wb-row wb-spread">
      <div>
        <h3><a href=${`?session=${session.id}`} onClick=${(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(session.id);
        }}>${session.title}</a></h3>
        <p class="wb-muted wb-small-words">${longDate(session.held_on)} · ${methodNamed(state.methods, session.method).name}
          ${session.present.length > 0 && ` · ${session.present.join(", ")}`}</p>
      </div>
      ${!session.closed_on && html`<span class="wb-chip wb-soft">under way</span>`}
    </div>
    ${session.insights.length
      ? html`<ul class="wb-concluded">${session.insights.map((insight) => html`<li key=${insight.id}>${insight.text}</li>`)}</ul>`
      : html`<p class="wb-muted">${facts + stories ? "Nothing was concluded yet." : "Nothing was said yet."}</p>`}
    <p class="wb-muted wb-small-words">${plural(facts, "fact")}, ${plural(stories, "story", "stories")}${session.counts.actions
      ? `, ${plural(session.counts.actions, "action")}${open.length ? "" : ", all of them done"}` : ""}</p>
    ${open.length > 0 && html`<p class="wb-small-words"><strong>Still to do:</strong></p>
      <ul class="wb-plain-list wb-small-words">${open.map((action) => html`<li key=${action.id}>${action.text}
        <span class="wb-muted"> – ${action.owner || "nobody yet"}${action.due ? `, by ${shortDate(action.due)}` : ""}</span></li>`)}</ul>`}
  </article>`;
}

/** The form that begins a session. All of it is kept while it is typed. */
function NewView({ state, send, who, network, onBegun, onBack, preset }) {
  const blank = { title: null, method: state.methods[0].method, held_on: state.app.today, present: null };
  const [draft, setDraft, clear] = useDraft("new-session", blank, network);
  const latest = useRef(draft);
  latest.current = draft;
  const put = (change) => { latest.current = { ...latest.current, ...change }; setDraft(latest.current); };
  const title = draft.title ?? `Session of ${dayAndMonth(draft.held_on || state.app.today)}`;
  const present = draft.present ?? (who ? [who] : []);
  const begin = async () => {
    const answer = await send("begin_session", { title, method: draft.method, held_on: draft.held_on, present });
    if (!answer.ok) return;
    clear(blank);
    onBegun(answer.result.session);
  };
  return html`<div class="wb-narrow">
    <${Form} class="wb-card wb-new-session" onSubmit=${begin}>
      <h1 tabindex="-1">What do you want to look at together?</h1>
      ${preset && html`<p class="wb-answer">What is said first will point at ${preset.label}.</p>`}
      <fieldset class="wb-field"><legend>Which questions fit?</legend>
        <div class="wb-methods">
          ${state.methods.map(({ method, name, about, steps }) => html`<label class="wb-method" key=${method}>
            <input type="radio" name="wb-method" value=${method} checked=${draft.method === method} onChange=${() => put({ method })} />
            <span><strong>${name}</strong><span>${about}</span>
              <span class="wb-muted wb-small-words">${steps.map(({ question }) => question).join(" · ")}</span></span>
          </label>`)}
        </div>
      </fieldset>
      <div class="wb-form-pair">
        <${TextField} label="What will you call it?" value=${title} maxlength="200" onChange=${(text) => put({ title: text })} />
        <${TextField} label="When?" type="date" value=${draft.held_on} onChange=${(day) => put({ held_on: day })} />
      </div>
      <div class="wb-field"><span class="wb-label">Who is here?</span>
        <${Present} roles=${present} first=${[who, ...state.members]} more=${state.app.roles} onChange=${(roles) => put({ present: roles })} />
      </div>
      <div class="wb-row">
        <${Button} primary type="submit">Begin<//>
        <${Button} onClick=${onBack}>Back to the sessions<//>
      </div>
    <//>
  </div>`;
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
