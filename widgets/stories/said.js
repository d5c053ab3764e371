// One thing that was said, wherever it is listed: the words, who said them when and where, and how far they go.

const REACH_WORDS = { set: "stays with the set", network: "for our network", programme: "for the whole programme", public: "for anybody" };
const REACH_CHOICES = [
  ["set", "Only this set", "It stays on this set’s pages: whoever opens those can read it. No review, post, shared page or other set shows it."],
  ["network", "Our network", "Every set of this network, on its own pages."],
  ["programme", "The whole programme", "Other networks and those who lead: it can be compared, found and shown there."],
  ["public", "Anybody", "It may stand in a post or a report that anybody reads."],
];
const REACH_SENTENCES = {
  set: "It stays on this set’s pages.", network: "Everybody in our network may read it.",
  programme: "Other networks and those who lead may read it.", public: "Anybody may read it.",
};
const CONSENT_CHOICES = [["not asked", "Nobody has asked them yet"], ["given", "They agreed"], ["refused", "They do not want it"]];
const SAID_AT_ONCE = 25; // so many are listed until more are asked for

/** `of` says what the list is of: where that changes, it is as short again as at the beginning. */
function SaidList({ rows, label, of, ...rest }) {
  const [most, setMost] = useState(SAID_AT_ONCE);
  useEffect(() => setMost(SAID_AT_ONCE), [of]);
  return html`<ul class="wb-said wb-hear-list" aria-label=${label}>
      ${rows.slice(0, most).map((row) => html`<${SaidItem} key=${row.id} ...${{ row, ...rest }} />`)}
    </ul>
    ${rows.length > most && html`<${Button} class="wb-no-print" onClick=${() => setMost(most + SAID_AT_ONCE)}>Show ${Math.min(SAID_AT_ONCE, rows.length - most)} more of ${rows.length}<//>`}`;
}

function SaidItem({ row, state, send, go }) {
  const [whole, setWhole] = useState(false);
  const [sharing, setSharing] = useState(false);
  return html`<li class="wb-hear-row"><div>
      <p class="wb-hear-words">${(whole || !row.pieces ? [[row.text, false]] : row.pieces).map(([text, hit], at) => (hit ? html`<mark key=${at}>${text}</mark>` : text))}
        ${row.cut && !whole && html` <${Button} quiet class="wb-small" onClick=${() => setWhole(true)}>Show all of it<//>`}</p>
      <p class="wb-by"><strong>${row.kind}</strong>${row.said_by && ` · ${row.said_by}`} · ${longDate(row.held_on)} ·
        ${" "}${row.href ? html`<a href=${row.href}>${row.session.title}</a>` : row.session.title}${!row.own && ` · ${row.network}`}</p>
      ${row.about.length > 0 && html`<p class="wb-by">about ${row.about.map((one, at) => html`${at > 0 && ", "}${one.href ? html`<a href=${one.href}>${one.label}</a>` : one.label}`)}</p>`}
      ${row.themes.length > 0 && html`<p class="wb-by">${row.themes.length === 1 ? "theme:" : "themes:"} ${row.themes.map((theme, at) => html`${at > 0 && ", "}<${PlaceLink} key=${theme} go=${go} to=${{ theme }}>${theme}<//>`)}</p>`}
    </div>
    ${row.own && row.goes && html`<div class="wb-hear-reach"><span>${REACH_WORDS[row.goes]}${row.waits && html`<span class="wb-when">${row.waits}</span>`}</span>
      <${Button} class="wb-small wb-no-print" aria-haspopup="dialog" aria-label=${`Change how far this goes: ${row.title}`} onClick=${() => setSharing(true)}>Change<//></div>`}
    ${sharing && html`<${HowFar} ...${{ row, state, send }} onClose=${() => setSharing(false)} />`}
  </li>`;
}

/** How far it may go, and whether whoever told it agreed; Python says what comes of both. */
function HowFar({ row, state, send, onClose }) {
  const [audience, setAudience] = useState(row.audience);
  const [consent, setConsent] = useState(row.consent);
  const { above, sendHere } = useProblem(send, { audience: "How far may it go?", consent: "Does whoever told it agree?" });
  const told = row.kind === "story";
  const goes = told ? state.choices.goes[audience][consent] : audience;
  const keep = async () => {
    const answer = await sendHere("share", { record: row.id, audience, ...(told ? { consent } : {}), version: row.version });
    if (!answer.ok) return;
    onClose();
    announce(answer.result.said);
  };
  const radios = (legend, name, options, value, put) => html`<fieldset class="wb-field"><legend>${legend}</legend>
    ${options.map(([each, label, means]) => html`<label class="wb-choice" key=${each}><input type="radio" name=${`wb-hear-${name}`} value=${each} checked=${value === each} onChange=${() => put(each)} />
      <span>${label}${means && html`<span class="wb-when">${means}</span>`}</span></label>`)}</fieldset>`;
  return html`<${Dialog} title="How far may these words go?" onClose=${onClose}>
    <blockquote class="wb-hear-quote">${row.text}</blockquote>
    <${Form} onSubmit=${keep}>
      ${radios("How far may it go?", "audience", REACH_CHOICES, audience, setAudience)}
      ${told && radios("Does whoever told it agree?", "consent", CONSENT_CHOICES, consent, setConsent)}
      <p class="wb-answer" role="status">${goes === audience ? REACH_SENTENCES[goes]
        : "A story belongs to whoever told it: as long as they have not agreed, it stays with the set."}</p>
      ${above}
      <div class="wb-row"><${Button} primary type="submit">Keep it<//><${Button} onClick=${onClose}>Leave it as it was<//></div>
    <//>
  <//>`;
}
