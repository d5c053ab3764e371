// A week: what we are thinking, what we got done and what comes next, side by side, and the ideas below.

const WEEK_LABELS = { thoughts: "What we are thinking", achievements: "What we got done", audience: "Whom it is for" };

/** “20 to 26 January 2025”, or “27 January to 2 February 2025”. */
function weekDays(from, to) {
  const [first, last] = [longDate(from).split(" "), longDate(to).split(" ")];
  const begins = first[2] !== last[2] ? first : first[1] !== last[1] ? first.slice(0, 2) : first.slice(0, 1);
  return `${begins.join(" ")} to ${last.join(" ")}`;
}

/** Whom a week is for, as the page says it. */
const audienceWord = (state, value) => state.audiences.find((each) => each.value === value)?.label ?? value;

/** Whether several sets meet here and nobody chose one: what is shown and posted then is the page of none of them. */
const ofNoSet = (state) => state.app.sets.length > 0 && !state.app.in_set;

function WeekView({ state, send, network, tabs, onWeek, opened }) {
  const { week } = state;
  const [posting, setPosting] = useState(false);
  const shared = { state, send, network, week };
  const earlier = state.weeks.filter((each) => each !== week.week_of);
  const other = !week.this_week;
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow">${[state.whose || (ofNoSet(state) && "Of no set in particular"), `for ${audienceWord(state, week.audience)}`].filter(Boolean).join(" · ")}</p>
        <${ViewTitle} key=${week.week_of}>${other ? `The week of ${longDate(week.week_of)}` : "This week"}<//>
        <p class="wb-lede">${weekDays(week.week_of, week.ends_on)}</p>
      </div>
      <div class="wb-actions wb-no-print">
        <${Undoing} ...${{ state, send }} />
        <${Button} onClick=${() => setPosting(true)}>Post<//>
      </div>
    </header>
    <div class="wb-tabs-and-weeks wb-no-print">${tabs}
    <nav class="wb-row wb-week-nav" aria-label="Weeks">
      <${Button} class="wb-small" onClick=${() => onWeek(week.previous)}>← Week before<//>
      ${other && html`<${Button} class="wb-small" onClick=${() => onWeek(week.next)}>Week after →<//>
        <${Button} class="wb-small" quiet onClick=${() => onWeek(null)}>This week<//>`}
      ${earlier.length > 0 && html`<${Select} label="Go to a week" hidden value="" empty="Go to a week…" onChange=${(day) => day && onWeek(day)}
        options=${earlier.map((day) => ({ value: day, label: `Week of ${longDate(day)}` }))} />`}
    </nav></div>
    ${ofNoSet(state) && html`<p class="wb-answer wb-no-print">Several sets meet here, and this is the page of none of them. Choose “My set” above to read your set’s own, and to write on it.</p>`}
    <div class="wb-week">
      <${KeptText} key=${`t${week.set}${week.week_of}`} ...${shared} name="thoughts" label=${WEEK_LABELS.thoughts} labels=${WEEK_LABELS}
        hint="What surprised us? What do we see differently?" />
      <${KeptText} key=${`a${week.set}${week.week_of}`} ...${shared} name="achievements" label=${WEEK_LABELS.achievements} labels=${WEEK_LABELS}
        hint="However small." />
      <${PlansCard} key=${`p${week.week_of}`} ...${shared} />
    </div>
    ${week.besides && html`<section class="wb-card" aria-labelledby="wb-besides">
      <h2 id="wb-besides">Also written for this week, by no set in particular</h2>
      ${[["thoughts", WEEK_LABELS.thoughts], ["achievements", WEEK_LABELS.achievements]].filter(([name]) => week.besides[name]).map(([name, label]) => html`
        <h3 key=${name}>${label}</h3><p class="wb-lines">${week.besides[name]}</p>`)}
    </section>`}
    <${IdeasCard} ...${shared} opened=${opened} />
    ${posting && html`<${PostDialog} ...${shared} onClose=${() => setPosting(false)} />`}`;
}
