// The page of the week. Its address says what is shown: ?week=<day in it>, ?routines, or ?open=<idea, week, plan or
// routine>; nothing for this week.

function LogPage({ state, send, network }) {
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  const address = () => {
    const said = new URLSearchParams(ownPage ? location.search : "");
    return { routines: said.has("routines"), week: said.get("week"), open: said.get("open") };
  };
  const [place, setPlace] = useState(address);
  const [waiting, setWaiting] = useState(() => Boolean(address().open || address().week));

  const show = async (next) => {
    setPlace(next);
    await send("show", { record: next.open, week: next.week }, { quiet: true });
    setWaiting(false);
  };
  const go = (next) => {
    const asked = { routines: false, week: null, open: null, ...next };
    const search = asked.open ? `?open=${asked.open}` : asked.routines ? "?routines" : asked.week ? `?week=${asked.week}` : location.pathname;
    if (ownPage) history.pushState(null, "", search);
    scrollTo(0, 0);
    return show(asked);
  };
  useEffect(() => { if (waiting) show(place); }, []);
  useBackAndOn(ownPage, () => show(address()));
  useUnfoldedOnPaper();

  const pointed = place.open && state.pointed;
  const routines = place.routines || pointed?.kind === "routine";
  const link = (word, next, here) => html`<a href=${next.routines ? "?routines" : "?"} aria-current=${here ? "page" : undefined}
    onClick=${(event) => follow(event, () => go(next))}>${word}</a>`;
  const tabs = html`<nav class="wb-week-tabs" aria-label="Log and routines">
    ${link("The week", {}, !routines)}${link("Routines", { routines: true }, routines)}</nav>`;
  const shared = { state, send, network, tabs };
  return html`<div class="wb-log-page wb-stack">
    <datalist id="wb-roles">${state.app.roles.map((role) => html`<option value=${role} key=${role}></option>`)}</datalist>
    ${waiting
      ? html`<h1 class="wb-visually-hidden">Log</h1><p class="wb-muted" role="status">Opening it…</p>`
      : place.open && state.gone
        ? html`<${GoneView} ...${{ state, send }}><a href="?" onClick=${(event) => follow(event, () => go({}))}>This week</a><//>`
        : routines
          ? html`<${RoutinesView} ...${shared} opened=${pointed?.id} />`
          : html`<${WeekView} ...${shared} opened=${pointed?.kind === "idea" ? pointed.id : null} onWeek=${(week) => go({ week })} />`}
  </div>`;
}

export default app(LogPage);
