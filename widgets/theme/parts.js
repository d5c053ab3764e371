// The small parts that every page uses: buttons, fields, windows, days, downloads.

const focusOnce = (node) => { if (node && !node.dataset.focused) { node.dataset.focused = "1"; node.focus(); } };

/** A button that cannot be pressed twice: it waits for what `onClick` returns. */
function Button({ primary, quiet, onClick, disabled, type = "button", children, class: extra = "", ...rest }) {
  const [busy, setBusy] = useState(false);
  const press = async (event) => {
    if (busy || disabled) { event.preventDefault(); return; }
    if (!onClick) return;
    setBusy(true);
    try { await onClick(event); } finally { setBusy(false); }
  };
  return html`<button type=${type} class=${`wb-button ${primary ? "wb-primary" : ""} ${quiet ? "wb-quiet" : ""} ${extra}`}
    aria-disabled=${busy || disabled ? "true" : undefined} onClick=${press} ...${rest}>${children}</button>`;
}

/** A form in which Enter submits once. `onSubmit` may return a promise. */
function Form({ onSubmit, children, class: extra = "", ...rest }) {
  const busy = useRef(false);
  const submit = async (event) => {
    event.preventDefault();
    event.stopPropagation(); // a form in a window may stand within another form
    if (busy.current) return;
    busy.current = true;
    try { await onSubmit(event); } finally { busy.current = false; }
  };
  const onKeyDown = (event) => { // JupyterLab keeps the browser from submitting a form by Enter
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.requestSubmit();
  };
  return html`<form class=${`wb-form ${extra}`} onSubmit=${submit} onKeyDown=${onKeyDown} novalidate ...${rest}>${children}</form>`;
}

let fieldNumber = 0;
const useFieldId = () => useMemo(() => `wb-field-${++fieldNumber}`, []);

/** A labelled control; `children` is a function that is given the id its control must carry. */
function Field({ label, hint, hidden, children }) {
  const id = useFieldId();
  return html`<div class="wb-field">
    <label for=${id} class=${hidden ? "wb-visually-hidden" : ""}>${label}</label>
    ${children({ id, "aria-describedby": hint ? `${id}-hint` : undefined })}
    ${hint && html`<p class="wb-hint" id=${`${id}-hint`}>${hint}</p>`}
  </div>`;
}

/** One line of text. `onChange` gets the text at every keystroke. */
function TextField({ label, hint, hidden, value, onChange, type = "text", ...rest }) {
  return html`<${Field} ...${{ label, hint, hidden }}>${(given) => html`
    <input class="wb-input" type=${type} value=${value ?? ""} onInput=${(event) => onChange(event.target.value)} ...${given} ...${rest} />`}<//>`;
}

/** Several lines of text. */
function TextArea({ label, hint, hidden, value, onChange, rows = 3, ...rest }) {
  return html`<${Field} ...${{ label, hint, hidden }}>${(given) => html`
    <textarea class="wb-input" rows=${rows} value=${value ?? ""} onInput=${(event) => onChange(event.target.value)} ...${given} ...${rest}></textarea>`}<//>`;
}

/** A choice. `options` are words, or `{value, label}`; `empty` is the word for no choice. */
function Select({ label, hint, hidden, value, onChange, options, empty, ...rest }) {
  const listed = options.map((option) => (typeof option === "string" ? { value: option, label: option } : option));
  return html`<${Field} ...${{ label, hint, hidden }}>${(given) => html`
    <select class="wb-input" value=${value ?? ""} onChange=${(event) => onChange(event.target.value)} ...${given} ...${rest}>
      ${empty !== undefined && html`<option value="">${empty}</option>`}
      ${listed.map((option) => html`<option value=${option.value} key=${option.value}>${option.label}</option>`)}
    </select>`}<//>`;
}

/** Words that can be switched on and off. `chosen` is a list of values. */
function Chips({ label, options, chosen, onToggle }) {
  return html`<div class="wb-chips" role="group" aria-label=${label}>
    ${options.map((option) => {
      const { value, label: word, swatch } = typeof option === "string" ? { value: option, label: option } : option;
      return html`<button type="button" key=${value} class="wb-chip" aria-pressed=${chosen.includes(value) ? "true" : "false"}
        onClick=${() => onToggle(value)}>${swatch}${word}</button>`;
    })}
  </div>`;
}

/** A window in front of the page; the browser keeps the focus in it and gives it back. */
function Dialog({ title, onClose, children }) {
  const box = useRef(null);
  const id = useFieldId();
  useLayoutEffect(() => { // before whoever opened it gives the keyboard to one of its buttons, even if the page changes at that moment
    const before = document.activeElement;
    if (box.current && !box.current.open) {
      box.current.showModal(); // which gives “Close” the keyboard, where there is something to type as well
      if (!box.current.querySelector("[autofocus]")) box.current.querySelector("textarea, input:not([type=radio], [type=checkbox], [type=file])")?.focus();
    }
    return () => setTimeout(() => { if (document.activeElement === document.body && before?.isConnected) before.focus(); });
  }, []);
  return html`<dialog class="wb-dialog" ref=${box} aria-labelledby=${id} onClose=${onClose} onCancel=${onClose}>
    <div class="wb-dialog-head"><h2 id=${id}>${title}</h2>
      <button type="button" class="wb-button wb-quiet" onClick=${onClose}>Close</button></div>
    ${children}
  </dialog>`;
}

/** What a page says when there is nothing yet: one sentence, and what to do. */
function Empty({ children, action }) {
  return html`<div class="wb-empty"><p>${children}</p>${action}</div>`;
}

/** A strength of 1 to 5 as dots, with the words for those who cannot see them; 0 is hoped for. */
function Dots({ strength }) {
  if (strength === null || strength === undefined) return html`<span>none</span>`;
  if (strength === 0) return html`<span>hoped for</span>`;
  return html`<span class="wb-dots" role="img" aria-label=${`strength ${strength} of 5`}>${"●".repeat(strength)}</span>`;
}

const parseDay = (iso) => { const [y, m, d] = iso.slice(0, 10).split("-").map(Number); return new Date(y, m - 1, d); };
const longDate = (iso) => (iso ? parseDay(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }) : "");
/** “3 Feb”, with its year unless that is this one. */
const shortDate = (iso) => {
  if (!iso) return "";
  const day = parseDay(iso);
  const year = day.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...year });
};
/** `plural(3, "day")` is “3 days”; `plural(1, "entry", "entries")` is “1 entry”. */
const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/** A text that people typed, as it stands inside a sentence of ours: without a full stop of its own at its end. */
const asTitle = (text) => text.trimEnd().replace(/(?<!\.)\.$/, "");
/** What was taken back or done again, as a sentence: the feed says it as part of one. */
function steppedSentence(said) {
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?!…]$/u.test(said) ? "" : "."}`;
}
/** A role with its article, unless it was typed with one: “the director”, “our patron”; without a full stop of its own. */
const theRole = (typed) => {
  const role = asTitle(typed);
  return /^(the|an?|our|my|your|their) ./i.test(role) ? `${role[0].toLowerCase()}${role.slice(1)}` : `the ${role}`;
};

/** A file made in Python (`{name, type, text}`, or `base64` for its bytes), handed to the person as a download. */
function download({ name, type, text, base64, blob }) {
  const bytes = () => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(blob ?? new Blob([base64 === undefined ? text : bytes()], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
