// The measures: their list with a small line each, and the window in which one is defined or changed.

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

/** Every measure of the network with what its chart says. */
function MeasureList({ state, send, network, onOpen }) {
  const [defining, setDefining] = useState(false);
  const define = html`<${Button} onClick=${() => setDefining(true)}>Define a measure<//>`;
  return html`<section class="wb-card" aria-labelledby="wb-measures-title">
    <div class="wb-row wb-spread"><h2 id="wb-measures-title">What we measure</h2>${state.measures.length > 0 && define}</div>
    ${state.measures.length === 0
      ? html`<${Empty} action=${html`<div class="wb-actions">${define}</div>`}>No measure yet. A measure is something you count
          the same way every week or month, so that you can see whether it moves.<//>`
      : html`<ul class="wb-measure-list">
          ${state.measures.map((measure) => html`<li key=${measure.id}>
            <div class="wb-spark" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: measure.spark }}></div>
            <div>
              <h3><a href=${`?measure=${measure.id}`} onClick=${(event) => follow(event, () => onOpen("measure", measure.id))}>${measure.title}</a></h3>
              <p>${measure.reading}</p>
              <p class="wb-muted wb-small-words">${[
                measure.unit, BETTER_WORDS[measure.direction], hopeWords(measure),
                measure.used_by.length ? `named by ${measure.used_by.map((each) => `#${each.number}`).join(", ")}` : "no prototype names it",
                measure.owner ? `owner: ${measure.owner}` : "owner: nobody yet",
              ].filter(Boolean).join(" · ")}</p>
            </div>
          </li>`)}
        </ul>`}
    ${defining && html`<${MeasureDialog} ...${{ state, send, network }} onClose=${() => setDefining(false)}
      onKept=${(measure) => onOpen("measure", measure)} />`}
  </section>`;
}

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

/** A measure by itself: its chart, its values, and how to add more. */
function MeasureView({ state, send, network, onLeave, onOpen }) {
  const measure = state.measure;
  const named = state.measures.find((each) => each.id === measure.id)?.used_by ?? [];
  const [changing, setChanging] = useState(false);
  const remove = async () => {
    const answer = await send("remove_measure", { measure: measure.id });
    if (answer.ok) { announce(`Took ${measure.title} away. Undo brings it back.`); onLeave(); }
  };
  return html`
    <header class="wb-heading">
      <div>
        <p class="wb-eyebrow"><${BackLink} onLeave=${onLeave} /> · measure${measure.owner ? ` · owner: ${measure.owner}` : " · owner: nobody yet"}</p>
        <${ViewTitle}>${measure.title}<//>
        ${measure.definition && html`<p class="wb-lede">${measure.definition}</p>`}
      </div>
      <div class="wb-actions">
        <${Undoing} ...${{ state, send }} />
        <${Button} onClick=${remove}>Remove<//>
        <${Button} onClick=${() => setChanging(true)}>Change the measure<//>
      </div>
    </header>
    ${named.length > 0 && html`<p>${named.length === 1 ? "The prototype that names it: " : "The prototypes that name it: "}
      ${named.map((each, number) => html`${number > 0 && ", "}<a key=${each.id} href=${`?open=${each.id}`}
        onClick=${(event) => follow(event, () => onOpen("open", each.id))}>#${each.number} ${state.prototypes.find((one) => one.id === each.id)?.title}</a>`)}.</p>`}
    <section class="wb-card wb-measure-alone"><h2>What the chart shows</h2><${MeasureChart} ...${{ send, network, measure }} today=${state.app.today} /></section>
    ${changing && html`<${MeasureDialog} ...${{ state, send, network, measure }} onClose=${() => setChanging(false)} />`}`;
}
