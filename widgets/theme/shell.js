// The shell of every page: it mounts the page, carries gestures to Python and answers back, and says when the
// connection is gone. It decides nothing about the set's work.

const { html, h, render, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } = htmPreact;

const BEAT = 4000; // milliseconds between two heartbeats
const LOST_AFTER = 12000; // milliseconds without a word from Python until the page says so
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
