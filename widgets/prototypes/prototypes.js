// The page of prototypes. Its address says what is shown: ?open=<prototype>, ?drivers for the driver diagram, ?new for
// the form, ?from=<record> for the form with something filled in; nothing for the board. ?measure=<measure> leads on
// to the page of measures.

function PrototypesPage({ state, send, network }) {
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  const address = () => {
    const said = new URLSearchParams(ownPage ? location.search : "");
    for (const view of ["open", "from"]) if (said.get(view)) return { view, id: said.get(view) };
    return { view: said.has("new") ? "new" : said.has("drivers") ? "drivers" : "board", id: null };
  };
  const [place, setPlace] = useState(address);
  const shownId = place.view === "open" ? place.id : null;

  const show = (next) => {
    setPlace(next);
    return send("show", { record: next.view === "open" ? next.id : null }, { quiet: true });
  };
  const go = (view, id = null, how = "pushState") => {
    const search = view === "board" ? location.pathname : id === null ? `?${view}` : `?${view}=${id}`;
    if (ownPage) history[how](null, "", search);
    scrollTo(0, 0);
    return show({ view, id });
  };

  useEffect(() => {
    const measure = ownPage && new URLSearchParams(location.search).get("measure");
    if (measure) location.replace(`measures.ipynb?measure=${encodeURIComponent(measure)}`);
    else if (shownId) show(place);
  }, []);
  useBackAndOn(ownPage, () => show(address()));
  useUnfoldedOnPaper();

  const shared = { state, send, network, onOpen: go, onLeave: () => go("board") };
  return html`<div class="wb-prototypes-page wb-stack">
    <datalist id="wb-roles">${state.app.roles.map((role) => html`<option value=${role} key=${role}></option>`)}</datalist>
    ${place.view === "new" || place.view === "from"
      ? html`<${StartView} ...${shared} from=${place.id} onBack=${() => go("board")} onStarted=${(id) => go("open", id, "replaceState")} />`
      : place.view === "drivers" ? html`<${DriversView} ...${shared} />`
      : !shownId
        ? html`<${Board} ...${shared} onNew=${() => go("new")} />`
        : state.opened?.id === shownId
          ? html`<${OpenedView} key=${shownId} ...${shared} />`
          : state.gone
            ? html`<${GoneView} ...${{ state, send }}><${BackLink} onLeave=${() => go("board")} /><//>`
            : html`<h1 class="wb-visually-hidden">Prototypes</h1><p class="wb-muted" role="status">Opening it…</p>`}
  </div>`;
}

export default app(PrototypesPage);
