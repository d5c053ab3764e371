// One idea in the list: its tick, its number, where it stands, and, once opened, all that is said of it.

function IdeaLine({ state, send, network, week, idea, open, pointed, onOpen }) {
  const line = useRef(null);
  useEffect(() => {
    if (!pointed) return;
    line.current.scrollIntoView({ block: "center" });
    line.current.querySelector(".wb-idea-open").focus({ preventScroll: true });
  }, [pointed]);
  const [ticked, choose] = useAtOnce(idea.ticked_on !== null);
  const [status, setStatus] = useAtOnce(idea.status);
  const toggle = () => choose(!ticked, () => (ticked ? send("untick", { what: idea.id }) : send("tick", { what: idea.id, on: tickDay(week) })));
  const said = [
    idea.offered_by,
    `offered in the week of ${longDate(idea.week_of)}`,
    idea.ticked_on && `ticked on ${longDate(idea.ticked_on)}`,
  ].filter(Boolean).join(" · ");
  return html`<li class=${`wb-idea ${ticked ? "wb-ticked" : ""}`} ref=${line} id=${`idea-${idea.id}`}>
    <label class="wb-choice wb-idea-tick"><input type="checkbox" checked=${ticked} onChange=${toggle} aria-label=${`Idea ${idea.number} is done with`} /></label>
    <div class="wb-idea-said">
      <button type="button" class="wb-idea-open" aria-expanded=${open ? "true" : "false"} onClick=${onOpen}>
        <span class="wb-figures wb-idea-number">#${idea.number}</span> <span>${idea.title}</span></button>
      <p class="wb-muted wb-small-words">${said}</p>
      ${idea.themes.length > 0 && html`<ul class="wb-chips">${idea.themes.map((theme) => html`<li class="wb-chip wb-soft" key=${theme}>${theme}</li>`)}</ul>`}
    </div>
    <div class="wb-idea-stands">
      <${Select} label=${`Where idea ${idea.number} stands`} hidden value=${status} options=${state.statuses}
        onChange=${(to) => setStatus(to, () => send("change_idea", { idea: idea.id, status: to, version: idea.version }))} />
      <${TryIt} ...${{ send, network, idea }} />
    </div>
    ${open && html`<${IdeaForm} key=${idea.id} ...${{ state, send, network, idea }} onClose=${onOpen} />`}
  </li>`;
}

/** One press makes a prototype of it, which keeps the number, after a question if that shows it to more people. */
function TryIt({ send, network, idea }) {
  const [asking, setAsking] = useState(false);
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  if (idea.prototype) {
    return html`<a class="wb-button wb-small" href=${`prototypes.ipynb?open=${idea.prototype.id}`}>Prototype #${idea.number}${idea.stage ? `, ${idea.stage}` : ""}</a>`;
  }
  const tried = (answer) => {
    if (!answer.ok) return;
    announce(`Idea #${idea.number} is a prototype now, with the same number.`);
    if (ownPage) location.assign(`prototypes.ipynb?open=${answer.result.prototype}`);
  };
  const press = async () => (idea.asks ? setAsking(true) : tried(await send("try_idea", { idea: idea.id })));
  return html`<${Button} class="wb-small wb-no-print" onClick=${press} aria-label=${`Try idea ${idea.number} as a prototype`}>Try this as a prototype<//>
    ${asking && html`<${TryDialog} ...${{ send, network, idea, tried }} onClose=${() => setAsking(false)} />`}`;
}

const PROTOTYPE_CALLED = "What the prototype is called";

/** Who will read the title, with the title at hand; closing it changes nothing. */
function TryDialog({ send, network, idea, tried, onClose }) {
  const [draft, setDraft, clear] = useDraft(`try:${idea.id}`, { title: idea.title }, network);
  const { above, at, put, sendHere } = useProblem(send, { title: PROTOTYPE_CALLED }, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const go = async () => {
    const answer = await sendHere("try_idea", { idea: idea.id, title: draft.title });
    if (answer.ok) { clear(); onClose(); tried(answer); }
  };
  return html`<${Dialog} title=${`Try idea #${idea.number} as a prototype?`} onClose=${onClose}>
    <${Form} onSubmit=${go}>
      <p>${idea.asks}</p>
      <${TextField} label=${PROTOTYPE_CALLED} value=${draft.title} onChange=${put("title", PROTOTYPE_CALLED)} maxlength="200" autofocus ...${at(PROTOTYPE_CALLED)} />
      ${above}
      <div class="wb-actions"><${Button} onClick=${() => { clear(); onClose(); }}>Not now<//><${Button} primary type="submit">Try it<//></div>
    <//>
  <//>`;
}

const IDEA_LABELS = { title: "The idea", note: "More about it", offered_by: "Whose idea is it? (a role)", themes: "What it is about" };

function IdeaForm({ state, send, network, idea, onClose }) {
  const initial = { title: idea.title, note: idea.note, offered_by: idea.offered_by, themes: idea.themes, version: idea.version };
  const [draft, setDraft, clear] = useDraft(`idea:${idea.id}`, initial, network);
  const { above, at, put, sendHere } = useProblem(send, IDEA_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const toggle = (theme) => setDraft((before) => ({
    ...before, themes: before.themes.includes(theme) ? before.themes.filter((each) => each !== theme) : [...before.themes, theme],
  }));
  const keep = async () => {
    const answer = await sendHere("change_idea", { idea: idea.id, ...draft });
    if (answer.ok || answer.conflict) { clear(); onClose(); }
  };
  const remove = async () => {
    const answer = await send("remove_idea", { idea: idea.id });
    if (answer.ok) { clear(); announce(`Removed idea #${idea.number}. Undo brings it back.`); }
  };
  return html`<div class="wb-idea-form-open">
    <${Form} onSubmit=${keep}>
      <${TextField} label=${IDEA_LABELS.title} value=${draft.title} onChange=${put("title", IDEA_LABELS.title)} maxlength="200" ...${at(IDEA_LABELS.title)} />
      <${TextArea} label=${IDEA_LABELS.note} value=${draft.note} onChange=${put("note", IDEA_LABELS.note)} ...${at(IDEA_LABELS.note)} />
      <${TextField} label=${IDEA_LABELS.offered_by} value=${draft.offered_by} onChange=${put("offered_by", IDEA_LABELS.offered_by)} list="wb-roles"
        maxlength="200" ...${at(IDEA_LABELS.offered_by)} />
      <div class="wb-field"><span class="wb-label">${IDEA_LABELS.themes}</span>
        <${Chips} label=${IDEA_LABELS.themes} options=${state.themes} chosen=${draft.themes} onToggle=${toggle} /></div>
      ${above}
      <div class="wb-row wb-spread">
        <div class="wb-row"><${Button} primary type="submit">Keep the changes<//>
          <${Button} quiet onClick=${() => { clear(); onClose(); }}>Leave it as it was<//></div>
        ${!idea.prototype && html`<${Button} quiet onClick=${remove}>Remove this idea<//>`}
      </div>
    <//>
  </div>`;
}
