// What may be done with one aim or driver, in a window; and the window of files to take along.

const ROLE_WORDS = { aim: "Aim", driver: "Driver", prototype: "Prototype", measure: "Measure" };
const boxName = (box) => (box.role === "prototype" ? `#${box.number} ${box.label}` : box.label);

/** The shape that goes with the word of a stage. */
function StageMark({ marks, stage }) {
  const { line, fill } = marks[stage] ?? {};
  return html`<svg class="wb-stage-mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
    ${line && html`<path class="wb-stage-line" d=${line} />`}${fill && html`<path d=${fill} />`}</svg>`;
}

/** Everything that the box contributes to, if only through others. */
function upwardsOf(id, boxes, seen = new Set()) {
  for (const target of boxes[id]?.contributes_to ?? []) if (!seen.has(target)) { seen.add(target); upwardsOf(target, boxes, seen); }
  return seen;
}

/** Everything that contributes to the box, if only through others. */
function downwardsOf(id, boxes, seen = new Set()) {
  for (const source of boxes[id]?.contributing ?? []) if (!seen.has(source)) { seen.add(source); downwardsOf(source, boxes, seen); }
  return seen;
}

/** The aims and drivers that this box could contribute to and does not yet. */
function targetsFor(id, boxes) {
  const below = downwardsOf(id, boxes), already = boxes[id]?.contributes_to ?? [];
  return Object.values(boxes).filter((box) => (box.role === "aim" || box.role === "driver") && box.id !== id && !below.has(box.id) && !already.includes(box.id));
}

/** One line of words for which Enter keeps and Escape lets go, in as many rows as they need. */
function Sentence({ label, hint, value, onChange, onKeep, onLeave, ...rest }) {
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); event.stopPropagation(); onKeep(); }
    if (event.key === "Escape" && onLeave) { event.preventDefault(); event.stopPropagation(); onLeave(); }
  };
  return html`<${TextArea} ...${{ label, hint, value, onChange, onKeyDown }} rows=${2} maxlength="200" ...${rest} />`;
}

/** The words of an aim or a driver, changed where they stand. */
function Words({ send, network, box, place, onDone, autofocus }) {
  const [draft, setDraft, clear] = useDraft(`driver:words:${place}:${box.id}`, null, network); // null until something is typed
  const { above, at, sendHere, put } = useProblem(send, ["What do we call it?"], () => (title) =>
    setDraft((before) => ({ version: before?.version ?? box.version, title })));
  const title = draft?.title ?? box.label;
  const changed = title.trim() !== box.label;
  const done = () => { clear(null); onDone?.(); };
  const keep = async () => {
    if (!changed) return done();
    const answer = await sendHere("change_driver", { driver: box.id, ...draft });
    if (!answer.ok && !answer.conflict) return undefined;
    if (answer.ok) announce(`It is now called ${title.trim()}.`);
    return done();
  };
  return html`<${Form} class="wb-driver-words" onSubmit=${keep}>
    <${Sentence} label="What do we call it?" value=${title} onChange=${put("title", "What do we call it?")} onKeep=${keep}
      onLeave=${onDone && done} autofocus=${autofocus} ...${at("What do we call it?")} />
    ${above}
    ${(changed || onDone) && html`<div class="wb-actions">
      <${Button} primary=${changed} class="wb-small" type="submit">Keep the words<//>
      <${Button} quiet class="wb-small" onClick=${done}>Leave them as they were<//></div>`}
  <//>`;
}

/** What is joined in one way, each to be taken away, and a choice of what else could be. */
function Joined({ send, heading, boxes, choices, label, ask, nothing, onTake, onJoin, marks, children }) {
  const [picked, setPicked] = useState("");
  const chosen = choices.some((one) => one.value === picked) ? picked : "";
  const join = async () => {
    if (!chosen) return announce(ask);
    const name = choices.find((one) => one.value === chosen).label;
    const answer = await send(...onJoin(chosen));
    if (answer.ok) { setPicked(""); announce(`Joined ${name}.`); }
    return undefined;
  };
  const take = (box) => async () => {
    const answer = await send(...onTake(box.id));
    if (answer.ok) announce(`Took ${boxName(box)} away. Undo brings it back.`);
  };
  return html`<section class="wb-stack wb-joined"><h3>${heading}</h3>
    ${boxes.length > 0
      ? html`<ul class="wb-chosen">${boxes.map((box) => html`<li key=${box.id}>
          <span>${box.role === "prototype" && html`<${StageMark} marks=${marks} stage=${box.stage} /> `}${boxName(box)}${box.role === "prototype" ? html` <span class="wb-muted">${box.stage}</span>` : ""}</span>
          <${Button} quiet class="wb-small" onClick=${take(box)} aria-label=${`Take away ${boxName(box)}`}>Take away<//></li>`)}</ul>`
      : nothing && html`<p class="wb-muted wb-small-words">${nothing}</p>`}
    ${children}
    ${choices.length > 0 && html`<div class="wb-adding">
      <${Select} label=${label} value=${chosen} onChange=${setPicked} empty="choose…" options=${choices} />
      <${Button} onClick=${join} aria-label=${`Join: ${label}`}>Join<//></div>`}
  </section>`;
}

/** A driver that is named right where it belongs. */
function NewDriver({ send, network, box, autofocus }) {
  const [title, setTitle, clear] = useDraft(`driver:new:${box.id}`, "", network);
  const { above, at, sendHere, put } = useProblem(send, ["What drives it?"], () => setTitle);
  const add = async () => {
    const answer = await sendHere("add_driver", { title, to: box.id });
    if (!answer.ok) return;
    clear("");
    announce(`Added the driver ${title.trim()}.`);
  };
  return html`<${Form} class="wb-adding" onSubmit=${add}>
    <${TextField} label="What drives it?" hint=${box.role === "aim" ? "What has to change so that the aim comes true?" : "What has to change so that this comes true?"}
      value=${title} onChange=${put("title", "What drives it?")} maxlength="200" autofocus=${autofocus} ...${at("What drives it?")} />
    <${Button} type="submit">Add the driver<//>
  <//>${above}`;
}

/** Everything about one aim or driver; what is done is kept at once. */
function DriverWindow({ state, send, network, box, first, onClose }) {
  const { drivers } = state;
  const boxes = Object.fromEntries(drivers.boxes.map((each) => [each.id, each]));
  const listed = (ids) => ids.map((id) => boxes[id]).filter(Boolean);
  const below = listed(box.contributing);
  const option = (each) => ({ value: each.id, label: boxName(each) });
  const above = upwardsOf(box.id, boxes);
  const couldDrive = drivers.boxes.filter((each) => each.role === "driver" && each.id !== box.id && !above.has(each.id) && !box.contributing.includes(each.id));
  const prototypes = [...drivers.boxes.filter((each) => each.role === "prototype"), ...drivers.not_joined]
    .filter((each) => !box.contributing.includes(each.id)).sort((one, other) => one.number - other.number);
  const measures = drivers.measures.filter((each) => !box.measured_by.includes(each.id));
  const part = (other) => ["part_driver", { source: other, target: box.id }];
  const join = (other) => ["join_driver", { source: other, target: box.id }];
  const move = (by) => async () => {
    const answer = await send("move_driver", { driver: box.id, place: box.place + by });
    if (answer.ok) announce(by < 0 ? "One place up." : "One place down.");
  };
  const remove = async () => {
    const answer = await send("remove_driver", { driver: box.id });
    if (!answer.ok) return;
    announce(`Took ${box.label} away. Undo brings it back.`);
    onClose();
  };
  const shared = { send, marks: drivers.marks };
  return html`<${Dialog} title=${ROLE_WORDS[box.role]} onClose=${onClose}>
    <div class="wb-stack wb-driver-window">
      <${Words} key=${box.id} ...${{ send, network, box }} place="window" />
      <${Joined} ...${shared} heading="Drivers" boxes=${below.filter((each) => each.role === "driver")} choices=${couldDrive.map(option)} label="Or a driver that is there"
        ask="Choose a driver first." onTake=${part} onJoin=${join}>
        <${NewDriver} key=${box.id} ...${{ send, network, box }} autofocus=${first} /><//>
      <${Joined} ...${shared} heading="Prototypes" boxes=${below.filter((each) => each.role === "prototype")} choices=${prototypes.map(option)} label="What is tried for it"
        ask="Choose a prototype first." nothing=${prototypes.length ? "" : "There is no prototype to join yet."} onTake=${part} onJoin=${join} />
      <${Joined} ...${shared} heading="Measures" boxes=${listed(box.measured_by)} choices=${measures.map((each) => ({ value: each.id, label: each.label }))} label="What shows it"
        ask="Choose a measure first." nothing=${measures.length || box.measured_by.length ? "" : html`There is no measure yet; <a href="measures.ipynb">define one</a>.`}
        onTake=${(other) => ["part_driver", { source: box.id, target: other }]} onJoin=${(other) => ["measure_driver", { driver: box.id, measure: other }]} />
      ${box.role === "driver" && html`<${Joined} ...${shared} heading="Contributes to" boxes=${listed(box.contributes_to)} choices=${targetsFor(box.id, boxes).map(option)}
        label="An aim or another driver" ask="Choose an aim or a driver first." nothing="It contributes to nothing yet."
        onTake=${(other) => ["part_driver", { source: box.id, target: other }]} onJoin=${(other) => ["join_driver", { source: box.id, target: other }]} />`}
      <div class="wb-row wb-spread">
        ${box.equals > 1 ? html`<div class="wb-row"><${Button} class="wb-small" disabled=${box.place === 0} onClick=${move(-1)}>Move up<//>
          <${Button} class="wb-small" disabled=${box.place + 1 >= box.equals} onClick=${move(1)}>Move down<//></div>` : html`<span></span>`}
        <${Button} class="wb-small wb-concern" onClick=${remove}>Take this ${box.role} away<//>
      </div>
    </div>
  <//>`;
}

/** The diagram as a file: as what, and what such a file cannot hold. */
function DriverFiles({ state, send, onClose }) {
  const { files } = state.drivers;
  const [way, setWay] = useState(files[0].way);
  const [said, setSaid] = useState(null); // {words, left_out} or {problem}
  const save = async () => {
    const answer = await send("driver_file", { way }, { quiet: true });
    if (!answer.ok) { setSaid({ problem: answer.error }); return; }
    const file = way === "png" ? await asPng(answer.result) : answer.result;
    if (!file) { setSaid({ problem: "This browser cannot make a picture of that size. Choose the picture as SVG." }); return; }
    download(file);
    setSaid({ words: `${file.name} is in your downloads.`, left_out: answer.result.left_out });
  };
  const groups = [...new Set(files.map((one) => one.group))];
  return html`<${Dialog} title="Take the diagram along" onClose=${onClose}>
    ${groups.map((group) => html`<fieldset class="wb-field wb-driver-files" key=${group}><legend>${group}</legend>
      ${files.filter((one) => one.group === group).map((one) => html`<label class="wb-choice" key=${one.way}>
        <input type="radio" name="wb-driver-file" checked=${way === one.way} onChange=${() => { setWay(one.way); setSaid(null); }} />
        <span><strong>${one.name}</strong> <span class="wb-muted">${one.for}</span></span></label>`)}
    </fieldset>`)}
    ${said?.problem && html`<p class="wb-problem" role="alert">${said.problem}</p>`}
    <p role="status">${said?.words ?? ""}</p>
    ${said?.left_out?.length > 0 && html`<details class="wb-more"><summary>What does not fit into this file</summary>
      <ul class="wb-notes">${said.left_out.map((each) => html`<li key=${each}>${each}</li>`)}</ul></details>`}
    <div class="wb-actions"><${Button} primary onClick=${save}>Download<//></div>
  <//>`;
}
