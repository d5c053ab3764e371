// Two people changed the same: what only one of them touched is kept from both, the rest is asked.

// What a gesture may call the name of a record, and its kind.
const SAID_AS = {
  title: ["title", "label", "name", "question", "issue", "text", "reason"], type: ["type", "kind"], answer_note: ["note"], found_note: ["note"],
};
const FIELD_WORDS = {
  title: "Name", label: "Name", type: "Kind", text: "The text", held_on: "When it was held", started_on: "First day", ended_on: "Last day",
  rule_by: "Who suspends it?", rule_until: "Until when?", said_by: "Said by", due: "By when?", owner: "Who looks after it?",
  starts_on: "From which day?", decided_by: "Who decided it?", answer: "The answer", future: "What becomes of it", found: "What was found", lives: "Where it stands", fix_after: "Lines from the first so many points",
};
/** Of these both can be kept, one under the other: paragraphs that people write. */
const LONG_TEXTS = new Set(["thoughts", "achievements", "notes", "charter", "plan", "sustain", "answer_note", "found_note", "resolution", "definition", "why"]);
const sameSaid = (one, another) => JSON.stringify(one ?? "") === JSON.stringify(another ?? "");

/** The arguments with which to send once more, both sides put together; null if the person goes back instead. */
async function putTogether(setQuestion, { error, conflict }, args, labels = {}) {
  const { mine, theirs, base, version } = conflict;
  const argument = (name) => (SAID_AS[name] ?? [name]).find((each) => each in args) ?? name;
  const derived = (name) => argument(name) !== name && argument(name) in mine; // a title made from the text, which is asked itself
  const differing = Object.keys(mine).filter((name) => !derived(name) && !sameSaid(mine[name], theirs[name]));
  const untouched = (name, side) => name in base && sameSaid(side[name], base[name]);
  const sides = differing.filter((name) => !untouched(name, mine) && !untouched(name, theirs)).map((name) => ({
    name, label: labels[argument(name)] ?? FIELD_WORDS[name] ?? name.replaceAll("_", " ").replace(/^./u, (letter) => letter.toUpperCase()),
    mine: sideInWords(mine[name]), theirs: sideInWords(theirs[name]), both: LONG_TEXTS.has(name) && Boolean(mine[name] && theirs[name]),
  }));
  const chosen = sides.length ? await ask(setQuestion, { text: error, sides }) : [];
  if (!chosen) return null;
  const fromThem = [...differing.filter((name) => untouched(name, mine)), ...chosen.map(([name]) => name)];
  const both = new Set(chosen.filter(([, how]) => how === "both").map(([name]) => name));
  const asSent = (name) => (both.has(name) ? `${theirs[name]}\n\n${mine[name]}` : typeof args[argument(name)] === "string" ? String(theirs[name] ?? "") : theirs[name]);
  return { ...args, ...Object.fromEntries(fromThem.map((name) => [argument(name), asSent(name)])), version };
}

/** A field's value for people to read: days written out. */
function sideInWords(value) {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join(", ") || "nothing";
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDate(value) : String(value);
}

/** What both have changed, each with a choice of its own; answered with what is not kept as mine: `[name, how]`. */
function TwoSides({ text, sides, answered }) {
  const [how, setHow] = useState({});
  const answers = useRef(null);
  useEffect(() => { answers.current?.closest("dialog").querySelector("input")?.focus(); }, []);
  return html`<${Dialog} title="Two people changed this" onClose=${() => answered(null)}>
    <p>${text}</p>
    ${sides.map(({ name, label, both, ...said }) => html`<fieldset class="wb-field wb-two-sides" key=${name}>
      <legend>${label}</legend>
      ${["mine", "theirs", ...(both ? ["both"] : [])].map((side) => html`<label class="wb-choice" key=${side}>
        <input type="radio" name=${`wb-side-${name}`} checked=${(how[name] ?? "mine") === side} onChange=${() => setHow({ ...how, [name]: side })} />
        <span>${side === "both" ? html`<strong>Both</strong>, mine under theirs` : html`<strong>${side === "mine" ? "Mine: " : "Theirs: "}</strong>${said[side]}`}</span></label>`)}
    </fieldset>`)}
    <div class="wb-row" ref=${answers}><${Button} primary onClick=${() => answered(Object.entries(how).filter(([, side]) => side !== "mine"))}>Keep this<//></div>
  <//>`;
}
