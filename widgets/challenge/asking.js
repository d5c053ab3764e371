// Forms of a challenge: rows of fields described once, in a window or on the page. What is typed is kept as a draft, and
// what is wrong is said at its field. A row is a list of fields: {name, kind, hint, options, empty, placeholder, when}.

/** The fields of a form. `labels` are by name; `at` and `put` come from `useProblem`. */
function FormRows({ rows, draft, labels, at, put }) {
  const one = (field) => {
    const { name, kind = "line", hint, when: _when, ...rest } = field;
    const given = { label: labels[name], value: draft[name], onChange: put(name, labels[name]), hint, ...at(labels[name]), ...rest };
    if (kind === "choice") return html`<${Select} key=${name} ...${given} />`;
    if (kind === "text") return html`<${TextArea} key=${name} rows=${3} ...${given} />`;
    if (kind === "day") return html`<${TextField} key=${name} type="date" ...${given} />`;
    if (kind === "role") return html`<${TextField} key=${name} list="wb-roles" maxlength="200" autocomplete="off" ...${given} />`;
    return html`<${TextField} key=${name} maxlength="200" autocomplete="off" ...${given} />`;
  };
  return rows.map((row, at_) => {
    const shown = row.filter((field) => !field.when || field.when(draft));
    if (!shown.length) return null;
    return shown.length === 1 ? one(shown[0]) : html`<div class="wb-form-pair" key=${at_}>${shown.map(one)}</div>`;
  });
}

/** What a form holds, what is wrong with it, and how it is sent: `keep(gesture, args)` answers whether it was kept. */
function useAsked({ place, blank, labels, send, network }) {
  const [draft, setDraft, clear] = useDraft(place, blank, network);
  const { above, at, put, sendHere } = useProblem(send, labels, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const keep = async (gesture, args = {}) => {
    const answer = await sendHere(gesture, { ...args, ...draft });
    if (!answer.ok && !answer.conflict) return null;
    clear(blank);
    return answer;
  };
  return { draft, setDraft, above, at, put, keep };
}

/** A window that asks for something. `said` is what is announced once it is kept, a text or made of what came back; `extra`
    makes more of the form, and `after` stands below it. */
function AskDialog({ title, about, rows, blank, place, labels, gesture, args, submit = "Keep it", said, send, network, onClose, extra, after }) {
  const { draft, setDraft, above, at, put, keep } = useAsked({ place, blank, labels, send, network });
  const form = useRef(null);
  useEffect(() => { form.current?.querySelector("input, textarea, select")?.focus(); }, []);
  const submitted = async () => {
    const answer = await keep(gesture, args);
    if (!answer) return;
    if (answer.ok && said) announce(typeof said === "function" ? said(answer.result) : said);
    onClose(answer.ok ? answer.result : null);
  };
  return html`<${Dialog} title=${title} onClose=${() => onClose(null)}>
    ${about && html`<p>${about}</p>`}
    <div ref=${form}><${Form} onSubmit=${submitted}>
      <${FormRows} ...${{ rows, draft, labels, at, put }} />
      ${extra?.({ draft, setDraft })}
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">${submit}<//></div>
    <//></div>
    ${after}
  <//>`;
}

/** One line to type with Enter, and the rest of its fields on request; both are one draft. */
function AddLine({ name, placeholder, more = [], blank, place, labels, gesture, args, submit, said, send, network, extra }) {
  const { draft, setDraft, above, at, put, keep } = useAsked({ place, blank, labels, send, network });
  const [open, setOpen] = useState(() => Object.entries(draft).some(([key, value]) => key !== name && JSON.stringify(value) !== JSON.stringify(blank[key])));
  const form = useRef(null);
  const add = async () => {
    const answer = await keep(gesture, args);
    if (!answer) return;
    announce(typeof said === "function" ? said(answer.result) : said);
    form.current?.querySelector("input")?.focus();
  };
  return html`<div ref=${form}><${Form} class="wb-card wb-add-line wb-no-print" onSubmit=${add}>
    <div class="wb-adding-line">
      <${FormRows} rows=${[[{ name, placeholder }]]} ...${{ draft, labels, at, put }} />
      <${Button} primary type="submit">${submit}<//>
    </div>
    ${open && html`<${FormRows} rows=${more} ...${{ draft, labels, at, put }} />`}
    ${open && extra?.({ draft, setDraft })}
    ${above}
    ${(more.length > 0 || extra) && html`<p><${Button} class="wb-quiet wb-small wb-flush" aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>
      ${open ? "Only the first line" : "Say more about it"}<//></p>`}
  <//></div>`;
}

/** Choosing several of many by searching: Enter takes the first that fits. `things` are {id, kind, label}. */
function SearchChooser({ label, hint, things, chosen, onChange }) {
  const [words, setWords] = useState("");
  const said = words.trim().toLowerCase();
  const labelled = Object.fromEntries(things.map((thing) => [thing.id, thing]));
  const left = things.filter((thing) => !chosen.includes(thing.id) && (!said || `${thing.kind} ${thing.label}`.toLowerCase().includes(said)));
  const take = (thing) => { onChange([...chosen, thing.id]); setWords(""); announce(`Chosen: ${thing.label}.`, { unseen: true }); };
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (said && left.length) take(left[0]);
  };
  return html`<div class="wb-search-chooser">
    ${chosen.length > 0 && html`<ul class="wb-chips" aria-label=${`Chosen: ${label}`}>${chosen.map((id) => html`<li key=${id}>
      <button type="button" class="wb-chip" aria-label=${`Take away ${labelled[id]?.label ?? "it"}`}
        onClick=${() => onChange(chosen.filter((each) => each !== id))}>${labelled[id]?.label ?? "something that is gone"} <span aria-hidden="true">×</span></button></li>`)}</ul>`}
    ${things.length > 0
      ? html`<${TextField} ...${{ label, hint, value: words, onChange: setWords, onKeyDown, type: "search", autocomplete: "off" }} />
          ${(said || things.length <= 6) && left.length > 0 && html`<div class="wb-chips" role="group" aria-label=${`To choose: ${label}`}>${left.slice(0, 6).map((thing) => html`
            <button type="button" class="wb-chip" key=${thing.id} onClick=${() => take(thing)}>+ <span class="wb-muted">${thing.kind}</span> ${thing.label}</button>`)}</div>`}
          ${said && !left.length && html`<p class="wb-hint" role="status">Nothing here is called like that.</p>`}`
      : html`<p class="wb-hint">${label} There is nothing to choose from yet.</p>`}
  </div>`;
}

/** A table that becomes blocks where there is no room; every cell carries its heading. `heads` are words. */
function BlockTable({ heads, children, label, extra = "" }) {
  return html`<table class=${`wb-table wb-block-table ${extra}`} role="table" aria-label=${label}>
    <thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col" key=${head}>${head || html`<span class="wb-visually-hidden">what to do</span>`}</th>`)}</tr></thead>
    <tbody role="rowgroup">${children}</tbody>
  </table>`;
}

/** Puts a record in sight and in the keyboard's hands, once, when the address asks for it. */
function useAskedFor(record) {
  useEffect(() => {
    const there = record && document.getElementById(`wb-at-${record}`);
    if (!there) return;
    for (let fold = there.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
  }, [record]);
}
