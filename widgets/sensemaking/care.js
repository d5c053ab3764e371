// Whose words they are: what kind of thing was said, how far it may go, and what its teller agreed to.

/** What can be taken down: its form and nature if it is said, what is asked for, the button, the choice, a hint. */
const KINDS = {
  question: { form: "question", nature: "", ask: "Type what is said.", word: "Ask", choice: "a question" },
  statement: { form: "statement", nature: "", ask: "Type what is said.", word: "Add", choice: "a statement" },
  fact: { form: "statement", nature: "fact", ask: "Type what is said.", word: "Add", choice: "a fact", hint: "Anybody could check it." },
  story: { form: "statement", nature: "story", ask: "Type what is said.", word: "Add", choice: "a story", hint: "As somebody lived it." },
  advice: { form: "advice", nature: "", ask: "Type what is said.", word: "Advise", choice: "advice" },
  insight: { ask: "Type one insight.", word: "Conclude", choice: "an insight", hint: "What you make of it." },
  action: { ask: "Type one action.", word: "Agree", choice: "an action", hint: "Small and soon, with somebody who takes it." },
  bid: { ask: "Type an issue in a line.", word: "Bid", choice: "a bid for airtime" },
};
const SAYS = ["question", "statement", "fact", "story", "advice"];
const kindOf = (entry) => entry.nature || entry.form;
/** What of this a step takes down, in the step's own order. */
const kindsOf = (step) => step.records.filter((kind) => kind in KINDS);

/** One press says what it is; where a step takes down one thing only there is nothing to choose. */
function KindChoice({ kinds, value, onChange, name = "wb-kind" }) {
  if (kinds.length < 2) return null;
  return html`<fieldset class="wb-field wb-kinds"><legend class="wb-visually-hidden">What is it?</legend>
    ${kinds.map((kind) => html`<label class="wb-kind" key=${kind}>
      <input type="radio" name=${name} value=${kind} checked=${value === kind} onChange=${() => onChange(kind)} /><span>${KINDS[kind].choice}</span></label>`)}
    ${KINDS[value].hint && html`<span class="wb-hint" aria-live="polite">${KINDS[value].hint}</span>`}
  </fieldset>`;
}

/** How often people asked and how often they told, since a set learns to ask; a fact or a story counts as itself. */
function tally(entries) {
  const words = { question: [], fact: [], story: ["stories"], statement: [], advice: ["pieces of advice"] };
  return Object.entries(words).map(([kind, many]) => {
    const number = entries.filter((entry) => kindOf(entry) === kind).length;
    return number && plural(number, kind === "advice" ? "piece of advice" : kind, ...many);
  }).filter(Boolean).join(" · ");
}

const AUDIENCES = { set: "this set only", network: "this network", programme: "the whole programme", public: "anybody" };
const CONSENTS = {
  "not asked": "nobody has asked them yet", given: "yes, they agree", refused: "no, it stays in this set",
};

/** What a meeting's level of confidentiality means, in words. */
const CONFIDENTIAL = (network) => ({
  set: ["What is said stays in this set", "It stays on this set’s pages: whoever opens those can read it. No review, post, shared page or other set shows it, unless whoever said it lets it go further."],
  network: [`Everybody in ${network.name} may read it`, "It shows on the pages of this network, and nowhere else."],
  programme: ["The whole programme may read it", "Other networks and the leaders of the programme read it too."],
  public: ["Anybody may read it", "It may be published. Choose this only if everybody here knows."],
});

/** How far something really goes: a story waits for its teller. */
const goesOf = ({ nature, audience, consent }) => (nature === "story" && consent !== "given" ? "set" : audience);

/** How far something that was said, concluded or agreed goes. */
function WhoMayRead({ value, onChange, hint }) {
  return html`<${Select} label="Who may read it?" hint=${hint} value=${value} options=${Object.entries(AUDIENCES).map(([audience, label]) => ({ value: audience, label }))}
    onChange=${onChange} />`;
}

/** How far one thing may go. `draft` has `audience` (null: as the meeting) and `consent`; both can be changed later. */
function CareFields({ draft, put, nature, meeting }) {
  const audience = draft.audience ?? meeting;
  const consent = draft.consent ?? "not asked";
  const waits = nature === "story" && consent !== "given" && audience !== "set";
  return html`<div class="wb-form-pair">
    <${WhoMayRead} value=${audience}
      hint=${waits ? "Until its teller agrees, this story stays in the set." : false} onChange=${(value) => put({ audience: value })} />
    ${nature === "story" && html`<${Select} label="Does its teller agree that it goes further?" value=${consent}
      options=${Object.entries(CONSENTS).map(([value, label]) => ({ value, label }))} onChange=${(value) => put({ consent: value })} />`}
  </div>`;
}

/** What something is about, by the themes of the programme. */
function ThemeChoice({ draft, put, state }) {
  const { themes } = draft;
  return html`<div class="wb-field"><span class="wb-label">What is it about?</span>
    <${Chips} label="Themes" options=${state.themes} chosen=${themes}
      onToggle=${(theme) => put({ themes: themes.includes(theme) ? themes.filter((other) => other !== theme) : [...themes, theme] })} /></div>`;
}

/** What can be said of an insight beyond its words, folded away as for what was said. */
function MoreOnInsight({ draft, put, meeting, state }) {
  const [unfolded, setUnfolded] = useState(false);
  const set = [draft.themes.length && plural(draft.themes.length, "theme"), draft.audience && draft.audience !== meeting && AUDIENCES[draft.audience]].filter(Boolean);
  return html`<details class="wb-say-more" open=${unfolded} onToggle=${(event) => setUnfolded(event.currentTarget.open)}>
    <summary>More: themes, who may read it${set.length > 0 && html`<span class="wb-muted"> (${set.join(", ")})</span>`}</summary>
    ${unfolded && html`<div class="wb-form">
      <${WhoMayRead} value=${draft.audience ?? meeting} onChange=${(audience) => put({ audience })} />
      <${ThemeChoice} ...${{ draft, put, state }} />
    </div>`}
  </details>`;
}

/** All that can be said of one thing beyond its words, folded away so that typing stays quick. */
function MoreOnEntry({ draft, put, nature, meeting, state, open = false }) {
  const [unfolded, setUnfolded] = useState(open);
  const set = [draft.themes.length && plural(draft.themes.length, "theme"), Object.keys(draft.placed).length && "placed",
    draft.audience && draft.audience !== meeting && AUDIENCES[draft.audience]].filter(Boolean);
  return html`<details class="wb-say-more" open=${unfolded} onToggle=${(event) => setUnfolded(event.currentTarget.open)}>
    <summary>More: themes, where it lies, who may read it${set.length > 0 && html`<span class="wb-muted"> (${set.join(", ")})</span>`}</summary>
    ${unfolded && html`<div class="wb-form">
      <${CareFields} ...${{ draft, put, nature, meeting }} />
      <${ThemeChoice} ...${{ draft, put, state }} />
      <div class="wb-field"><span class="wb-label">Where does it lie? Leave out what you do not know.</span>
        <${Signifiers} signifiers=${state.signifiers} placed=${draft.placed} onChange=${(placed) => put({ placed })} /></div>
    </div>`}
  </details>`;
}
