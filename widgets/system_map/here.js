// What is typed and chosen right on the drawing, where people look: the name of an element, the kind of a connection.

/** A small card on the drawing below a place (above it where there is no room); `place()` gives that place as {at: [x, y], r}, and it follows the view. */
function Here({ map, place, label, children, onKeyDown }) {
  const box = useRef(null);
  const where = useRef(place);
  where.current = place;
  useLayoutEffect(() => {
    const follow = () => {
      const node = box.current, stage = node?.parentElement;
      if (!stage) return;
      const { at, r } = where.current();
      const { x, y, scale } = map.onScreen(at);
      const gap = r * scale + 8, width = node.offsetWidth, height = node.offsetHeight;
      const below = y + gap, above = y - gap - height;
      const over = below + height > stage.clientHeight && above >= 0, top = over ? above : below;
      const left = Math.max(4, Math.min(stage.clientWidth - width - 4, x - width / 2));
      node.classList.toggle("wb-map-spot-over", over);
      node.style.setProperty("--at", `${x - left}px`); // where its beak points to what it is about
      node.style.left = `${left}px`;
      node.style.top = `${Math.max(4, Math.min(stage.clientHeight - height - 4, top))}px`;
    };
    follow();
    const watch = new ResizeObserver(follow);
    watch.observe(box.current);
    const stop = map.onView(follow);
    return () => { stop(); watch.disconnect(); };
  }, []);
  return html`<div class="wb-map-spot" ref=${box} role="group" aria-label=${label} onKeyDown=${onKeyDown}>${children}</div>`;
}

/** The name of a new element, at the place that was pointed to. It shares its draft with the form in the panel. */
function NameHere({ map }) {
  const [draft, setDraft, clear] = map.addDraft;
  const field = useRef(null), busy = useRef(false);
  const twin = map.twin(draft.label);
  const from = draft.from ? map.part(draft.from) : null;
  const drop = () => { clear({ ...draft, label: "", organisation: "", note: "", at: null, from: null }); map.setMode(null, "canvas"); };
  const add = async (another = false) => {
    if (busy.current) return;
    if (!draft.label.trim()) { drop(); return; }
    if (twin && !another) { focusField("here-twin"); return; }
    const { at, from: source, ...fields } = draft;
    busy.current = true;
    try {
      const id = await map.add({ ...fields, sector: fields.sector || null }, { at });
      if (!id) { field.current?.focus(); return; }
      clear({ ...draft, label: "", organisation: "", note: "", at: null, from: null });
      const asks = Boolean(source && map.part(source));
      map.setMode(null, asks ? undefined : "canvas");
      map.select(id, { keep: true });
      if (asks) map.askHow({ source, target: id, at });
    } finally { busy.current = false; }
  };
  map.finishHere.current = add;
  useLayoutEffect(() => { if (map.typeHere.current) field.current?.focus(); map.typeHere.current = false; }, []); // not after a reload
  useEffect(() => () => { map.finishHere.current = null; }, []);
  const onKeyDown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && event.target === field.current && !event.isComposing) { event.preventDefault(); add(); }
    else if (event.key === "Escape") { event.preventDefault(); drop(); }
    else if (event.key === "Tab" && !event.shiftKey && event.target === field.current && !twin) {
      const next = document.querySelector(".wb-map-panel form select");
      if (next) { event.preventDefault(); next.focus(); }
    }
  };
  return html`<${Here} map=${map} label="New element" place=${() => ({ at: draft.at, r: 12 })} onKeyDown=${onKeyDown}>
    <input class="wb-input" type="text" ref=${field} data-field="here-name" aria-label=${from ? `Name of the new element, connected from ${from.label}` : "Name of the new element"}
      placeholder="Name" maxlength="200" autocomplete="off" enterkeyhint="done" value=${draft.label} onInput=${(event) => setDraft((before) => ({ ...before, label: event.target.value }))} />
    <p class="wb-map-spot-words">${[draft.kind, draft.sector].filter(Boolean).join(", ")}<span class="wb-map-spot-keys"> · Enter keeps it, Tab changes what it is, Esc drops it</span></p>
    ${twin && html`<${Twin} twin=${twin} map=${map} field="here-twin" another=${() => add(true)} />`}
    <div class="wb-map-spot-touch">${!twin && html`<button type="button" class="wb-button wb-small wb-primary" onClick=${() => add()}>Add</button>`}
      <button type="button" class="wb-button wb-small" onClick=${drop}>Drop it</button></div>
  <//>`;
}

/** The name of an element that is on the map, changed in place. */
function RenameHere({ one, map, done }) {
  const edit = useEdit({ part: one, field: "label", saved: one.label, network: map.network, save: (fields) => map.change("change_element", { element: one.id, ...fields }) });
  const field = useRef(null), finishing = useRef(false);
  useLayoutEffect(() => { field.current?.focus(); field.current?.select(); }, []);
  const finish = async (focus) => {
    if (finishing.current) return;
    finishing.current = true;
    try { if (await edit.keep()) done(focus); else field.current?.focus(); } finally { finishing.current = false; }
  };
  map.finishHere.current = () => finish("canvas");
  useEffect(() => () => { map.finishHere.current = null; }, []);
  const onKeyDown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); finish("canvas"); }
    if (event.key === "Escape") { event.preventDefault(); finishing.current = true; edit.cancel(); done("canvas"); }
  };
  return html`<${Here} map=${map} label=${`Rename ${one.label}`} place=${() => map.placeOf(one.id)} onKeyDown=${onKeyDown}>
    <input class="wb-input" type="text" ref=${field} aria-label=${`New name of ${one.label}`} maxlength="200" autocomplete="off" enterkeyhint="done" value=${edit.value ?? ""}
      aria-invalid=${edit.refused ? "true" : undefined} onInput=${(event) => edit.set(event.target.value)} onBlur=${() => finish(null)} />
    <p class="wb-map-spot-words">${edit.meanwhile ? `Meanwhile somebody wrote: ${edit.meanwhile}` : html`<span class="wb-map-spot-keys">Enter keeps it, Esc leaves it as it was</span>`}</p>
  <//>`;
}

/** How two elements relate: the kinds, with the one used last at hand, so that Enter is enough. */
function ConnectHere({ how, map, close }) {
  const kinds = map.state.words.ties, list = useRef(null), busy = useRef(false);
  const last = kinds.includes(map.connectDraft[0].kind) ? map.connectDraft[0].kind : kinds[0];
  const source = map.element(how.source).label, target = map.element(how.target).label;
  const buttons = () => [...list.current.querySelectorAll("button")];
  useLayoutEffect(() => { buttons()[kinds.indexOf(last)]?.focus(); announce(`How does ${source} relate to ${target}?`); }, []);
  const choose = async (kind) => {
    if (busy.current) return;
    busy.current = true;
    const { direction } = NEW_TIE;
    const answer = await map.change("connect", { source: how.source, target: how.target, kind, direction, strength: NEW_TIE.strength });
    busy.current = false;
    if (!answer.ok) { close(); return; }
    map.connectDraft[2]({ ...map.connectDraft[0], source: "", target: "", kind });
    close();
    map.select(answer.result.id);
    map.say(`${source} ${kind} ${target}.`, true);
  };
  const onKeyDown = (event) => {
    event.stopPropagation();
    const all = buttons(), at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (step) { event.preventDefault(); all[(at + step + all.length) % all.length].focus(); }
    else if (event.key === "Home" || event.key === "End") { event.preventDefault(); all.at(event.key === "Home" ? 0 : -1).focus(); }
    else if (/^[a-z]$/i.test(event.key)) {
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((button) => button.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
      next?.focus();
    }
  };
  const leave = (event) => { if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) close(null); };
  return html`<${Here} map=${map} label=${`How does ${source} relate to ${target}?`} place=${() => map.placeOf(how.target) ?? { at: how.at, r: 18 }} onKeyDown=${onKeyDown}>
    <p class="wb-map-spot-title">${source} … ${target}</p>
    <div class="wb-map-kinds" ref=${list} onfocusout=${leave}>${kinds.map((kind) => html`<button type="button" key=${kind} onClick=${() => choose(kind)}>${kind}</button>`)}</div>
  <//>`;
}
