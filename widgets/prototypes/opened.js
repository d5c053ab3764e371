// One prototype: the answer first, then where it came from, whether the relationships moved, whether the measure did.

const KIND_WORDS = { stage: "stage", entry: "said", insight: "concluded", session: "session", prototype: "prototype", action: "agreed" };

function OpenedView({ state, send, network, onLeave }) {
  const prototype = state.opened;
  const [editing, setEditing] = useState(false);
  const [moving, setMoving] = useState(false);
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow"><${BackLink} onLeave=${onLeave} /> · ${standing(prototype)} · ${prototype.owner ? `owner: ${prototype.owner}` : "owner: nobody yet"}</p>
        <${ViewTitle}>${prototype.title}<//>
        ${prototype.hypothesis && html`<p class="wb-lede">${prototype.hypothesis}</p>`}
      </div>
      <div class="wb-actions wb-no-print">
        <${Undoing} ...${{ state, send }} />
        <${Button} onClick=${() => setEditing(true)}>Edit<//>
        <${Button} onClick=${() => setMoving(true)}>Move to…<//>
        <a class="wb-button wb-primary" href=${`session.ipynb?from=${prototype.id}`}>Record what we saw</a>
      </div>
    </header>
    <div class="wb-answer wb-the-answer"><p><strong>${prototype.answer.headline}</strong> ${prototype.answer.sentences.join(" ")}</p>
      ${prototype.reason && html`<p>Why it is ${prototype.stage === "idea" ? "an idea" : prototype.stage}: ${prototype.reason}</p>`}</div>
    <div class="wb-three">
      <${Origins} ...${{ prototype }} onEdit=${() => setEditing(true)} />
      <${Relationships} key=${prototype.id} ...${{ state, send, network, prototype }} />
      <${Measured} key=${`m${prototype.id}`} ...${{ state, send, network, prototype }} />
    </div>
    ${editing && html`<${EditDialog} ...${{ state, send, network, prototype, onLeave }} onClose=${() => setEditing(false)} />`}
    ${moving && html`<${StageDialog} ...${{ state, send, network, prototype }} onClose=${() => setMoving(false)} />`}`;
}

/** "Prototype #4 · testing since 3 March 2025". */
function standing(prototype) {
  const since = prototype.ended_on ?? prototype.started_on;
  const when = !since ? "" : prototype.ended_on ? ` on ${longDate(since)}` : ` since ${longDate(since)}`;
  return `Prototype #${prototype.number} · ${prototype.stage}${when}`;
}

/** The story of it: what it came from, itself, its stages, and what was said about it. */
function Origins({ prototype, onEdit }) {
  const story = prototype.story.filter((item) => item.kind !== "connection");
  const at = story.findIndex((item) => item.id === prototype.id);
  const [before, after] = [story.slice(0, at + 1), story.slice(at + 1)];
  return html`<section class="wb-card" aria-labelledby="wb-from-title">
    <h2 id="wb-from-title">Where it came from</h2>
    ${before.length === 1 && html`<p class="wb-muted">It names nothing that it came from.
      ${" "}<${Button} class="wb-quiet wb-small wb-no-print" onClick=${onEdit}>Say what it grew out of<//></p>`}
    <${Story} items=${before} own=${prototype.id} />
    ${after.length > 0 && html`<details class="wb-more" open=${after.length < 4 ? true : undefined}>
      <summary>And since then: ${plural(after.length, "moment")}</summary><${Story} items=${after} own=${prototype.id} /></details>`}
  </section>`;
}

function Story({ items, own }) {
  return html`<ol class="wb-story">${items.map((item, number) => html`<li key=${`${item.id}${number}`}>
    <span class="wb-when">${longDate(item.date)} · ${KIND_WORDS[item.kind] ?? item.kind}</span>
    ${item.kind === "session" ? html`<a href=${`session.ipynb?session=${item.id}`}>${item.words}</a>`
      : item.kind === "prototype" && item.id !== own ? html`<a href=${`?open=${item.id}`}>${item.words}</a>`
      : item.id === own && item.kind === "prototype" ? html`<strong>${item.words}</strong>` : item.words}
  </li>`)}</ol>`;
}

/** Then and now of every named relationship, drawn and as a table, with who said so. */
function Relationships({ state, send, network, prototype }) {
  const [choosing, setChoosing] = useState(false);
  const chosen = Object.fromEntries(prototype.relationships.map((tie) => [tie.connection, tie.how]));
  const then = prototype.started ? longDate(prototype.since) : `named ${longDate(prototype.since)}`;
  const none = prototype.relationships.length === 0;
  const chooser = html`<${TieChooser} ...${{ state, send, network, chosen }} place=${prototype.id}
    onPut=${(connection, how) => send("mean_to_change", { prototype: prototype.id, connection, how })}
    onRemove=${(connection) => send("no_longer_mean_to_change", { prototype: prototype.id, connection })} />`;
  return html`<section class="wb-card" aria-labelledby="wb-ties-title">
    <h2 id="wb-ties-title">Did the relationships move?</h2>
    ${none
      ? html`<p class="wb-muted">It names no relationship yet. Name the ones it means to change, and the map will tell.</p>`
      : html`
        <div class="wb-two-maps">
          <figure class="wb-figure"><figcaption>${then}</figcaption><div dangerouslySetInnerHTML=${{ __html: prototype.maps.then }}></div></figure>
          <figure class="wb-figure"><figcaption>now</figcaption><div dangerouslySetInnerHTML=${{ __html: prototype.maps.now }}></div></figure>
        </div>
        <div class="wb-table-wrap"><table class="wb-table wb-then-now">
          <thead><tr><th scope="col">relationship</th><th scope="col">then</th><th scope="col">now</th></tr></thead>
          <tbody>${prototype.relationships.map((tie) => html`<tr key=${tie.connection}>
            <th scope="row"><a href=${`map.ipynb?focus=${tie.connection}`}>${tie.label}</a>
              <span class="wb-when">${tie.kind}; meant to ${HOW_WORDS[tie.how]}</span></th>
            <td><${Dots} strength=${tie.then} /></td>
            <td>${tie.now ? html`<${Dots} strength=${tie.now} /> ` : ""}<strong>${tie.verdict}</strong>
              ${tie.outcome !== "not yet" && html`<span class="wb-when">${tie.outcome}</span>`}</td>
          </tr>`)}</tbody>
        </table></div>
        <${WhoSaid} ties=${prototype.relationships} />`}
    ${none || choosing ? html`<div class="wb-no-print">${chooser}</div>`
      : html`<div class="wb-actions wb-no-print"><${Button} class="wb-small" onClick=${() => setChoosing(true)}>Change what it names<//></div>`}
  </section>`;
}

function WhoSaid({ ties }) {
  const said = ties.flatMap((tie) => tie.evidence.map((step) => ({ ...step, label: tie.label })))
    .sort((one, other) => one.on.localeCompare(other.on));
  if (!said.length) return html`<p class="wb-muted wb-small-words">Nobody has said since that one of them changed.</p>`;
  const words = (strength) => (strength === null ? "not there" : strength === 0 ? "hoped for" : `strength ${strength}`);
  return html`<details class="wb-more"><summary>Who said so</summary><ol class="wb-story">
    ${said.map((step, number) => html`<li key=${number}>
      <span class="wb-when">${longDate(step.on)} · ${step.said_by}${step.session ? ` · ${step.session}` : ""}</span>
      ${step.label}: ${words(step.before)}, then ${words(step.after)}</li>`)}
  </ol></details>`;
}

/** The chart of the measure, and a choice between measures where there are several. */
function Measured({ state, send, network, prototype }) {
  const [picked, setPicked] = useState(null);
  const [choosing, setChoosing] = useState(false);
  const [changing, setChanging] = useState(false);
  const chosen = Object.fromEntries(prototype.measured.map((measure) => [measure.id, measure.expected]));
  const measure = prototype.measured.find((each) => each.id === picked) ?? prototype.measured[0];
  const chooser = html`<${MeasureChooser} ...${{ state, send, network, chosen }} place=${prototype.id}
    onPut=${(id, direction) => send("should_move", { prototype: prototype.id, measure: id, direction })}
    onRemove=${(id) => send("no_longer_should_move", { prototype: prototype.id, measure: id })} />`;
  return html`<section class="wb-card wb-measured" aria-labelledby="wb-measured-title">
    <h2 id="wb-measured-title">Did the measure move?</h2>
    ${!measure
      ? html`<p class="wb-muted">It names no measure yet. Name what should show it, and put in the values you have.</p>${chooser}`
      : html`
        ${prototype.measured.length > 1 && html`<${Chips} label="Which measure" chosen=${[measure.id]} onToggle=${setPicked}
          options=${prototype.measured.map((each) => ({ value: each.id, label: each.title }))} />`}
        <p><a href=${`measures.ipynb?measure=${measure.id}`}>${measure.title}</a>${measure.unit ? `, ${measure.unit}` : ""}
          <span class="wb-muted"> · ${BETTER_WORDS[measure.direction]} · it should ${WAY_WORDS[measure.expected]}</span></p>
        <${MeasureChart} key=${measure.id} ...${{ send, network, measure, prototype }} today=${state.app.today} />
        <div class="wb-actions wb-no-print">
          <${Button} class="wb-small" onClick=${() => setChanging(true)}>Change the measure<//>
          <${Button} class="wb-small" onClick=${() => setChoosing(!choosing)} aria-expanded=${choosing ? "true" : "false"}>Change what it names<//>
        </div>
        ${choosing && html`<div class="wb-no-print">${chooser}</div>`}`}
    ${changing && measure && html`<${MeasureDialog} ...${{ state, send, network, measure }} onClose=${() => setChanging(false)} />`}
  </section>`;
}

const EDIT_FIELDS = ["What do we call it?", "What do we expect, and why?"];

/** Its words, its owner, its days and what it came from; and taking it away. */
function EditDialog({ state, send, network, prototype, onClose, onLeave }) {
  // The draft keeps the version that it began with, so that what somebody else changes meanwhile is asked about.
  const initial = Object.fromEntries(["title", "hypothesis", "owner", "reason", "started_on", "ended_on", "version"].map((name) => [name, prototype[name] ?? ""]));
  const [draft, setDraft, clear] = useDraft(`prototype:${prototype.id}`, initial, network);
  const put = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));
  const { above, at, sendHere, put: putField } = useProblem(send, EDIT_FIELDS, put);
  const keep = async () => {
    const answer = await sendHere("change_prototype", { prototype: prototype.id, ...draft });
    if (answer.ok || answer.conflict) { clear(); onClose(); }
  };
  const remove = async () => {
    const answer = await send("remove_prototype", { prototype: prototype.id });
    if (answer.ok) { announce(`Removed #${prototype.number}. Undo brings it back.`); onClose(); onLeave(); }
  };
  const words = Object.fromEntries(prototype.story.map((item) => [item.id, item.words]));
  return html`<${Dialog} title=${`Edit #${prototype.number}`} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <${TextField} label="What do we call it?" value=${draft.title} onChange=${putField("title", EDIT_FIELDS[0])} maxlength="200" autofocus ...${at(EDIT_FIELDS[0])} />
      <${TextArea} label="What do we expect, and why?" value=${draft.hypothesis} onChange=${putField("hypothesis", EDIT_FIELDS[1])} ...${at(EDIT_FIELDS[1])} />
      <${TextField} label="Who looks after it? (a role)" value=${draft.owner} onChange=${put("owner")} list="wb-roles" maxlength="200" />
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
