// Before a session: those that were held, and what is left over from them.

const dayAndMonth = (iso) => parseDay(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
const methodNamed = (methods, method) => methods.find((known) => known.key === method);

/** The list of sessions, with what each concluded and what is still to do. */
function StartView({ state, send, onOpen, onNew, preset }) {
  const under = state.sessions.find((session) => !session.closed_on);
  return html`<div class="wb-session-list">
    <div class="wb-row wb-spread">
      <h1 tabindex="-1">${state.sessions.length ? "What did we make of it?" : "Make sense of it together"}</h1>
      <${StepsBack} state=${state} send=${send} />
    </div>
    <${WhichSet} state=${state} />
    ${preset && html`<p class="wb-message">What is said first will point at ${asTitle(preset.label)}.</p>`}
    ${under
      ? html`<section class="wb-card wb-next" aria-label="What is next">
          <p>${quoted(asTitle(under.title))} is under way${under.counts.entries ? `: ${plural(under.counts.entries, "thing")} said so far` : ""}.</p>
          <div class="wb-row wb-actions">
            <${Button} primary onClick=${() => onOpen(under.id)}>Join it<//>
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
    <${LeftOver} ...${{ state, send, onOpen }} />
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
  const whole = (kind) => session.counts[kind] > 0 && !session.withheld.includes(kind); // a count of a part would not be so
  const counts = [whole("entries") && saidInWords(session.counts), whole("actions")
    && `${plural(session.counts.actions, "action")}${open.length ? `, ${open.length} still open` : ", all of them done"}`].filter(Boolean);
  return html`<article class="wb-card">
    <div class="wb-row wb-spread">
      <div>
        <h3><a href=${`?session=${session.id}`} onClick=${(event) => follow(event, () => onOpen(session.id))}>${session.title}</a></h3>
        <p class="wb-muted wb-small-words">${longDate(session.held_on)} · ${methodNamed(state.methods, session.method)?.name ?? session.method}
          ${session.present.length > 0 && ` · ${session.present.join(", ")}`}</p>
      </div>
      ${!session.closed_on && html`<span class="wb-chip wb-soft">under way</span>`}
    </div>
    ${session.insights.length
      ? html`<ul class="wb-concluded">${session.insights.map((insight) => html`<li key=${insight.id}>${insight.text}</li>`)}</ul>`
      : html`<p class="wb-muted">${session.counts.entries ? session.withheld.includes("insights") ? "What was concluded goes less far, and is left out here." : "Nothing was concluded yet."
        : session.withheld.includes("entries") ? "What was said goes less far, and is left out here." : "Nothing was said yet."}</p>`}
    ${counts.length > 0 && html`<p class="wb-muted wb-small-words">${counts.join(", ")}</p>`}
  </article>`;
}

/** “4 things said, 1 of them a story”. */
function saidInWords({ entries, facts, stories }) {
  if (entries === facts + stories) return `${plural(facts, "fact")}, ${plural(stories, "story", "stories")}`;
  return `${plural(entries, "thing")} said${stories ? `, ${stories} of them ${stories === 1 ? "a story" : "stories"}` : ""}`;
}

/** What the next meeting begins with: actions that are still open, and issues that got no airtime. */
function LeftOver({ state, send, onOpen }) {
  const { open_actions: actions, bids } = state.agenda;
  if (!actions.length && !bids.length) return null;
  return html`<section class="wb-card" aria-labelledby="wb-agenda">
    <h2 id="wb-agenda">For the next meeting</h2>
    ${actions.length > 0 && html`<h3>Actions that are still open</h3>
      <ul class="wb-said wb-agreed">${actions.map((action) => html`<li class="wb-entry" key=${action.id}>
        <label class="wb-choice"><${Tick} done=${false} label=${`Done: ${beginning(action.text)}`} onTick=${async (done) => {
          const answer = await send("set_done", { action: action.id, done });
          if (answer.ok) announce(`Done: ${beginning(action.text)}`);
          return answer;
        }} />
          <span class="wb-said-text">${action.text}</span></label>
        <div class="wb-entry-foot"><span class="wb-by">${action.owner || "nobody yet"}${action.due ? ` · by ${shortDate(action.due)}` : ""}${
          isPast(action.due ?? "", state.app.today) ? " · its day has passed" : ""} · from <a href=${`?session=${action.session.id}`} onClick=${(event) => follow(event, () => onOpen(action.session.id))}>${action.session.title}</a></span></div>
      </li>`)}</ul>`}
    ${bids.length > 0 && html`<h3>Issues that got no airtime</h3>
      <ul class="wb-plain-list">${bids.map((bid) => html`<li key=${bid.id}>${bid.title} <span class="wb-muted wb-small-words">${bid.made_by}</span></li>`)}</ul>`}
  </section>`;
}

/** Where a network has several sets, what was said in one is shown on its own pages: so people say which is theirs. */
function WhichSet({ state, of = null }) {
  const { sets, in_set: own } = state.app;
  if (!sets.length || (of ? own === of : own)) return null;
  return html`<p class="wb-answer wb-no-print">What is said in a set stays on that set’s pages. Choose “My set” above${
    of ? ` to read what was said in ${sets.find(({ id }) => id === of)?.title ?? "this one"}` : " to begin a session, and to read what was said in yours"}.</p>`;
}
