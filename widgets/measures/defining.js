// The window in which a measure is defined or changed, and the words for what it is.

const BETTER_WORDS = { increase: "higher is better", decrease: "lower is better", neutral: "neither is better" };
const MEASURE_BLANK = {
  title: "", definition: "", unit: "", direction: "", baseline: "", ambition: "", ambition_by: "",
  numerator: "", denominator: "", owner: "", source: "",
};
const MEASURE_LABELS = {
  title: "What do we call it?", definition: "What exactly is counted?", unit: "In what unit?", direction: "Which way is better?",
  baseline: "Where it stood", ambition: "What you hope for", ambition_by: "By when?", owner: "Who looks after it?",
  numerator: "What is counted", denominator: "Out of what", source: "Source",
};
const measureFields = (measure) =>
  Object.fromEntries(Object.keys(MEASURE_BLANK).map((name) => [name, measure[name] === null ? "" : String(measure[name])]));

/** The ambition of a measure in words, or nothing. */
function hopeWords(measure) {
  if (measure.ambition === null) return "";
  const unit = measure.unit.startsWith("%") ? " %" : "";
  return `we hope for ${measure.ambition}${unit}${measure.ambition_by ? ` by ${longDate(measure.ambition_by)}` : ""}`;
}

/** Defines a measure, or changes one. What is typed stays until it is kept. */
function MeasureDialog({ state, send, network, measure = null, onClose, onKept }) {
  const [draft, setDraft, clear] = useDraft(measure ? `measure:${measure.id}` : "new-measure",
    measure ? { ...measureFields(measure), version: measure.version } : MEASURE_BLANK, network);
  const { above, at, sendHere, put } = useProblem(send, Object.values(MEASURE_LABELS), (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
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
  return html`<${Dialog} title=${measure ? "Change the measure" : "Define a measure"} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      ${field("title", { maxlength: 200, placeholder: "for example Missed first visits", autofocus: true })}
      <${TextArea} label=${MEASURE_LABELS.definition} hint="So that the next person counts the same way." rows=${2} ...${ofField("definition")} />
      <div class="wb-form-pair">
        ${field("unit", { maxlength: 60, placeholder: "for example % a month" })}
        <${Select} label=${MEASURE_LABELS.direction} empty="choose…" ...${ofField("direction")}
          options=${state.directions.map((word) => ({ value: word, label: BETTER_WORDS[word] }))} />
      </div>
      <div class="wb-form-pair wb-form-three">
        ${field("baseline", { inputmode: "decimal" })}
        ${field("ambition", { inputmode: "decimal" })}
        ${field("ambition_by", { type: "date" })}
      </div>
      ${field("owner", { label: "Who looks after it? (a role)", list: "wb-roles", maxlength: 200 })}
      <details class="wb-more"><summary>Where the numbers come from</summary>
        <div class="wb-form">
          ${field("numerator", { maxlength: 200 })}
          ${field("denominator", { maxlength: 200 })}
          ${field("source", { maxlength: 200 })}
        </div>
      </details>
      ${above}
      <div class="wb-actions">
        <${Button} primary type="submit">${measure ? "Keep the changes" : "Keep the measure"}<//>
      </div>
    <//>
  <//>`;
}
