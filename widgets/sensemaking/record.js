// The record of a meeting on one page: to be read again, corrected where it stands, printed, and taken along by
// whoever may have it.

function RecordView({ state, send, network, onLeave }) {
  const all = state.open;
  const { session } = all;
  const steps = stepsOf(session);
  const [level, setLevel] = useState("set"); // whom the page is for
  const [forOthers, setForOthers] = useState(null); // what of it they may have, as the server says
  const [editing, setEditing] = useState(null);
  useEffect(() => {
    if (level === "set") { setForOthers(null); return; }
    let left = false;
    send("page_for", { session: session.id, level }, { quiet: true }).then((answer) => { if (answer.ok && !left) setForOthers({ level, ...answer.result }); });
    return () => { left = true; };
  }, [level, all]);
  const ready = level === "set" || forOthers?.level === level;
  const told = ready && forOthers ? forOthers.told : all;
  const mend = level === "set";
  const take = async (form) => {
    const answer = await send("page_for", { session: session.id, level });
    if (answer.ok) download(answer.result[form]);
  };
  const said = steps
    .map((step) => ({ step, entries: told.entries.filter((entry) => entry.step === step.name) }))
    .filter(({ entries }) => entries.length);
  const issues = told.bids.filter(({ place }) => place !== null).sort((one, other) => one.place - other.place);
  const roles = [...new Set([...all.present, ...state.app.roles])];
  const parts = PARTS.filter(({ part }) => told.session[part]);
  const nothing = (kind, none) => html`<p class="wb-muted">${told.withheld.includes(kind) ? "Left out here: it goes less far." : none}</p>`;
  const keptBack = ["entries", "insights", "actions"].reduce((sum, kind) => sum + all[kind].length - told[kind].length, 0);
  const reaches = Object.keys(AUDIENCES); // the nearest first
  const nearest = reaches[Math.min(...[session, ...all.entries, ...all.insights, ...all.actions].map((each) => reaches.indexOf(each.goes ?? each.audience)))];
  const unsaid = typedAndNotAdded(session, steps, network);
  const things = told.entries.length + told.insights.length + told.actions.length;
  return html`<div class=${`wb-record ${things > 18 ? "wb-dense" : ""}`}>
    <div class="wb-row wb-spread wb-no-print">
      <${Button} onClick=${onLeave}>All sessions<//>
      <div class="wb-row">
        <${StepsBack} state=${state} send=${send} />
        ${unsaid.length === 0 && html`<${Button} onClick=${() => send("reopen_session", { session: session.id })}>Open it again<//>`}
      </div>
    </div>
    ${session.set && html`<${WhichSet} state=${state} of=${session.set} />`}
    ${unsaid.length > 0 && html`<div class="wb-answer wb-no-print wb-unsaid" role="status">
      <p>This session was closed while you had something typed and not added. It is kept in this browser; open the session again to add it.</p>
      <ul class="wb-plain-list">${unsaid.map(({ key, step, text }) => html`<li key=${key}><span class="wb-said-text">${text}</span> <span class="wb-muted wb-small-words">at ${quoted(step)}</span></li>`)}</ul>
      <div class="wb-row"><${Button} onClick=${() => send("reopen_session", { session: session.id })}>Open it again<//></div></div>`}
    <section class="wb-card wb-no-print wb-take" aria-label="Share this page">
      <div class="wb-row wb-take-row">
        <${Select} label="Whom is this page for?" value=${level} onChange=${setLevel}
          options=${Object.entries(AUDIENCES).map(([value, label]) => ({ value, label }))} />
        <div class="wb-row"><${Button} primary disabled=${!ready} onClick=${() => window.print()}>Print<//>
          <${Button} disabled=${!ready} onClick=${() => take("markdown")}>Download as Markdown<//>
          <${Button} disabled=${!ready} onClick=${() => take("html")}>Download as a web page<//></div>
      </div>
      <p role="status">${sharingInWords(level, nearest, keptBack, state.app.network)}</p>
    </section>
    <article class="wb-card wb-sheet" aria-label="The record of this session">
      <header>
        <p class="wb-muted wb-small-words">${longDate(session.held_on)} · ${session.outline.name}</p>
        <h1 tabindex="-1">${mend ? html`<${InPlace} id=${session.id} text=${session.title} label="The name of the session" network=${network}
          version=${session.version} onKeep=${(title, version) => send("change_session", { session: session.id, title, version })} />` : told.session.title}</h1>
        <p class="wb-muted wb-small-words">${told.present.length ? html`Here: ${told.present.join(", ")}`
          : told.withheld.includes("people") ? "Who was here is left out." : "Nobody noted who was here."}${
          parts.map(({ part, label }) => html` · <span key=${part}>${label}: ${told.session[part]}</span>`)}</p>
        ${issues.length > 0 && html`<p>${issues.map((bid) => html`<span class="wb-issue" key=${bid.id}>Airtime: <strong>${bid.title}</strong>${bid.made_by && ` (${bid.made_by})`}</span>`)}</p>`}
        ${told.session.notes && html`<p class="wb-said-text">${told.session.notes}</p>`}
      </header>
      <section aria-labelledby="wb-record-actions"><h2 id="wb-record-actions">What we will do</h2>
        ${told.actions.length ? html`<div class="wb-table-wrap"><table class="wb-table">
          <thead><tr><th scope="col">Action</th><th scope="col">Who</th><th scope="col">By when</th><th scope="col">How we will know</th><th scope="col">Done</th>${mend && html`<th scope="col" class="wb-no-print"><span class="wb-visually-hidden">Mend it</span></th>`}</tr></thead>
          <tbody>${told.actions.map((action) => html`<tr key=${action.id}>
            <th scope="row">${mend ? html`<${InPlace} id=${action.id} text=${action.text} label="The action" network=${network} about=${action.about}
              version=${action.version} onKeep=${(text, version) => send("change_action", { action: action.id, text, version })} />` : action.text}</th>
            <td data-label="Who">${action.owner || "nobody yet"}</td><td data-label="By when">${action.due ? shortDate(action.due) : "n/a"}</td><td data-label="How we will know">${action.known_by || "n/a"}</td>
            <td data-label="Done"><label class="wb-choice"><${Tick} done=${Boolean(action.done_on)} disabled=${!mend} label=${`Done: ${beginning(action.text)}`}
              onTick=${(done) => send("set_done", { action: action.id, done })} /></label></td>
            ${mend && html`<td class="wb-no-print"><${Button} quiet class="wb-small" aria-label=${`Change who, when and how: ${beginning(action.text)}`} onClick=${() => setEditing({ action })}>Change<//></td>`}
          </tr>`)}</tbody></table></div>` : nothing("actions", "No action was agreed.")}
        ${told.done_here.length > 0 && html`<h3>Done since last time</h3>
          <ul class="wb-plain-list">${told.done_here.map((action) => html`<li key=${action.id}>${action.text} <span class="wb-muted wb-small-words">${action.owner && `${action.owner} · `}from ${action.session.title}</span></li>`)}</ul>`}
      </section>
      <section aria-labelledby="wb-record-insights"><h2 id="wb-record-insights">What we concluded</h2>
        ${told.insights.length
          ? html`<ul class="wb-said wb-insights">${told.insights.map((insight) => html`<li key=${insight.id}>
              <p class="wb-said-text">${mend ? html`<${InPlace} id=${insight.id} text=${insight.text} label="The insight" network=${network}
                version=${insight.version} onKeep=${(text, version) => send("change_insight", { insight: insight.id, text, version })} />` : insight.text}</p>
              ${insight.came_from.length > 0 && html`<span class="wb-by">rests on ${insight.came_from.map(({ label, title }) => quoted(beginning(label ?? title ?? ""))).join(", ")}</span>`}
              <${Became} record=${insight} state=${state} />
              ${insight.themes.length > 0 && html`<span class="wb-by">${insight.themes.join(", ")}</span>`}
              <span class="wb-by wb-no-print"><a class="wb-small-words" href=${prototypeFrom(insight)}>Make a prototype from this</a>
                ${mend && html`<button type="button" class="wb-button wb-quiet wb-small wb-whose" aria-label=${`Themes of ${quoted(beginning(insight.text))}, and who may read it`} onClick=${() => setEditing({ insight })}>Themes, who may read it</button>`}</span></li>`)}</ul>`
          : nothing("insights", "Nothing was concluded.")}
      </section>
      <section aria-labelledby="wb-record-said"><h2 id="wb-record-said">What was said</h2>
        ${said.length ? html`${!told.withheld.includes("entries") && html`<p class="wb-muted wb-small-words">${tally(told.entries)}</p>`}
          <div class="wb-record-said">${said.map(({ step, entries }) => html`<div key=${step.name} class="wb-said-group">
            <h3>${step.name}</h3>
            <ul class="wb-said">${entries.map((entry) => html`<li key=${entry.id}>
              <p class="wb-said-text">${mend ? html`<${InPlace} id=${entry.id} text=${entry.text} label="What was said" network=${network} about=${entry.about}
                version=${entry.version} onKeep=${(text, version) => send("change_entry", { entry: entry.id, text, version })} />` : entry.text}</p>
              <span class="wb-by">${entry.said_by || "somebody"} · ${kindOf(entry)}${entry.about.length > 0 && html`, about <${Links} about=${entry.about} />`}${
                mend && (entry.nature === "story" || (entry.goes ?? goesOf(entry)) !== session.audience) && ` · for ${AUDIENCES[entry.goes ?? goesOf(entry)]}`}${
                mend && html`<button type="button" class="wb-button wb-quiet wb-small wb-whose wb-no-print" aria-label=${`Who may read ${quoted(beginning(entry.text))}, and more`} onClick=${() => setEditing({ entry })}>Who may read it</button>`}</span>
            </li>`)}</ul></div>`)}</div>` : nothing("entries", "Nothing was noted.")}
      </section>
      ${told.worked.length > 0 && html`<p class="wb-small-words wb-muted">${told.worked.join(" ")}</p>`}
      ${told.left_out && html`<p class="wb-small-words wb-muted">${told.left_out}</p>`}
      <footer class="wb-small-words">${sharingInWords(level, nearest, 0, state.app.network)}</footer>
    </article>
    <${Editing} ...${{ editing, told: all, state, send, network, roles, steps }} onClose=${() => setEditing(null)} />
  </div>`;
}

/** Who may have the page, in words; `nearest` is how far that goes which goes least far of all that was said. */
function sharingInWords(level, nearest, keptBack, network) {
  const whole = {
    set: "It is for this set only: do not pass it on.", network: `It may be passed on within ${network.name}, and no further.`,
    programme: "It may be passed on in the whole programme, to other networks too.", public: "It may be passed on to anybody.",
  };
  const who = {
    set: `This page holds all that was said. ${whole[nearest]}`,
    network: `This page may be read by everybody in ${network.name}, and by nobody else.`,
    programme: "This page may be read in the whole programme, in other networks too.",
    public: "This page may be read by anybody.",
  }[level];
  return keptBack ? `${who} ${plural(keptBack, "thing")} that ${keptBack === 1 ? "goes" : "go"} less far ${keptBack === 1 ? "is" : "are"} left out.` : who;
}

/** A text that is corrected where it stands: Enter keeps it, Escape leaves it as it was. It is kept with the version
    from which it began, so that nothing is written over that somebody else has changed since. */
function InPlace({ id, text, version, label, network, about = [], onKeep }) {
  const [held, setHeld, clear] = useDraft(`correct:${id}`, null, network);
  const draft = typeof held === "string" ? held : held?.text ?? null;
  const setDraft = (typed) => setHeld((before) => ({ text: typed, version: before?.version ?? version }));
  const button = useRef(null);
  const box = useRef(null);
  const back = () => { clear(null); requestAnimationFrame(() => button.current?.focus()); };
  const keep = async () => {
    if (draft.trim() === text) { back(); return; }
    const answer = await onKeep(draft, held.version ?? version);
    if (answer.ok || answer.conflict) back();
  };
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight + 2}px`;
  }, [draft]);
  if (draft === null) {
    return html`<${Marked} text=${text} about=${about} /> <button type="button" ref=${button} class="wb-button wb-quiet wb-small wb-correct wb-no-print"
      aria-label=${`Correct ${quoted(beginning(text))}`} title="Correct it here" onClick=${() => { setDraft(text); requestAnimationFrame(() => { box.current?.focus(); box.current?.select(); }); }}><${Pencil} /></button>`;
  }
  return html`<span class="wb-in-place"><textarea class="wb-input" rows="1" ref=${box} aria-label=${label} value=${draft} onInput=${(event) => setDraft(event.target.value)}
      onKeyDown=${(event) => {
        if (event.isComposing) return;
        if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); keep(); }
        if (event.key === "Escape") { event.preventDefault(); back(); }
      }}></textarea>
    <span class="wb-row"><${Button} primary class="wb-small" onClick=${keep}>Keep<//><${Button} class="wb-small" onClick=${back}>Leave it as it was<//></span></span>`;
}

const Pencil = () => html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"><path d="M2.5 13.5l.8-3.2 7.6-7.6a1.3 1.3 0 0 1 1.9 0l.5.5a1.3 1.3 0 0 1 0 1.9l-7.6 7.6z M9.6 4l2.4 2.4" /></svg>`;
