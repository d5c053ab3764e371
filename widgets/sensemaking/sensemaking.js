// The page of a network's sessions. Its address says which one is shown: ?session=<id>; ?about=<id> starts with that, and
// ?method=<key> with the form for a session by that method.

function SessionPage({ state, send, who, network, others, beside, isDoing }) {
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  const remembered = `wb-session:${network.code}`;
  const address = () => new URLSearchParams(ownPage ? location.search : "");
  const asked = () => address().get("session") ?? address().get("open") ?? (ownPage ? null : memory.get(remembered));
  const [opening, setOpening] = useState(asked);
  const methodAsked = address().get("method");
  const [making, setMaking] = useState(() => Boolean(methodAsked) && !asked());
  const [preset, setPreset] = useState(() => presetOf(address(), state.targets));
  const shown = state.open?.session.id ?? null;
  const was = useRef(null);

  const point = (session, how = "pushState") => {
    memory.set(remembered, session);
    if (ownPage) history[how](null, "", session ? `?session=${session}` : location.pathname);
  };
  const open = async (session, how) => {
    setOpening(session);
    const answer = await send("open_session", { session });
    setOpening(null);
    setMaking(false);
    point(answer.ok ? answer.result.session : null, how);
  };
  const leave = async () => {
    setMaking(false);
    setPreset(null);
    point(null);
    await send("leave_session");
  };

  useEffect(() => { if (opening) open(opening, "replaceState"); }, []);
  useEffect(() => {
    if (!ownPage) return undefined;
    const moved = () => { const session = asked(); if (session) open(session, "replaceState"); else send("leave_session"); };
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  useEffect(() => {
    if (was.current && !shown && asked() === was.current) point(null, "replaceState"); // somebody removed it
    was.current = shown;
  }, [shown]);

  const view = state.open ? (state.open.session.closed_on ? "summary" : "running") : making ? "new" : "list";
  const page = useRef(null);
  const viewed = useRef(view);
  useEffect(() => { // whoever came here by keyboard goes on from the heading; a running session has its field
    if (viewed.current !== view && view !== "running") page.current?.querySelector("h1")?.focus();
    viewed.current = view;
  }, [view]);

  if (opening && opening !== shown) return html`<div class="wb-session-page"><h1 class="wb-visually-hidden">Session</h1>
    <p class="wb-muted" role="status">Opening the session…</p></div>`;
  const shared = { state, send, who, network, others, beside, isDoing, preset };
  return html`<div class="wb-session-page" ref=${page}>
    ${state.open
      ? state.open.session.closed_on
        ? html`<${RecordView} key=${shown} ...${shared} onLeave=${leave} />`
        : html`<${RunningView} key=${shown} ...${shared} onLeave=${leave} onPresetUsed=${() => setPreset(null)} />`
      : making
        ? html`<${NewView} ...${shared} asked=${methodAsked} onBegun=${(session) => { setMaking(false); point(session); }} onBack=${() => setMaking(false)} />`
        : html`<${StartView} ...${shared} onOpen=${(session) => open(session)} onNew=${() => setMaking(true)} />`}
  </div>`;
}

/** What the page was asked to begin with. */
function presetOf(address, targets) {
  const id = address.get("about") ?? address.get("from");
  if (!id) return null;
  const target = targets.find((known) => known.id === id);
  return target ? { id, kind: target.kind, label: target.label } : { id, kind: "record", label: "what you came from" };
}

export default app(SessionPage);
