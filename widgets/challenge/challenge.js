// The page of a challenge. Its address says what is shown: ?view=<view>, with &team=<challenge> where a network has
// several; ?open=<record> leads to where that record stands; ?launch to the form of a new one; nothing for today.

const CHALLENGE_VIEWS = {
  now: ["Now", NowView], plan: ["Work plan", PlanView], gates: ["Gates", GatesView], team: ["Team", TeamView], barriers: ["Barriers", BarriersView],
  permissions: ["Permissions", PermissionsView], commitments: ["Commitments", CommitmentsView], cohort: ["Cohort", CohortView],
};
const FirstTitle = ({ children }) => html`<h1>${children}</h1>`;

function ChallengePage({ state, send, network }) {
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  const address = () => {
    const said = new URLSearchParams(ownPage ? location.search : "");
    const view = said.get("view");
    return { view: said.has("launch") ? "launch" : view in CHALLENGE_VIEWS ? view : "now", team: said.get("team"), open: said.get("open"), record: null };
  };
  const [place, setPlace] = useState(address);
  const [asking, setAsking] = useState(null);
  const moved = useRef(false); // a page that opens leaves the keyboard where it is

  const show = async (next) => {
    setPlace(next);
    const wanted = next.open ?? next.team;
    const answer = await send("show", { record: wanted ?? null }, { quiet: true });
    if (next.open && answer.ok && answer.result.view) setPlace({ ...next, view: answer.result.view, record: next.open });
  };
  const go = ({ view = "now", team = place.team, record = null, day = null }) => {
    moved.current = true;
    const said = new URLSearchParams();
    if (view === "launch") said.set("launch", ""); else if (view !== "now") said.set("view", view);
    if (team) said.set("team", team);
    const search = said.toString().replace("launch=", "launch");
    if (ownPage) history.pushState(null, "", search ? `?${search}` : location.pathname);
    scrollTo(0, 0);
    const next = { view, team, open: null, record, day };
    if (team !== place.team || place.open) return show(next);
    setPlace(next);
    return null;
  };
  useEffect(() => { if (place.open || place.team) show(place); }, []);
  useBackAndOn(ownPage, () => { moved.current = true; show(address()); });
  useUnfoldedOnPaper();

  const ask = (form, record = null) => setAsking({ form, record });
  const Title = moved.current ? ViewTitle : FirstTitle;
  const launching = place.view === "launch" || !state.teams.length;
  const View = CHALLENGE_VIEWS[place.view]?.[1];
  const shared = { state, send, network, go, ask, Title, place, record: place.record };
  return html`<div class="wb-challenge-page wb-stack">
    <datalist id="wb-roles">${state.app.roles.map((role) => html`<option value=${role} key=${role}></option>`)}</datalist>
    ${launching
      ? html`<${LaunchView} ...${shared} onLaunched=${(team) => go({ team })} onBack=${state.teams.length ? () => go({}) : null} />`
      : state.gone
        ? html`<${GoneView} ...${{ state, send }}><${Button} onClick=${() => go({ team: null })}>Back to today<//><//>`
        : html`
          <${ChallengeBar} ...${{ state, send, place, go, ask }} />
          <${View} key=${`${place.view}:${state.shown}`} ...${shared} />`}
    ${asking && state.team && html`<${ChallengeDialog} key=${`${asking.form}:${asking.record?.id ?? asking.record?.gate ?? asking.record}`} ...${{ state, send, network, ...asking }} onClose=${() => setAsking(null)} />`}
  </div>`;
}

/** Which team, which view, and what can be done from everywhere. */
function ChallengeBar({ state, send, place, go, ask }) {
  const file = async () => {
    const answer = await send("state_file", { challenge: state.shown });
    if (answer.ok) download(answer.result);
  };
  const where = (view) => `?${new URLSearchParams({ ...(view === "now" ? {} : { view }), ...(place.team ? { team: place.team } : {}) })}`;
  return html`<div class="wb-challenge-bar">
    <div class="wb-row wb-spread">
      ${state.teams.length > 1
        ? html`<div class="wb-row wb-challenge-which"><${Select} label="Team" value=${state.shown} options=${state.teams} onChange=${(team) => go({ view: place.view, team })} /></div>`
        : html`<p class="wb-eyebrow wb-challenge-name">${state.team.title}</p>`}
      <div class="wb-actions wb-no-print">
        <${Undoing} ...${{ state, send }} />
        <${Button} onClick=${() => ask("challenge", state.shown)}>Edit<//>
        <${Button} onClick=${file}>Download as a document<//>
        <${Button} onClick=${() => print()}>Print<//>
        <${Button} onClick=${() => go({ view: "launch" })}>Launch another<//>
      </div>
    </div>
    <nav class="wb-challenge-views wb-no-print" aria-label="What of the challenge"><ul>
      ${Object.entries(CHALLENGE_VIEWS).map(([view, [word]]) => html`<li key=${view}><a href=${where(view)} aria-current=${place.view === view ? "page" : undefined}
        onClick=${(event) => follow(event, () => go({ view }))}>${word}${state.counts[view] ? html` <span class="wb-challenge-count">${state.counts[view]}</span>` : ""}</a></li>`)}
    </ul></nav>
  </div>`;
}

export default app(ChallengePage);
