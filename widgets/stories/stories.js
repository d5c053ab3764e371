// The page of what we hear. Its address says what is looked for: ?search=…&kind=…&theme=…&by=…&since=…&everywhere=yes,
// ?view=map&about=<part of the map>, ?view=patterns&question=<signifier>&over=<what>, ?view=themes.

const HEAR_VIEWS = [["said", "What was said"], ["map", "On the map"], ["patterns", "Patterns"], ["themes", "Themes"]];
const HEAR_PLACE = { view: "said", search: "", kind: "", theme: "", by: "", since: "", everywhere: "", about: "", question: "", over: "" };
const HEAR_OF_VIEW = { said: ["search", "kind", "theme", "by", "since", "everywhere"], map: ["about"], patterns: ["question", "over"], themes: [] };

/** What an address asks for; what belongs to another view is left out. */
function placeOfAddress(query) {
  const asked = Object.fromEntries(Object.keys(HEAR_PLACE).map((key) => [key, query.get(key) ?? ""]));
  const view = HEAR_VIEWS.some(([name]) => name === asked.view) ? asked.view : "said";
  return onlyOfView({ ...asked, view });
}
const onlyOfView = (place) => ({ ...HEAR_PLACE, view: place.view, ...Object.fromEntries(HEAR_OF_VIEW[place.view].map((key) => [key, place[key] ?? ""])) });

/** The address of a place, as far as it differs from where the page begins. */
function addressOfPlace(place) {
  const query = new URLSearchParams(Object.entries(onlyOfView(place)).filter(([key, value]) => value && value !== HEAR_PLACE[key]));
  return query.size ? `?${query}` : location.pathname;
}

function Stories({ state, send, network }) {
  const ownPage = Boolean(document.getElementById("wb-controls")); // in JupyterLab the address belongs to the Lab
  const fromAddress = () => placeOfAddress(new URLSearchParams(ownPage ? location.search : ""));
  const [place, setPlace] = useState(fromAddress);
  const [words, setWords] = useState(place.search);
  const [problem, setProblem] = useState("");
  const now = useRef(place), asked = useRef(0);

  const show = async (next) => {
    now.current = next;
    setPlace(next);
    asked.current += 1;
    const answer = await send("show", next, { quiet: true });
    asked.current -= 1;
    setProblem(answer.ok ? "" : answer.error);
    if (!answer.ok && now.current === next) { now.current = state.shown; setPlace(state.shown); }
  };
  const go = (change, { replace = false } = {}) => {
    const next = onlyOfView({ ...now.current, ...change });
    if (sameSaid(next, now.current)) return undefined;
    if (next.search !== words.trim()) setWords(next.search);
    if (ownPage) history[replace ? "replaceState" : "pushState"](null, "", addressOfPlace(next));
    return show(next);
  };
  useEffect(() => { if (!sameSaid(place, state.shown)) show(place); }, []);
  useEffect(() => { // in JupyterLab several views of one page show the same place
    if (ownPage || asked.current || sameSaid(state.shown, now.current)) return;
    now.current = state.shown;
    setPlace(state.shown);
    setWords(state.shown.search);
  }, [state.shown]);
  useBackAndOn(ownPage, () => { const next = fromAddress(); setWords(next.search); show(next); });
  useUnfoldedOnPaper();
  useEffect(() => { // a pause in typing is when to look: further letters only refine the same step of the way back
    const search = words.trim();
    if (search === now.current.search) return undefined;
    const timer = setTimeout(() => look(search), 350);
    return () => clearTimeout(timer);
  }, [words]);
  const look = (search) => go({ ...(now.current.view === "said" ? {} : HEAR_PLACE), view: "said", search }, { replace: Boolean(now.current.search && search) });

  const settled = sameSaid(place, state.shown), begun = useRef(settled);
  begun.current ||= settled; // what the page begins with is not what its address asks for
  const shared = { state, send, network, place, go, settled };
  const view = { said: SaidView, map: OnTheMap, patterns: PatternsView, themes: ThemesView }[place.view];
  return html`<div class="wb-hear wb-stack">
    <header class="wb-heading">
      <div><h1>What we hear</h1><p class="wb-hear-lately">${state.lately}</p></div>
      <div class="wb-actions wb-no-print"><${Undoing} ...${{ state, send }} /></div>
    </header>
    <${Form} class="wb-hear-search wb-no-print" role="search" onSubmit=${() => look(words.trim())}>
      <${TextField} label="Search everything that was said" type="search" autocomplete="off" maxlength="200" value=${words} onChange=${setWords}
        placeholder="a word, or several" />
    <//>
    ${problem && html`<p class="wb-message wb-concern" role="alert">${problem}</p>`}
    <nav class="wb-hear-ways wb-no-print" aria-label="Ways to look"><ul>
      ${HEAR_VIEWS.map(([name, label]) => html`<li key=${name}><a href=${addressOfPlace({ ...HEAR_PLACE, view: name })} aria-current=${name === place.view ? "true" : undefined}
        onClick=${(event) => follow(event, () => go({ ...HEAR_PLACE, view: name }))}>${label}</a></li>`)}
    </ul></nav>
    ${settled || (begun.current && place.view === "said" && state.shown.view === "said") ? html`<${view} key=${place.view} ...${shared} />` : html`<p class="wb-muted" role="status">Looking…</p>`}
    <p class="wb-hint wb-hear-reads">${state.reads}</p>
  </div>`;
}

/** A link to another place on this page, which the page follows itself. */
function PlaceLink({ to, go, children, ...rest }) {
  const next = { ...HEAR_PLACE, ...to };
  return html`<a href=${addressOfPlace(next)} onClick=${(event) => follow(event, () => go(next))} ...${rest}>${children}</a>`;
}

export default app(Stories);
