// The window in which a measure is defined or changed: its entry in the dictionary. And the words for what it is.

const BETTER_WORDS = { increase: "higher is better", decrease: "lower is better", neutral: "neither is better" };
const MEASURE_BLANK = {
  title: "", definition: "", unit: "", direction: "", owner: "", frequency: "", data: "", numerator: "", denominator: "", per: "100",
  ambition_verb: "", ambition_for: "", ambition: "", ambition_by: "", stretch: "", baseline: "", source: "", target: "",
};
const MEASURE_LABELS = {
  title: "What do we call it?", definition: "What exactly is counted?", unit: "In what unit?", direction: "Which way is better?",
  owner: "Who looks after it?", frequency: "How often is it counted?", data: "What is a value?", numerator: "What is counted",
  denominator: "Out of what", per: "Worked out per", ambition_verb: "We want to", ambition_for: "For whom?", ambition: "To what number?",
  ambition_by: "By when?", stretch: "How far does it reach?", baseline: "Where it stood", source: "Where do the numbers come from?",
  target: "A number that a standard sets",
};
const ELSE = "a number"; // what a value is of which nobody said that it counts anything
const DATA_WORDS = (data) => [...data.filter((word) => word !== ELSE), { value: ELSE, label: "something else, such as minutes or a score" }];
const SHARES = ["people out of people", "events out of a number"];
const measureFields = (measure) =>
  Object.fromEntries(Object.keys(MEASURE_BLANK).map((name) => [name, measure[name] === null ? "" : String(measure[name])]));

/** Defines a measure, or changes one. What is typed stays until it is kept. */
function MeasureDialog({ state, send, network, measure = null, unfolded = "", onClose, onKept }) {
  const [draft, setDraft, clear] = useDraft(measure ? `measure:${measure.id}` : "new-measure",
    measure ? { ...measureFields(measure), version: measure.version } : MEASURE_BLANK, network);
  const { above, at, sendHere, put } = useProblem(send, MEASURE_LABELS, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const words = state.app.of_measures;
  const keep = async () => {
    const answer = await sendHere(measure ? "change_measure" : "define_measure",
      measure ? { measure: measure.id, ...draft } : draft);
    if (!answer.ok && !answer.conflict) return;
    clear();
    onClose();
    if (!answer.ok) return;
    await onKept?.(measure ? measure.id : answer.result.measure, draft.direction);
  };
  const ofField = (name) => ({ value: draft[name], onChange: put(name, MEASURE_LABELS[name]), ...at(MEASURE_LABELS[name]) });
  const field = (name, extra = {}) => html`<${TextField} label=${MEASURE_LABELS[name]} ...${extra} ...${ofField(name)} />`;
  const choice = (name, options, empty) => html`<${Select} label=${MEASURE_LABELS[name]} ...${{ options, empty }} ...${ofField(name)} />`;
  const [began] = useState(draft);
  const open = (part, names) => (unfolded === part || names.some((name) => began[name] !== MEASURE_BLANK[name]) ? true : undefined);
  return html`<${Dialog} title=${measure ? "Change the measure" : "Define a measure"} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      ${field("title", { maxlength: 200, placeholder: "for example Missed first visits", autofocus: !unfolded })}
      <${TextArea} label=${MEASURE_LABELS.definition} hint="So that the next person counts the same way." rows=${2} ...${ofField("definition")} />
      <div class="wb-form-pair">
        ${field("unit", { maxlength: 60, placeholder: "for example % a month" })}
        ${choice("direction", words.directions.map((word) => ({ value: word, label: BETTER_WORDS[word] })), "choose…")}
      </div>
      <${Select} label=${MEASURE_LABELS.data} hint="It decides which charts fit, and whether small numbers are hidden in what you share."
        options=${DATA_WORDS(words.data)} empty="choose…" ...${ofField("data")} />
      <div class="wb-form-pair">
        ${field("owner", { label: "Who looks after it? (a role)", list: "wb-roles", maxlength: 200 })}
        ${choice("frequency", words.frequencies, "not said yet")}
      </div>
      <details class="wb-more" open=${open("hope", ["ambition_verb", "ambition_for", "ambition", "ambition_by", "stretch"])}><summary>What we hope for</summary>
        <div class="wb-form">
          <p class="wb-hint">An ambition is no pass mark. Say it whole: cut it to 20, for people on the frailty register, by the last day of March.</p>
          <div class="wb-form-pair wb-form-three">
            ${field("ambition_verb", { list: "wb-verbs", placeholder: "for example cut", maxlength: 60, autofocus: unfolded === "hope" })}
            ${field("ambition", { inputmode: "decimal" })}
            ${field("ambition_by", { type: "date" })}
          </div>
          <div class="wb-form-pair">
            ${field("ambition_for", { placeholder: "for example people on the frailty register", maxlength: 200 })}
            ${choice("stretch", words.stretches, "not said yet")}
          </div>
          <datalist id="wb-verbs">${["cut", "raise", "bring", "keep"].map((word) => html`<option value=${word}></option>`)}</datalist>
        </div>
      </details>
      <details class="wb-more" open=${open("made of", ["numerator", "denominator", "per"]) || SHARES.includes(draft.data) || undefined}><summary>What a value is made of</summary>
        <div class="wb-form">
          <div class="wb-form-pair">
            ${field("numerator", { maxlength: 200, placeholder: "for example people seen within a week" })}
            ${field("denominator", { maxlength: 200, placeholder: "for example people who came home" })}
          </div>
          ${SHARES.includes(draft.data) && field("per", { inputmode: "decimal", hint: "100 gives per cent; 1,000 gives so many in a thousand." })}
        </div>
      </details>
      <details class="wb-more" open=${open("source", ["baseline", "source", "target"])}><summary>Where it stood, and where the numbers come from</summary>
        <div class="wb-form">
          <div class="wb-form-pair">
            ${field("baseline", { inputmode: "decimal" })}
            ${field("target", { inputmode: "decimal" })}
          </div>
          ${field("source", { maxlength: 200, placeholder: "for example practice systems, by code" })}
        </div>
      </details>
      ${above}
      <div class="wb-actions">
        <${Button} primary type="submit">${measure ? "Keep the changes" : "Keep the measure"}<//>
      </div>
    <//>
  <//>`;
}
