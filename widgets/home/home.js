// The first page of a network. Every sentence on it was made in Python.

function HomePage({ state, send, network }) {
  const [notice, setNotice] = useState(null);
  const did = (text, undo, where) => {
    setNotice({ text, undo, where });
    announce(text);
    document.getElementById(where)?.focus({ preventScroll: true }); // what was pressed may be gone by now
  };
  return html`<div class="wb-home-page">
    <header><h1>${state.greeting}</h1><p class="wb-lede">${state.about}</p></header>
    <div class="wb-beside wb-home-top">
      <section class="wb-card wb-next" aria-labelledby="wb-next">
        <h2 id="wb-next">Next</h2>
        <p>${state.next.says}</p>
        <div class="wb-actions"><${Go} class="wb-button wb-primary" href=${state.next.button.href}>${state.next.button.label}<//></div>
        ${state.next.after.length > 0 && html`<p class="wb-home-after">After that: ${state.next.after.map((step, at) => html`${at > 0 && ", and then "}<${Go} href=${step.href} key=${step.href}>${step.label}<//>`)}.</p>`}
      </section>
      <${Since} ...${state.since} />
    </div>
    ${state.challenges.map((one) => html`<section class="wb-card wb-home-days" key=${one.id} aria-labelledby=${`wb-days-${one.id}`}>
      <div><h2 id=${`wb-days-${one.id}`}><${Go} href=${`challenge.ipynb?team=${one.id}`}>${one.title}<//></h2>
        <p>${one.answer}</p>
        ${one.open && html`<p><${Go} href=${`challenge.ipynb?view=barriers&team=${one.id}`}>${one.open}<//></p>`}</div>
      <${HundredDays} hundred=${one.hundred} />
    </section>`)}
    <div class="wb-home-cards">
      ${state.cards.map((card) => html`<section class="wb-card" key=${card.title}>
        <h2>${card.title}</h2><p class="wb-muted wb-small-words">${card.says}</p>
        <div class="wb-actions"><${Go} class="wb-button wb-small" href=${card.href} aria-label=${`Open: ${card.title}`}>Open<//></div>
      </section>`)}
    </div>
    <${OpenActions} actions=${state.actions} send=${send} did=${did} />
    <div class="wb-beside">
      <${TheSet} ...${state.set} send=${send} did=${did} network=${network} />
      <${Facts} ...${state.facts} />
    </div>
    ${notice && html`<${Notice} ...${notice} onGone=${() => setNotice(null)} />`}
  </div>`;
}

/** A link; one to a part of this page moves the keyboard there too, and leaves the address alone. */
function Go({ href, children, ...rest }) {
  const jump = (event) => {
    const target = href.startsWith("#") && document.getElementById(href.slice(1));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };
  return html`<a href=${href} onClick=${jump} ...${rest}>${children}</a>`;
}

/** What was just done, and a way back. */
function Notice({ text, undo, where, onGone }) {
  const leave = () => { onGone(); document.getElementById(where)?.focus({ preventScroll: true }); };
  const back = async () => { if (await undo()) leave(); };
  return html`<div class="wb-message wb-home-notice" role="group" aria-label="What was just done">
    <span>${text}</span>
    <${Button} onClick=${back}>Undo<//>
    <${Button} quiet onClick=${leave}>Close<//>
  </div>`;
}

function Since({ heading, says, lines }) {
  return html`<section class="wb-card" aria-labelledby="wb-since">
    <h2 id="wb-since">${heading}</h2>
    ${says && html`<p class="wb-small-words">${says}</p>`}
    ${lines.length > 0 && html`<ul class="wb-home-lines">
      ${lines.map((line) => html`<li key=${line.says}><${Go} href=${line.href}>${line.says}<//></li>`)}
    </ul>`}
  </section>`;
}

function OpenActions({ actions, send, did }) {
  const done = async (action) => {
    const answer = await send("mark_done", { action: action.id });
    if (answer.ok) did(`Done: “${asTitle(action.text)}”.`, async () => (await send("mark_not_done", { action: action.id })).ok, "open-actions");
  };
  return html`<section class="wb-card" id="open-actions" tabindex="-1" aria-labelledby="wb-open-actions">
    <h2 id="wb-open-actions">Open actions</h2>
    ${actions.length === 0
      ? html`<p class="wb-muted">Nothing is open. What a session agrees to do stands here until it is done.</p>`
      : html`<table class="wb-table wb-home-actions" role="table">
        <thead role="rowgroup"><tr role="row">
          <th role="columnheader" scope="col">what</th><th role="columnheader" scope="col">who</th>
          <th role="columnheader" scope="col">by</th><th role="columnheader" scope="col">from</th>
          <th role="columnheader" scope="col"><span class="wb-visually-hidden">is it done?</span></th>
        </tr></thead>
        <tbody role="rowgroup">${actions.map((action) => html`<tr role="row" key=${action.id}>
          <td role="cell" class="wb-home-what">${action.text}
            ${action.about.length > 0 && html`<span class="wb-home-about">about ${" "}
              ${action.about.map((one, at) => html`${at > 0 && ", "}${one.href ? html`<${Go} href=${one.href}>${one.says}<//>` : one.says}`)}</span>`}
          </td>
          <td role="cell" data-label="who">${action.owner || html`<span class="wb-concern">nobody yet</span>`}</td>
          <td role="cell" data-label="by">${!action.due ? "–" : action.late
            ? html`<span class="wb-concern">${shortDate(action.due)}, past</span>` : shortDate(action.due)}</td>
          <td role="cell" data-label="from"><${Go} href=${action.session.href}>${action.session.says}<//></td>
          <td role="cell" class="wb-home-button"><${Button} class="wb-small" aria-label=${`Done: ${action.text}`} onClick=${() => done(action)}>Done<//></td>
        </tr>`)}</tbody>
      </table>`}
  </section>`;
}

function TheSet({ sets, people, slots, sectors, missing, send, did, network }) {
  const undo = async () => (await send("undo")).ok;
  const remove = async (member) => {
    const answer = await send("remove_member", { member: member.id });
    if (answer.ok) did(`${member.role} is off the set.`, undo, "the-set");
  };
  const fill = async (role) => {
    const answer = await send("fill_slot", { role });
    if (answer.ok) did(`${role} is in the set.`, undo, "the-set");
  };
  return html`<section class="wb-card" id="the-set" tabindex="-1" aria-labelledby="wb-the-set">
    <h2 id="wb-the-set">Who is in the set</h2>
    ${people === 0 && html`<p>Nobody yet. People are known by their role here; a name is up to them.</p>`}
    ${sets.map((one) => html`<div class="wb-home-set" key=${one.id}>
      ${(sets.length > 1 || one.purpose) && html`<p class="wb-muted wb-small-words">${sets.length > 1 && html`<strong>${one.title}.</strong> `}${one.purpose}</p>`}
      <ul class="wb-home-members">
        ${one.members.map((member) => html`<li key=${member.id}>
          <span><strong>${member.role}</strong>${member.name && html`, ${member.name}`}
            <span class="wb-muted">${[member.organisation, member.sector].filter(Boolean).map((word) => ` · ${word}`)}</span></span>
          <${Button} quiet class="wb-small" aria-label=${`Take ${member.role} off the set`} onClick=${() => remove(member)}>Take off<//>
        </li>`)}
      </ul>
    </div>`)}
    ${missing && html`<p class="wb-concern">${missing}</p>`}
    <${NewMember} ...${{ sets, slots, sectors, send, did, undo, network }} />
    ${slots.length > 0 && html`<details class="wb-home-slots" open=${people === 0}>
      <summary>Roles that a network usually hosts, with nobody down for them here: ${slots.length}</summary>
      <p class="wb-hint">Choose one to add it to the set.</p>
      <div class="wb-chips">${slots.map((role) => html`<${Button} key=${role} class="wb-chip wb-home-slot" onClick=${() => fill(role)}>+ ${role}<//>`)}</div>
    </details>`}
  </section>`;
}

const NOBODY = { role: "", organisation: "", sector: "", name: "", in_set: "" };

function NewMember({ sets, slots, sectors, send, did, undo, network }) {
  const [draft, setDraft, clear] = useDraft("home-member", NOBODY, network);
  const [open, setOpen] = useState(() => Object.values(draft).some(Boolean));
  const [problem, setProblem] = useState("");
  const set = (name) => (value) => { setProblem(""); setDraft((now) => ({ ...now, [name]: value })); };
  const opener = useRef(null);
  const form = useRef(null);
  const start = () => { setOpen(true); setTimeout(() => form.current?.querySelector("input")?.focus()); };
  const close = () => { setOpen(false); setProblem(""); setTimeout(() => opener.current?.querySelector("button")?.focus()); };
  const add = async () => {
    const answer = await send("add_member", draft, { quiet: true });
    if (!answer.ok) { setProblem(answer.error ?? ""); return; }
    const { role } = draft;
    clear();
    setOpen(false);
    did(`${role.trim()} is in the set.`, undo, "the-set");
  };
  if (!open) return html`<div class="wb-actions" ref=${opener}><${Button} onClick=${start}>Add somebody<//></div>`;
  return html`<div ref=${form}><${Form} class="wb-home-form" onSubmit=${add} onKeyDown=${(event) => event.key === "Escape" && close()} aria-label="Add somebody to the set">
    <div class="wb-form-pair">
      <${TextField} label="Role" hint="For example link worker, carer, ward sister" value=${draft.role} onChange=${set("role")} maxlength="200" list="wb-home-roles" autocomplete="off" required />
      <${TextField} label="Organisation (if you like)" value=${draft.organisation} onChange=${set("organisation")} maxlength="200" />
    </div>
    <datalist id="wb-home-roles">${slots.map((role) => html`<option value=${role} key=${role} />`)}</datalist>
    <div class="wb-form-pair">
      <${Select} label="Sector" value=${draft.sector} onChange=${set("sector")} options=${sectors} empty="not said" />
      <${TextField} label="Name (only if the person wants it here)" value=${draft.name} onChange=${set("name")} maxlength="200" autocomplete="off" />
    </div>
    ${sets.length > 1 && html`<${Select} label="Set" value=${draft.in_set || sets[0].id} onChange=${set("in_set")} options=${sets.map((one) => ({ value: one.id, label: one.title }))} />`}
    ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
    <div class="wb-actions"><${Button} primary type="submit">Add to the set<//><${Button} onClick=${close}>Not now<//></div>
  <//></div>`;
}

function Facts({ code, commissioner, opened, source, crosses, practices, past }) {
  return html`<section class="wb-card" aria-labelledby="wb-facts">
    <h2 id="wb-facts">What the register says</h2>
    <dl class="wb-facts">
      <dt>Code</dt><dd>${code}</dd>
      ${commissioner && html`<dt>Commissioner</dt><dd>${commissioner}</dd>`}
      ${opened && html`<dt>Since</dt><dd>${longDate(opened)}</dd>`}
      <dt>Practices</dt><dd>${practices.length === 0 ? "none at present" : html`<ul class="wb-home-lines">
        ${practices.map((one) => html`<li key=${one.code}>${one.name}${one.elsewhere && html`<span class="wb-muted">, of another commissioner</span>`}</li>`)}
      </ul>`}</dd>
      ${past.length > 0 && html`<dt>Left</dt><dd><ul class="wb-home-lines">
        ${past.map((one) => html`<li key=${one.name + one.since}>${one.name}<span class="wb-muted">, ${longDate(one.since)} to ${longDate(one.until)}</span></li>`)}
      </ul></dd>`}
    </dl>
    <p class="wb-hint">${crosses ? "The network crosses a commissioner’s boundary. " : ""}${source && `From ${source}.`}</p>
  </section>`;
}

export default app(HomePage, { tells: true });
