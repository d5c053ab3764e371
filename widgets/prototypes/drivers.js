// The driver diagram: aim, drivers, prototypes and measures in columns. Python says where every box and line stands;
// aims and drivers open a window, prototypes and measures their own pages.

const STEP = 20; // pixels: a page that grows by less is drawn as before

function DriversView({ state, send, network, onOpen, onLeave }) {
  const { drivers } = state;
  const frame = useRef(null);
  const [open, setOpen] = useState(null); // {box, first}: the box whose window is open; {files}; {aim}
  const [dragged, setDragged] = useState(null);
  useEffect(() => {
    let told = null, timer = null;
    const tell = () => {
      const room = Math.min(4000, Math.max(280, Math.floor((frame.current?.clientWidth ?? 0) / STEP) * STEP));
      if (room !== told) { told = room; send("show_drivers", { width: room }, { quiet: true }); }
    };
    const watcher = new ResizeObserver(() => { clearTimeout(timer); timer = setTimeout(tell, 150); });
    tell();
    watcher.observe(frame.current);
    return () => { clearTimeout(timer); watcher.disconnect(); send("show_drivers", { width: null }, { quiet: true }); };
  }, []);

  const onDrag = (event, id) => {
    setDragged(id);
    if (id) { event.dataTransfer.setData("text/plain", id); event.dataTransfer.effectAllowed = "link"; }
  };
  const onDrop = async (target) => {
    if (!dragged || dragged === target.id) return;
    const answer = await send("join_driver", { source: dragged, target: target.id });
    if (answer.ok) announce(`Joined to ${target.label}. Undo takes it back.`);
    setDragged(null);
  };
  const begun = drivers && drivers.boxes.length > 0;
  const box = begun && open?.box && drivers.boxes.find((each) => each.id === open.box);
  const close = () => setOpen(null);
  return html`
    <header class="wb-heading"><div>
      <p class="wb-eyebrow"><a href="?" onClick=${(event) => follow(event, onLeave)}>All prototypes</a></p>
      <${ViewTitle}>Driver diagram<//>
      ${begun && html`<p class="wb-lede">${driverWords(drivers)}</p>`}
    </div><div class="wb-actions wb-no-print">
      <${Undoing} ...${{ state, send }} />
      ${begun && html`<${Button} onClick=${() => setOpen({ aim: true })}>Add an aim<//>
        <${Button} onClick=${() => setOpen({ files: true })}>Download…<//>`}
    </div></header>
    <div ref=${frame} class="wb-drivers-frame">
      ${!drivers ? html`<p class="wb-muted" role="status">Drawing it…</p>`
        : !begun ? html`<${FirstAim} ...${{ send, network, drivers }} onAdded=${(id) => setOpen({ box: id, first: true })} />`
          : html`<${Drawing} ...${{ send, drivers, dragged, onOpen, onDrag, onDrop }} onBox=${(id) => setOpen({ box: id })} />`}
    </div>
    ${begun && html`<${NotJoined} ...${{ state, send, onOpen, onDrag }} />
      <${DriverOutline} ...${{ state, send, network, onOpen }} onBox=${(id) => setOpen({ box: id })} />`}
    ${box && html`<${DriverWindow} key=${box.id} ...${{ state, send, network, box }} first=${open.first} onClose=${close} />`}
    ${begun && open?.files && html`<${DriverFiles} ...${{ state, send }} onClose=${close} />`}
    ${begun && open?.aim && html`<${Dialog} title="Add an aim" onClose=${close}>
      <${AimForm} ...${{ send, network, drivers }} onAdded=${(id) => setOpen({ box: id, first: true })} autofocus /><//>`}`;
}

/** How much there is, and what is missing, in a sentence. */
function driverWords({ boxes, not_joined }) {
  const count = (role) => boxes.filter((box) => box.role === role).length;
  const bare = boxes.filter((box) => box.role === "driver" && !box.contributing.length).length;
  const parts = [plural(count("aim"), "aim"), plural(count("driver"), "driver"), plural(count("prototype"), "prototype"), plural(count("measure"), "measure")];
  const missing = [bare && `${plural(bare, "driver")} nobody works on yet`, not_joined.length && `${plural(not_joined.length, "prototype")} not joined yet`].filter(Boolean);
  return `${parts.join(", ")}${missing.length ? `; ${missing.join(", ")}` : ""}.`;
}

function FirstAim({ send, network, drivers, onAdded }) {
  return html`<section class="wb-card wb-first-aim">
    <p>A driver diagram shows on one page what you want to be different, what drives it, and which of the things you try works on what.
      So you see what nobody works on yet, and what is tried without saying what for.</p>
    <${AimForm} ...${{ send, network, drivers, onAdded }} />
  </section>`;
}

/** Naming an aim; what a measure hopes for is a good beginning. */
function AimForm({ send, network, drivers, onAdded, autofocus }) {
  const hope = drivers.boxes.length ? null : drivers.ambitions[0];
  const [draft, setDraft, clear] = useDraft("driver:aim", { title: hope?.words ?? "", measure: hope?.measure ?? "" }, network);
  const { above, at, sendHere, put } = useProblem(send, ["What is your aim?"], () => (title) => setDraft((before) => ({ ...before, title })));
  const choose = (measure) => setDraft((before) => {
    const untouched = !before.title.trim() || drivers.ambitions.some((one) => one.words === before.title);
    const words = drivers.ambitions.find((one) => one.measure === measure)?.words;
    return { measure, title: untouched && words ? words : before.title };
  });
  const measure = drivers.measures.some((one) => one.id === draft.measure) ? draft.measure : "";
  const add = async () => {
    const answer = await sendHere("add_aim", { title: draft.title, measure: measure || null });
    if (!answer.ok) return;
    clear({ title: "", measure: "" });
    announce(`Named the aim ${draft.title.trim()}.`);
    onAdded(answer.result.driver);
  };
  return html`<${Form} onSubmit=${add}>
    <${Sentence} label="What is your aim?" hint="What is to be different, for whom, how much, and by when?" value=${draft.title}
      onChange=${put("title", "What is your aim?")} onKeep=${add} autofocus=${autofocus} ...${at("What is your aim?")} />
    ${drivers.measures.length > 0 && html`<${Select} label="Which measure shows whether you get there?" value=${measure} onChange=${choose} empty="none yet"
      options=${drivers.measures.map((one) => ({ value: one.id, label: one.label }))} />`}
    ${above}
    <div class="wb-actions"><${Button} primary type="submit">Add this aim<//></div>
  <//>`;
}

/** The drawing: columns of boxes, and behind them the lines. */
function Drawing({ send, drivers, dragged, onOpen, onBox, onDrag, onDrop }) {
  const [over, setOver] = useState(null);
  const drawing = useRef(null);
  const moved = useRef(null); // the box that keeps the focus wherever it goes
  const focusOn = (id) => drawing.current?.querySelector(`[data-box="${id}"]`)?.focus();
  useEffect(() => { if (moved.current) { focusOn(moved.current); moved.current = null; } }, [drivers.boxes]);
  const onKeyDown = (event) => {
    const box = drivers.boxes.find((each) => each.id === event.target.dataset?.box);
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = besideBox(event.key, box, drivers.boxes);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.altKey) focusOn(next?.id);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") moveBox(box, event.key === "ArrowUp" ? -1 : 1);
  };
  const moveBox = async (box, by) => {
    const place = box.place + by;
    if (!(place >= 0 && place < box.equals)) { announce("No place further that way."); return; }
    moved.current = box.id;
    const answer = await send("move_driver", { driver: box.id, place });
    if (answer.ok) announce(`${box.label}: place ${place + 1} of ${box.equals}.`);
    else moved.current = null;
  };
  const at = ({ x, y, width, height }) => ({ left: `${x}px`, top: `${y}px`, width: `${width}px`, minHeight: `${height}px` });
  const dropping = (box) => (dragged && dragged !== box.id ? {
    onDragOver: (event) => { event.preventDefault(); setOver(box.id); },
    onDragLeave: () => setOver(null),
    onDrop: (event) => { event.preventDefault(); setOver(null); onDrop(box); },
  } : {});
  const dragging = (box) => ({ draggable: true, onDragStart: (event) => onDrag(event, box.id), onDragEnd: (event) => { setOver(null); onDrag(event, null); } });
  return html`<div class="wb-drivers-scroll" tabindex="0" role="group" aria-label="Driver diagram">
    <div class="wb-drivers" ref=${drawing} onKeyDown=${onKeyDown} style=${{ width: `${drivers.width}px`, height: `${drivers.height + 8}px`, "--wb-box-padding": `${drivers.padding - 1.5}px` }}>
      <svg width=${drivers.width} height=${drivers.height + 8} aria-hidden="true">
        ${drivers.lines.map((line) => html`<g key=${line.id} class=${line.measured ? "wb-line-measured" : "wb-line-drives"}>
          <path class="wb-line" d=${line.path} />${!line.measured && html`<path class="wb-line-tip" d=${`M${line.tip[0]} ${line.tip[1]}l9 -4.5v9Z`} />`}</g>`)}
      </svg>
      ${drivers.columns.map((column) => html`<section key=${column.x} aria-label=${column.heading}>
        <h2 style=${{ left: `${column.x}px`, width: `${column.width}px` }}>${column.heading}</h2>
        <ul>${drivers.boxes.filter((box) => box.x === column.x).map((box) => html`<li key=${box.id}>
          ${box.role === "prototype"
            ? html`<a class="wb-box wb-box-prototype" data-box=${box.id} style=${at(box)} href=${`?open=${box.id}`} onClick=${(event) => follow(event, () => onOpen("open", box.id))} ...${dragging(box)}>
                <span class="wb-box-stage"><${StageMark} marks=${drivers.marks} stage=${box.stage} /> ${box.above}</span>${box.label}</a>`
            : box.role === "measure"
              ? html`<a class="wb-box wb-box-measure" data-box=${box.id} style=${at(box)} href=${`measures.ipynb?measure=${box.id}`}>${box.label}</a>`
              : html`<button type="button" class=${`wb-box wb-box-${box.role} ${over === box.id ? "wb-box-over" : ""}`} data-box=${box.id} style=${at(box)} aria-haspopup="dialog"
                  onClick=${() => onBox(box.id)} ...${box.role === "driver" ? dragging(box) : {}} ...${dropping(box)}>${box.label}</button>`}
        </li>`)}</ul>
      </section>`)}
    </div>
  </div>
  <p class="wb-driver-legend wb-muted wb-small-words"><span><svg width="34" height="12" aria-hidden="true"><g class="wb-line-drives"><path class="wb-line" d="M0 6h34" /><path class="wb-line-tip" d="M0 6l9 -4.5v9Z" /></g></svg> contributes to</span>
    <span><svg width="34" height="12" aria-hidden="true"><g class="wb-line-measured"><path class="wb-line" d="M0 6h34" /></g></svg> is measured by</span>
    <span class="wb-no-print">Open an aim or a driver to add to it.<span class="wb-keys-only"> The arrow keys go from box to box; with Alt, ↑ and ↓ move an aim or a driver.</span></span></p>`;
}

/** The box that an arrow key leads to: the next in the column, or the nearest of those joined to it; null if there is none. */
function besideBox(key, box, boxes) {
  const middle = (one) => one.y + one.height / 2;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const column = boxes.filter((one) => one.x === box.x).sort((one, other) => one.y - other.y);
    return column[column.indexOf(box) + (key === "ArrowUp" ? -1 : 1)] ?? null;
  }
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  const left = key === "ArrowLeft";
  const tied = (one) => box.contributes_to.includes(one.id) || box.contributing.includes(one.id) || box.measured_by.includes(one.id) || one.measured_by.includes(box.id);
  const near = boxes.filter((one) => tied(one) && (left ? one.x < box.x : one.x > box.x));
  const away = (one) => Math.abs(one.x - box.x) + Math.abs(middle(one) - middle(box));
  return near.sort((one, other) => away(one) - away(other))[0] ?? null;
}
