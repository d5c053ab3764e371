// The shell of every page: it mounts the page, carries gestures to Python and answers back, keeps drafts, and
// says when the connection is gone. It decides nothing about the set's work.

const { html, h, render, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } = htmPreact;

const BEAT = 4000; // milliseconds between two heartbeats
const LOST_AFTER = 12000; // milliseconds without a word from Python until the page says so
const SEEN_FOR = 7000; // milliseconds that what was just done stays in sight, unless something else is told
const FORGOTTEN_AFTER = 10 * 60 * 1000; // a page nobody touched for so long stops asking, so that it can be closed

/** What the page remembers in this browser; a browser that keeps nothing is no error. */
const memory = {
  get(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  set(key, value) {
    try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private window */ }
  },
};

/** What this browser calls itself, so that it takes back its own steps and nobody else's. */
const hand = (() => {
  const kept = memory.get("wb-hand") ?? Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8)).join("");
  memory.set("wb-hand", kept);
  return kept;
})();

/** A page's state with a patch put in (see patch.py); what did not change stays the very same object. */
function patched(before, patch) {
  if ("is" in patch) return patch.is;
  const gone = new Set(patch.gone);
  if (patch.rows) {
    const rows = new Map(before.filter((row) => !gone.has(row.id)).map((row) => [row.id, row]));
    for (const row of patch.rows) rows.set(row.id, row);
    return patch.order ? patch.order.map((id) => rows.get(id)) : [...rows.values()];
  }
  const kept = Object.entries(before).filter(([key]) => !gone.has(key));
  const changed = Object.entries(patch.of).map(([key, change]) => [key, patched(before[key], change)]);
  return Object.fromEntries([...kept, ...changed]); // unlike `after[key] = …`, right for a key called __proto__
}

/** The module that anywidget loads: `export default app(MyPage)`. `tells`: the page itself shows what it announces. */
function app(Page, { tells = false } = {}) {
  return {
    initialize({ model }) { // one for the model, however many views of it JupyterLab shows
      const onState = (message) => {
        if (message?.whole) model.set({ number: message.number, state: message.whole });
        else if (message?.patch && message.number === model.get("number") + 1) {
          model.set({ number: message.number, state: patched(model.get("state"), message.patch) });
        } // a page that missed a patch says so with its next beat, and gets the whole
      };
      model.on("msg:custom", onState);
      return () => model.off("msg:custom", onState);
    },
    render({ model, el }) {
      el.classList.add("wb");
      const line = connect(model);
      render(h(Shell, { model, line, Page, tells }), el);
      return () => { line.close(); render(null, el); };
    },
  };
}

/** The line to Python: gestures out, answers back, and whether anybody is there. */
function connect(model) {
  const waiting = new Map();
  const listeners = new Set(), behind = new Set(), others = new Set(), beside = new Set();
  let next = 1, heard = Date.now(), asked = 0, touched = Date.now(), lost = false, who, set, doing = {}, saying = 0;
  let company = { others: [], told: 0 }, passing; // what came last, for those who listen only after it came

  const say = () => listeners.forEach((listener) => listener(lost));
  const setLost = (now) => { if (now !== lost) { lost = now; say(); } };
  const onMessage = (message) => {
    heard = Date.now(); asked = 0;
    setLost(false);
    if (message?.behind) behind.forEach((listener) => listener(message.behind));
    if (message && "beside" in message) {
      passing = message.beside && { ...message.beside, heard };
      beside.forEach((listener) => listener(passing));
    }
    if (message?.others) {
      company = message;
      others.forEach((listener) => listener(message.others));
    }
    const answer = waiting.get(message?.id);
    if (answer) { waiting.delete(message.id); answer(message); }
  };
  /** `whole`: also says which patch was the last, to get the whole state if one was missed, and which telling of who
      else is here. A page that is busy does not say so each time: what is on its way just then would count as missed. */
  const ping = ({ whole = false } = {}) => {
    if (!asked) asked = Date.now();
    try { model.send({ ping: next++, who, hand, set, doing, ...(whole && { number: model.get("number"), others: company.told }) }); } catch { setLost(true); }
  };
  const beat = () => {
    if (document.visibilityState !== "visible") { asked = 0; return; }
    if (asked && Date.now() - asked > LOST_AFTER) setLost(true);
    if (Date.now() - touched < FORGOTTEN_AFTER || waiting.size) ping({ whole: true });
  };
  const onTouch = () => {
    const forgotten = Date.now() - touched >= FORGOTTEN_AFTER;
    touched = Date.now();
    if (forgotten) ping({ whole: true });
  };
  model.on("msg:custom", onMessage);
  const timer = setInterval(beat, BEAT);
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, onTouch, true);
  ping({ whole: true });

  return {
    send(gesture, args, { who, anyway, buffers } = {}) {
      const id = `g${next++}`;
      if (!asked) asked = Date.now();
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        try {
          model.send({ id, gesture, args, who, hand, set, anyway }, undefined, buffers);
        } catch { // the kernel is gone: nothing was kept, and whoever pressed goes on from what is typed
          waiting.delete(id);
          setLost(true);
          resolve({ ok: false });
        }
      });
    },
    /** Says who is at work, and in which set: what can be taken back and what may be read is theirs from the beginning. */
    isAtWork(role, inSet) { who = role; set = inSet; ping(); },
    /** Says what is being done here (a small object), so that others see it; at most a few times a second. */
    isDoing(what) {
      doing = what;
      if (!saying) saying = setTimeout(() => { saying = 0; ping(); }, 250);
    },
    onOthers(listener) { others.add(listener); listener(company.others); return () => others.delete(listener); },
    /** Hears what passes beside the state (see `App.beside`), with the moment it was `heard`, in milliseconds. */
    onBeside(listener) { beside.add(listener); if (passing) listener(passing); return () => beside.delete(listener); },
    onBehind(listener) { behind.add(listener); return () => behind.delete(listener); },
    onLost(listener) { listeners.add(listener); return () => listeners.delete(listener); },
    close() {
      clearInterval(timer);
      clearTimeout(saying);
      for (const kind of ["pointerdown", "keydown"]) document.removeEventListener(kind, onTouch, true);
      model.off("msg:custom", onMessage);
    },
  };
}

function Shell({ model, line, Page, tells }) {
  const [state, setState] = useState(model.get("state"));
  const [lost, setLost] = useState(false);
  const [status, setStatus] = useState("");
  const [message, setMessage] = useState(null);
  const [question, setQuestion] = useState(null);
  const [others, setOthers] = useState([]);
  const [beside, setBeside] = useState(null);
  const network = state.app.network;
  const [who, setWho] = useState(() => memory.get(`wb-who:${network.code}`) || "");
  const whoNow = useRef(who);
  whoNow.current = who;

  useEffect(() => {
    const onState = () => setState(model.get("state"));
    model.on("change:state", onState);
    const stops = [line.onLost(setLost), line.onBehind(setMessage), line.onOthers(setOthers), line.onBeside(setBeside)];
    onState();
    return () => { model.off("change:state", onState); stops.forEach((stop) => stop()); };
  }, []);

  const [inSet, setInSet] = useState(() => memory.get(`wb-set:${network.code}`) ?? undefined);

  useEffect(() => { line.isAtWork(who || "somebody", inSet); }, [who, inSet]);

  const send = useCallback(async (gesture, args = {}, options = {}) => {
    const attempt = (extra = {}, changed = args) =>
      line.send(gesture, changed, { who: whoNow.current || "somebody", buffers: options.buffers, ...extra });
    if (!options.quiet) setStatus("Saving…");
    let answer, extra = {}, changed = args, asked = false;
    for (;;) { // a question answered may lead to the next
      answer = await attempt(extra, changed);
      if (answer.ask && !extra.anyway) {
        asked = true; // what is kept by itself then waits until the person leaves it
        const keep = await ask(setQuestion, {
          title: answer.title, text: answer.ask, pieces: answer.pieces, more: answer.more, yes: answer.keep, no: "Change the text",
        });
        if (!keep) { focusWhereItSays(answer.found); break; }
        extra = { anyway: true };
      } else if (answer.conflict && changed.version !== undefined) {
        const together = await putTogether(setQuestion, answer, changed, options.labels);
        if (!together) { answer = { ...answer, conflict: undefined }; break; } // back to what is typed, which stays
        changed = together;
      } else break;
    }
    setStatus((before) => (answer.saved ? `Saved ${answer.saved}` : before === "Saving…" ? "" : before));
    if (answer.ok) setMessage(answer.behind ?? null);
    else if (!options.quiet && answer.error) setMessage(answer.error);
    return asked ? { ...answer, asked } : answer;
  }, []);

  const choose = (role) => { setWho(role); memory.set(`wb-who:${network.code}`, role || null); };
  const chooseSet = (id) => { setInSet(id); memory.set(`wb-set:${network.code}`, id); };
  const { roles, sets, in_set } = state.app;
  const controls = html`<${Controls} ...${{ network, roles, who, choose, sets, inSet: in_set, chooseSet, status, lost, others }} />`;
  return html`
    <${InHeader}>${controls}<//>
    ${lost && html`<div class="wb-lost" role="alert">
      <strong>Connection lost.</strong> Everything that was marked as saved is kept, and what you were typing stays in this browser.
      ${" "}<button type="button" class="wb-button wb-primary" onClick=${() => location.reload()}>Reload to continue</button>
    </div>`}
    ${message && html`<div class="wb-message" role="alert">
      <span>${message}</span>
      <button type="button" class="wb-button wb-quiet" onClick=${() => setMessage(null)}>Close</button>
    </div>`}
    <div class="wb-page" inert=${lost}>
      <${Page} ...${{ state, send, who, network, others, beside }} isDoing=${line.isDoing} />
    </div>
    ${question && h(question.sides ? TwoSides : Question, question)}
    <${Told} ...${{ tells }} />`;
}

/** What was just done, for those who listen and for those who look: one text, so that nobody is told twice. */
function Told({ tells }) {
  const region = html`<div class="wb-announcer" role="status" aria-live="polite" id="wb-announcer"></div>`;
  useEffect(() => {
    if (tells) return undefined;
    const onKeyDown = (event) => { if (event.key === "Escape") hideTold(); };
    addEventListener("keydown", onKeyDown, true);
    for (const kind of ["focusin", "scroll", "resize"]) addEventListener(kind, keepClear, true);
    return () => {
      removeEventListener("keydown", onKeyDown, true);
      for (const kind of ["focusin", "scroll", "resize"]) removeEventListener(kind, keepClear, true);
    };
  }, []);
  return tells ? region : html`<div class="wb-told">${region}
    <button type="button" class="wb-button wb-quiet" tabindex="-1" aria-hidden="true" onClick=${hideTold}>Close</button></div>`;
}

/** Who is at work, on what, and whether it is kept: in the page's header where there is one. */
function Controls({ network, roles, who, choose, sets, inSet, chooseSet, status, lost, others }) {
  const [other, setOther] = useState(false);
  const options = who && !roles.includes(who) ? [who, ...roles] : roles;
  return html`
    <a class="wb-network" href=${location.pathname.includes("/voila/") ? "/" : "#"} title="Choose another network">${network.name}</a>
    <label class="wb-who"><span class="wb-roomy">I am:</span>
      ${other
        ? html`<input type="text" maxlength="80" aria-label="Your role" ref=${focusOnce} onKeyDown=${(event) => {
            if (event.key === "Escape") setOther(false);
            if (event.key === "Enter" && event.target.value.trim()) { choose(event.target.value.trim()); setOther(false); }
          }} onBlur=${(event) => { if (event.target.value.trim()) choose(event.target.value.trim()); setOther(false); }} />`
        : html`<select value=${who} onChange=${(event) => (event.target.value === "…" ? setOther(true) : choose(event.target.value))}>
            <option value="">choose your role</option>
            ${options.map((role) => html`<option value=${role} key=${role}>${role}</option>`)}
            <option value="…">another role…</option>
          </select>`}
    </label>
    ${sets?.length > 0 && html`<label class="wb-who">My set:
      <select value=${inSet ?? ""} onChange=${(event) => chooseSet(event.target.value)}>
        <option value="">the whole network</option>
        ${sets.map((one) => html`<option value=${one.id} key=${one.id}>${one.title}</option>`)}
      </select></label>`}
    ${others.length > 0 && html`<span class="wb-others" title=${`Also here: ${others.map((one) => one.who).join(", ")}`}>
      ${others.length === 1 ? html`${others[0].who}<span class="wb-roomy"> is here too</span>` : html`${others.length} others<span class="wb-roomy"> are here</span>`}</span>`}
    <span class=${`wb-status ${lost ? "wb-concern" : status === "Saving…" ? "" : "wb-good"}`} role="status">${lost ? "Not connected" : status ? `${status.startsWith("Saved") ? "✓ " : ""}${status}` : "✓ Up to date"}</span>`;
}

/** Draws its children into the header of our own page, or above the app in JupyterLab. */
function InHeader({ children }) {
  const slot = document.getElementById("wb-controls");
  useLayoutEffect(() => {
    if (!slot) return;
    if (!slot.dataset.taken) { slot.dataset.taken = "1"; slot.replaceChildren(); } // what the template put there to wait
    render(html`${children}`, slot);
  });
  useEffect(() => () => slot && render(null, slot), []);
  return slot ? null : html`<div class="wb-controls wb-controls-inline">${children}</div>`;
}

function ask(setQuestion, question) {
  return new Promise((resolve) => {
    const answered = (yes) => { setQuestion(null); resolve(yes); };
    setQuestion({ ...question, answered });
  });
}

/** A question before something that cannot be meant lightly: `no` is the safe answer, and has the focus. Several
    `pieces` that it is about are named one by one, each kind with its reason. */
function Question({ title, text, pieces = [], more, yes, no, answered }) {
  const answers = useRef(null);
  useEffect(() => { answers.current?.querySelector(".wb-primary")?.focus(); }, []);
  return html`<${Dialog} title=${title} onClose=${() => answered(false)}>
    <p>${text}</p>
    ${pieces.flatMap(({ words }) => words).length > 1 && html`<ul class="wb-pieces">${pieces.map(({ kind, words, why }) => html`<li key=${kind}>
      <strong>${kind[0].toUpperCase()}${kind.slice(1)}:</strong> ${words.map((each) => `“${each}”`).join(", ")}. <span class="wb-muted">${why}</span></li>`)}</ul>`}
    ${more && html`<p>${more}</p>`}
    <div class="wb-row" ref=${answers}>
      <${Button} primary onClick=${() => answered(false)}>${no}<//>
      <${Button} onClick=${() => answered(true)}>${yes}<//>
    </div>
  <//>`;
}

/** Puts the keyboard where those words stand, once the question about them is gone. */
function focusWhereItSays(words) {
  requestAnimationFrame(() => setTimeout(() => {
    const field = words && [...document.querySelectorAll(".wb input, .wb textarea")].find((each) => each.value.includes(words));
    for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field?.focus();
  }));
}

// --- drafts: what is being typed stays in this browser until it is kept, whatever happens to the page ----------

const placeOfDraft = (key, network) => `wb-draft:${network?.code ?? location.pathname}:${key}`;

/** What is kept of a draft that may not be on the page at the moment; null if there is none. */
function keptDraft(key, network) {
  try { return JSON.parse(memory.get(placeOfDraft(key, network))); } catch { return null; }
}

/** Forgets a draft that may not be on the page at the moment. */
const forgetDraft = (key, network) => memory.set(placeOfDraft(key, network), null);

/** Like useState, for anything people type on this network: `[value, setValue, clear]`; `initial` must survive JSON. */
function useDraft(key, initial, network) {
  const where = placeOfDraft(key, network);
  const read = () => {
    const kept = memory.get(where);
    try { return kept === null ? initial : JSON.parse(kept); } catch { return initial; }
  };
  const [held, setHeld] = useState(() => ({ where, value: read() }));
  const current = held.where === where ? held.value : read();
  const set = (value) => {
    const now = typeof value === "function" ? value(current) : value;
    memory.set(where, JSON.stringify(now));
    setHeld({ where, value: now });
  };
  const clear = (value = initial) => { memory.set(where, null); setHeld({ where, value }); };
  return [current, set, clear];
}

// --- small parts that every page uses ------------------------------------------------------------------------

const focusOnce = (node) => { if (node && !node.dataset.focused) { node.dataset.focused = "1"; node.focus(); } };

/** Says something to people who listen to the page, and shows it to those who look; `unseen` where it stands there. */
function announce(text, { unseen = false } = {}) {
  const region = document.getElementById("wb-announcer");
  if (!region) return;
  region.textContent = "";
  hideTold();
  requestAnimationFrame(() => {
    region.textContent = text;
    const told = !unseen && text && region.closest(".wb-told");
    if (!told) return;
    told.dataset.seen = "";
    keepClear();
    hideToldLater(Math.max(SEEN_FOR, 90 * text.length));
  });
}

let hidingTold = 0;
const hideTold = () => { clearTimeout(hidingTold); delete document.querySelector(".wb-told")?.dataset.seen; };
/** A window that is open dims what lies behind it: only once it is closed does the time count. */
function hideToldLater(milliseconds) {
  clearTimeout(hidingTold);
  hidingTold = setTimeout(() => (document.querySelector("dialog[open]") ? hideToldLater(SEEN_FOR) : hideTold()), milliseconds);
}
/** Lets what is told go to the upper edge while what has the keyboard is where it would lie. */
function keepClear() {
  const told = document.querySelector(".wb-told[data-seen]");
  if (!told) return;
  delete told.dataset.above;
  const lies = told.getBoundingClientRect(), held = document.activeElement?.closest("input, textarea, select, button, a")?.getBoundingClientRect();
  if (held && held.left < lies.right && held.right > lies.left && held.top < lies.bottom && held.bottom > lies.top) told.dataset.above = "";
}

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
  useEffect(() => {
    const before = document.activeElement;
    if (box.current && !box.current.open) box.current.showModal();
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

/** A file made in Python (`{name, type, text}`, or `base64` for its bytes), handed to the person as a download. */
function download({ name, type, text, base64, blob }) {
  const bytes = () => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(blob ?? new Blob([base64 === undefined ? text : bytes()], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
