// One field in which `@` points at the map, a prototype or a measure. What is pointed at is kept beside the text.

const MOST_SHOWN = 8; // targets offered at once
const LONGEST_QUERY = 60; // characters after an @ in which a target is still looked for

/** Where a piece of the workbench can be looked at. */
const placeOf = (pointed) => {
  if (pointed.kind === "element" || pointed.kind === "connection") return `map.ipynb?focus=${pointed.id}`;
  if (pointed.kind === "prototype") return `prototypes.ipynb?open=${pointed.id}`;
  if (pointed.kind === "measure") return `measures.ipynb?measure=${pointed.id}`;
  if (pointed.kind === "idea") return `log.ipynb?open=${pointed.id}`;
  if (pointed.kind === "barrier" || pointed.kind === "goal") return `challenge.ipynb?open=${pointed.id}`;
  return null;
};

/** The @ that is being typed before the caret: `{at, query}`, or null. One that points already is none. */
function mentionAt(text, caret, about) {
  const at = text.lastIndexOf("@", caret - 1);
  if (at < 0 || (at > 0 && !/[\s(“"'‘–-]/.test(text[at - 1]))) return null;
  const query = text.slice(at + 1, caret);
  if (query.length > LONGEST_QUERY || query.includes("\n")) return null;
  if (about.some((pointed) => text.startsWith(`@${pointed.label}`, at) && caret > at + pointed.label.length)) return null;
  return { at, query };
}

/** The targets whose label holds every word of the query; those that begin with it come first. */
function matching(targets, query) {
  const plain = query.trim().toLowerCase();
  const words = plain.split(/[\s→>-]+/).filter(Boolean);
  const rank = ({ label, kind }) => {
    const text = label.toLowerCase();
    return (text.startsWith(plain) ? 0 : text.includes(` ${plain}`) ? 1 : 2) + (kind === "connection" ? 0.5 : 0);
  };
  return targets
    .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    .map((target, place) => [rank(target), place, target])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .slice(0, MOST_SHOWN)
    .map(([, , target]) => target);
}

/** What stays pointed at: an @ that is no longer in the text points at nothing. */
const stillPointed = (text, about) => about.filter((pointed) => !pointed.typed || text.includes(`@${pointed.label}`));

/**
 * A text field with targets. `value` is `{text, about: [{id, kind, label, typed}]}`; `onChange` gets the next one.
 * `label` says what is asked (and is read out), `word` is the button's. Enter calls `onSubmit`.
 */
function PointField({ label, hint, value, onChange, onSubmit, targets, word, field, rows = 1 }) {
  const own = useRef(null);
  const input = field ?? own;
  const id = useFieldId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(null); // where the @ stands whose list was closed with Escape
  const nextCaret = useRef(null);
  const sending = useRef(false);
  const spaced = useRef(null); // where the space stands that came with what was pointed at

  const mention = mentionAt(value.text, caret, value.about);
  const offered = useMemo(
    () => (mention && mention.at !== dismissed ? matching(targets, mention.query) : []),
    [targets, mention?.at, mention?.query, dismissed],
  );
  const open = offered.length > 0;
  const chosen = Math.min(active, offered.length - 1);

  const fit = () => {
    const box = input.current;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  useEffect(() => { addEventListener("resize", fit); return () => removeEventListener("resize", fit); }, []);
  useLayoutEffect(() => {
    const box = input.current;
    fit();
    if (nextCaret.current !== null) { box.setSelectionRange(nextCaret.current, nextCaret.current); nextCaret.current = null; }
  }, [value.text]);
  useEffect(() => { setActive(0); }, [mention?.query]);
  useEffect(() => { if (!mention) setDismissed(null); }, [!mention]);
  useEffect(() => { if (open) announce(plural(offered.length, "match", "matches"), { unseen: true }); }, [open, offered.length]);

  const typed = (event) => {
    setCaret(event.target.selectionStart);
    onChange({ ...value, text: event.target.value, about: stillPointed(event.target.value, value.about) });
  };
  const point = (target) => {
    const before = `${value.text.slice(0, mention.at)}@${target.label} `;
    const text = before + value.text.slice(caret).replace(/^ /, "");
    const others = value.about.filter((pointed) => pointed.id !== target.id);
    nextCaret.current = before.length;
    spaced.current = before.length;
    setCaret(before.length);
    onChange({ ...value, text, about: [...others, { id: target.id, kind: target.kind, label: target.label, typed: true }] });
    announce(`Points at ${target.label}`);
    input.current.focus();
  };
  const beforeTyped = (event) => { // whoever types the space as well does not get two
    const { selectionStart, selectionEnd } = event.target;
    if (event.data === " " && selectionStart === spaced.current && selectionEnd === spaced.current) event.preventDefault();
    spaced.current = null;
  };
  const letGo = (pointed) => {
    const text = pointed.typed ? value.text.replaceAll(`@${pointed.label}`, pointed.label) : value.text;
    onChange({ ...value, text, about: value.about.filter(({ id: other }) => other !== pointed.id) });
    input.current.focus();
  };
  const submit = async () => {
    if (sending.current || !value.text.trim()) { input.current.focus(); return; }
    sending.current = true;
    try { await onSubmit(); } finally { sending.current = false; }
    input.current?.focus();
  };
  const pressed = (event) => {
    if (event.isComposing) return;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setActive((chosen + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    } else if (open && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      event.preventDefault();
      point(offered[chosen]);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setDismissed(mention.at);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  };
  const moved = (event) => setCaret(event.target.selectionStart);

  return html`<div class="wb-pointing">
    <div class="wb-field">
      <label for=${id} class="wb-visually-hidden">${label}</label>
      <div class="wb-big-field">
        <div class="wb-pointing-box">
          <textarea id=${id} ref=${input} class="wb-input" rows=${rows} value=${value.text} autocomplete="off"
            aria-describedby=${`${id}-hint`} aria-autocomplete="list" aria-haspopup="listbox"
            aria-controls=${open ? `${id}-list` : undefined} aria-activedescendant=${open ? `${id}-${chosen}` : undefined}
            onbeforeinput=${beforeTyped} onInput=${typed} onKeyDown=${pressed} onKeyUp=${moved} onClick=${moved} onBlur=${() => setCaret(0)}></textarea>
          ${open && html`<ul class="wb-targets" role="listbox" id=${`${id}-list`} aria-label="What to point at">
            ${offered.map((target, place) => html`<li role="option" key=${target.id} id=${`${id}-${place}`}
              aria-selected=${place === chosen ? "true" : "false"}
              onMouseDown=${(event) => event.preventDefault()} onClick=${() => point(target)}>
              <span>${target.label}</span><span class="wb-target-kind">${target.hint}</span></li>`)}
          </ul>`}
        </div>
        <${Button} primary onClick=${submit}>${word}<//>
      </div>
      <p class="wb-hint" id=${`${id}-hint`}>${hint}</p>
    </div>
    <${Pointed} about=${value.about} onLetGo=${letGo} />
  </div>`;
}

/** What a text points at, each with a way to let go of it. */
function Pointed({ about, onLetGo }) {
  if (!about.length) return null;
  return html`<ul class="wb-chips" aria-label="What it points at">
    ${about.map((pointed) => html`<li key=${pointed.id}>
      <button type="button" class="wb-chip wb-pointed" onClick=${() => onLetGo(pointed)}
        aria-label=${`Do not point at ${pointed.label}`}>${pointed.label}<span class="wb-let-go">let go</span></button>
    </li>`)}
  </ul>`;
}

/** A text with the @s in it marked. */
function Marked({ text, about = [] }) {
  const labels = about.map(({ label }) => `@${label}`).filter((label) => text.includes(label));
  if (!labels.length) return text;
  const longest = labels.sort((one, other) => other.length - one.length);
  const escaped = longest.map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text
    .split(new RegExp(`(${escaped.join("|")})`))
    .map((piece) => (longest.includes(piece) ? html`<span class="wb-mention">${piece}</span>` : piece));
}

/** Links to what something is about. */
function Links({ about }) {
  return about.map((pointed, place) => {
    const where = pointed.live === false ? null : placeOf(pointed);
    return html`${place > 0 && ", "}${where ? html`<a href=${where} key=${pointed.id}>${pointed.label}</a>` : pointed.label}`;
  });
}
