// The driver diagram as a table, in which all can be done that can be done on the drawing; and what is not joined yet.

function DriverOutline({ state, send, network, onOpen, onBox }) {
  const { drivers } = state;
  const boxes = Object.fromEntries(drivers.boxes.map((box) => [box.id, box]));
  const rows = drivers.boxes.filter((box) => box.role === "aim" || box.role === "driver");
  return html`<section class="wb-card" aria-labelledby="wb-driver-outline"><h2 id="wb-driver-outline">The same as a table</h2>
    <div class="wb-table-wrap" tabindex="0" role="group" aria-label="The driver diagram as a table"><table class="wb-table wb-driver-table">
      <thead><tr><th scope="col">What</th><th scope="col">Contributes to</th><th scope="col">Prototypes</th><th scope="col">Measured by</th><th scope="col" class="wb-no-print">Change</th></tr></thead>
      <tbody>${rows.map((box) => html`<${OutlineRow} key=${box.id} ...${{ send, network, box, boxes, marks: drivers.marks, onOpen, onBox }} />`)}</tbody>
    </table></div>
  </section>`;
}

function OutlineRow({ send, network, box, boxes, marks, onOpen, onBox }) {
  const [naming, setNaming] = useState(false);
  const doing = useRef(null);
  const moved = useRef(0);
  const named = useRef(false);
  useEffect(() => { // the button has the focus again once the words are kept
    if (named.current && !naming) doing.current?.querySelector("button")?.focus();
    named.current = naming;
  }, [naming]);
  const listed = (ids, role) => ids.map((id) => boxes[id]).filter((each) => each && (!role || each.role === role));
  useEffect(() => { // a row that moves takes the focus along
    if (moved.current) doing.current?.querySelector(moved.current < 0 ? ".wb-up" : ".wb-down")?.focus();
    moved.current = 0;
  }, [box.place]);
  const move = (by) => async () => {
    moved.current = by;
    const answer = await send("move_driver", { driver: box.id, place: box.place + by });
    if (answer.ok) announce(`${box.label}: place ${box.place + by + 1} of ${box.equals}.`);
  };
  const prototypes = listed(box.contributing, "prototype"), measures = listed(box.measured_by), targets = listed(box.contributes_to);
  const none = html`<span class="wb-muted">none yet</span>`;
  return html`<tr>
    <th scope="row">${naming
      ? html`<${Words} ...${{ send, network, box }} place="table" onDone=${() => setNaming(false)} autofocus />`
      : html`<span class="wb-muted">${ROLE_WORDS[box.role]}</span><br /><strong>${box.label}</strong>`}</th>
    <td>${box.role === "aim" ? "" : targets.length ? targets.map((each) => html`<div key=${each.id}>${each.label}</div>`) : html`<span class="wb-concern">nothing yet</span>`}</td>
    <td>${prototypes.length ? prototypes.map((each) => html`<div key=${each.id}><${StageMark} marks=${marks} stage=${each.stage} />${" "}
      <a href=${`?open=${each.id}`} onClick=${(event) => follow(event, () => onOpen("open", each.id))}>${boxName(each)}</a> <span class="wb-muted">${each.stage}</span></div>`) : none}</td>
    <td>${measures.length ? measures.map((each) => html`<div key=${each.id}><a href=${`measures.ipynb?measure=${each.id}`}>${each.label}</a></div>`) : none}</td>
    <td class="wb-no-print"><div class="wb-row wb-driver-doing" ref=${doing}>
      <${Button} class="wb-small" onClick=${() => setNaming(true)} aria-label=${`Rename ${box.label}`}>Rename<//>
      <${Button} class="wb-small" onClick=${() => onBox(box.id)} aria-label=${`Edit ${box.label}`}>Edit…<//>
      ${box.equals > 1 && html`<${Button} class="wb-small wb-up" disabled=${box.place === 0} onClick=${move(-1)} aria-label=${`Move up: ${box.label}`}>↑<//>
        <${Button} class="wb-small wb-down" disabled=${box.place + 1 >= box.equals} onClick=${move(1)} aria-label=${`Move down: ${box.label}`}>↓<//>`}
    </div></td>
  </tr>`;
}

/** The prototypes that contribute to nothing yet, each with the choice of what to. */
function NotJoined({ state, send, onOpen, onDrag }) {
  const { drivers } = state;
  const options = drivers.boxes.filter((box) => box.role === "aim" || box.role === "driver").map((box) => ({ value: box.id, label: box.label }));
  return html`<section class="wb-card" aria-labelledby="wb-not-joined"><h2 id="wb-not-joined">Not joined yet</h2>
    ${drivers.not_joined.length === 0
      ? html`<p class="wb-muted">Every prototype contributes to something.</p>`
      : html`<p class="wb-muted wb-small-words wb-no-print">What is tried without saying what for. Choose what each one contributes to, or drag it onto a box.</p>
        <ul class="wb-chosen">${drivers.not_joined.map((each) => html`<${ToJoin} key=${each.id} ...${{ send, each, options, marks: drivers.marks, onOpen, onDrag }} />`)}</ul>`}
  </section>`;
}

function ToJoin({ send, each, options, marks, onOpen, onDrag }) {
  const [to, setTo] = useState("");
  const chosen = options.some((option) => option.value === to) ? to : "";
  const join = async () => {
    if (!chosen) return announce("Choose what it contributes to first.");
    const answer = await send("join_driver", { source: each.id, target: chosen });
    if (answer.ok) announce(`Joined #${each.number} to ${options.find((option) => option.value === chosen).label}.`);
    return undefined;
  };
  return html`<li class="wb-to-join" draggable="true" onDragStart=${(event) => onDrag(event, each.id)} onDragEnd=${(event) => onDrag(event, null)}>
    <span><${StageMark} marks=${marks} stage=${each.stage} />${" "}<a href=${`?open=${each.id}`} draggable="false"
      onClick=${(event) => follow(event, () => onOpen("open", each.id))}>#${each.number} ${each.label}</a> <span class="wb-muted">${each.stage}</span></span>
    <${Select} label=${`What #${each.number} ${each.label} contributes to`} hidden value=${chosen} onChange=${setTo} empty="contributes to…" options=${options} />
    <${Button} class="wb-small" onClick=${join} aria-label=${`Join #${each.number} ${each.label}`}>Join<//>
  </li>`;
}
