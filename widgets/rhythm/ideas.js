// The ideas, from whichever week: found by words, status and theme; kept by Enter; one press tries one.

const OPEN_IDEAS = "open";
const IDEAS_AT_ONCE = 12;

/** The ideas that hold every word, of that status (or open, ticked, all) and theme. `#7` finds number 7 alone. */
function foundIdeas(ideas, { words, which, theme }) {
  const asked = words.trim().toLowerCase();
  const number = /^#?(\d+)$/.exec(asked)?.[1];
  const parts = asked.split(/\s+/).filter(Boolean);
  return ideas.filter((idea) => {
    const text = [idea.title, idea.note, idea.offered_by, ...idea.themes].join(" ").toLowerCase();
    const said = number ? String(idea.number) === number : parts.every((part) => text.includes(part));
    const closed = idea.ticked_on || idea.status === "dropped";
    const stands = which === "all" || (which === OPEN_IDEAS ? !closed : which === "ticked" ? Boolean(idea.ticked_on) : idea.status === which);
    return said && stands && (!theme || idea.themes.includes(theme));
  });
}

function IdeasCard({ state, send, network, week, opened }) {
  const [title, setTitle, clear] = useDraft("new-idea", "", network);
  const [asked, setAsked] = useState({ words: "", which: opened ? "all" : OPEN_IDEAS, theme: "" });
  const [shown, setShown] = useState(opened ?? null);
  const [all, setAll] = useState(false);
  const { above, sendHere } = useProblem(send);
  const put = (name) => (value) => { setAsked((before) => ({ ...before, [name]: value })); setAll(false); };
  useEffect(() => { if (opened) { setShown(opened); setAsked({ words: "", which: "all", theme: "" }); } }, [opened]);
  const add = async () => {
    if (!title.trim()) return;
    const answer = await sendHere("keep_idea", { title, week_of: week.week_of });
    if (!answer.ok) return;
    clear("");
    setAsked({ words: "", which: OPEN_IDEAS, theme: "" });
    announce(`Kept as idea #${answer.result.number}.`);
  };
  const newest = [...foundIdeas(state.ideas, asked)].reverse();
  const listedNow = all ? newest : newest.filter((idea, place) => place < IDEAS_AT_ONCE || idea.id === shown);
  const themes = state.themes.filter((theme) => state.ideas.some((idea) => idea.themes.includes(theme)));
  const narrowed = asked.words || asked.which !== OPEN_IDEAS || asked.theme;
  return html`<section class="wb-card wb-ideas" aria-labelledby="wb-ideas-title">
    <div class="wb-row wb-spread"><h2 id="wb-ideas-title">Ideas</h2>
      ${state.ideas.length > 0 && html`<p class="wb-muted wb-small-words" role="status">${newest.length === state.ideas.length
        ? plural(newest.length, "idea") : `${newest.length} of ${plural(state.ideas.length, "idea")}`}</p>`}</div>
    <${Form} onSubmit=${add} class="wb-idea-form wb-no-print">
      <${TextField} label="A new idea" hidden value=${title} onChange=${setTitle} maxlength="200" placeholder="A new idea; Enter gives it a number for good"
        hint="Ideas and prototypes share one series of numbers." />
      ${above}
    <//>
    ${state.ideas.length === 0
      ? html`<p class="wb-muted">No idea yet. Each gets a number for good, stays from week to week, and keeps its number when you try it.</p>`
      : html`
        <div class="wb-idea-search wb-no-print" role="search" aria-label="Ideas">
          <${TextField} label="Find an idea" type="search" value=${asked.words} onChange=${put("words")} placeholder="a word, or #7" />
          <${Select} label="Which" value=${asked.which} onChange=${put("which")} options=${[
            { value: OPEN_IDEAS, label: "open ones" }, ...state.statuses, { value: "ticked", label: "ticked" }, { value: "all", label: "all" }]} />
          ${themes.length > 0 && html`<${Select} label="About" value=${asked.theme} onChange=${put("theme")} empty="anything" options=${themes} />`}
        </div>
        ${listedNow.length > 0
          ? html`<ol class="wb-idea-list">${listedNow.map((idea) => html`<${IdeaLine} key=${idea.id} ...${{ state, send, network, week, idea }}
              open=${shown === idea.id} pointed=${opened === idea.id} onOpen=${() => setShown(shown === idea.id ? null : idea.id)} />`)}</ol>`
          : html`<p class="wb-muted">${narrowed ? "No idea is like that." : "No idea is open: all are ticked or dropped."}
              ${" "}<${Button} quiet class="wb-small" onClick=${() => setAsked({ words: "", which: "all", theme: "" })}>Show all<//></p>`}
        ${listedNow.length < newest.length && html`<p><${Button} quiet onClick=${() => setAll(true)}>Show ${newest.length - listedNow.length} more<//></p>`}`}
  </section>`;
}
