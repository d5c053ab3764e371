// The page of measures. Its address says what is shown: ?measure=<measure>, or nothing for the wall.

function MeasuresPage({ state, send, network, who }) {
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  const address = () => (ownPage ? new URLSearchParams(location.search).get("measure") : null);
  const [shownId, setShown] = useState(address);

  const show = (record) => {
    setShown(record);
    return send("show", { record }, { quiet: true });
  };
  const go = (record) => {
    if (ownPage) history.pushState(null, "", record ? `?measure=${record}` : location.pathname);
    scrollTo(0, 0);
    return show(record);
  };

  useEffect(() => { if (shownId) show(shownId); }, []);
  useBackAndOn(ownPage, () => show(address()));
  useUnfoldedOnPaper();

  const shared = { state, send, network, who, onOpen: go, onLeave: () => go(null) };
  return html`<div class="wb-measures-page wb-stack">
    <datalist id="wb-roles">${state.app.roles.map((role) => html`<option value=${role} key=${role}></option>`)}</datalist>
    ${!shownId
      ? html`<${Wall} ...${shared} />`
      : state.measure?.id === shownId
        ? html`<${MeasureView} key=${shownId} ...${shared} />`
        : state.gone
          ? html`<${GoneView} ...${{ state, send }}><${BackLink} onLeave=${() => go(null)} /><//>`
          : html`<h1 class="wb-visually-hidden">Measures</h1><p class="wb-muted" role="status">Opening it…</p>`}
  </div>`;
}

export default app(MeasuresPage);
