// A question of one's own to place stories by: two words or three, as it will look in a meeting.

const HEAR_BLANK = { question: "", form: "triad", first: "", second: "", third: "", everywhere: false };
const HEAR_LABELS = { question: "What do you ask of a story?", first: "First word", second: "Second word", third: "Third word" };

/** `question` is the one to change, null for a new one. What is typed is kept in this browser until it is kept for all. */
function QuestionDialog({ state, send, network, go, question, onClose }) {
  const start = question ? { ...HEAR_BLANK, ...Object.fromEntries(Object.keys(HEAR_BLANK).map((key) => [key, question[key]])) } : HEAR_BLANK;
  const [draft, setDraft, clear] = useDraft(question ? `hear-question:${question.key}` : "hear-question", start, network);
  const [tried, setTried] = useState(undefined);
  const putIn = (name) => (value) => { setDraft((before) => ({ ...before, [name]: value })); };
  const { above, at, put, sendHere } = useProblem(send, HEAR_LABELS, putIn);
  const words = draft.form === "triad" ? [draft.first, draft.second, draft.third] : [draft.first, draft.second];
  const keep = async () => {
    const answer = await sendHere(question ? "change_question" : "ask_question", { ...(question ? { key: question.key, version: question.version } : {}), question: draft.question, words, everywhere: draft.everywhere });
    if (!answer.ok) return;
    clear(start);
    onClose();
    announce(answer.result.said);
    go({ view: "patterns", question: answer.result.key });
  };
  const end = async () => {
    const answer = await sendHere("end_question", { key: question.key });
    if (!answer.ok) return;
    clear(start);
    onClose();
    announce(answer.result.said);
    go({ view: "patterns", question: "" });
  };
  const shown = { key: "preview", question: draft.question || "Your question", ...Object.fromEntries(["first", "second", "third"].map((name, number) => [name, number < words.length ? words[number] || HEAR_LABELS[name].toLowerCase() : ""])) };
  return html`<${Dialog} title=${question ? "Change the question" : "Ask a question of your own"} onClose=${onClose}>
    <${Form} class="wb-hear-asking" onSubmit=${keep}>
      <${TextField} label=${HEAR_LABELS.question} maxlength="200" value=${draft.question} onChange=${put("question", HEAR_LABELS.question)} placeholder="What helped here?" ...${at(HEAR_LABELS.question)} />
      <fieldset class="wb-field"><legend>How is it answered?</legend>
        <label class="wb-choice"><input type="radio" name="wb-hear-form" checked=${draft.form === "triad"} onChange=${() => putIn("form")("triad")} /><span>Among three words<span class="wb-when">for what is made of several things</span></span></label>
        <label class="wb-choice"><input type="radio" name="wb-hear-form" checked=${draft.form === "dyad"} onChange=${() => putIn("form")("dyad")} /><span>Between two words<span class="wb-when">for a shift from one thing to another</span></span></label>
      </fieldset>
      <div class="wb-form-pair">${["first", "second", "third"].slice(0, words.length).map((name) => html`<${TextField} key=${name} label=${HEAR_LABELS[name]} maxlength="60" value=${draft[name]}
        onChange=${put(name, HEAR_LABELS[name])} ...${at(HEAR_LABELS[name])} />`)}</div>
      <label class="wb-choice"><input type="checkbox" checked=${draft.everywhere} onChange=${() => putIn("everywhere")(!draft.everywhere)} />
        <span>Ask it in every network<span class="wb-when">so that networks can be compared</span></span></label>
      <section class="wb-hear-preview" aria-label="How it will look"><h3>How it will look</h3>
        <${words.length === 3 ? Triad : Dyad} signifier=${shown} weights=${tried} onChange=${setTried} />
        <p class="wb-hint">Try it: nothing of this is kept.</p></section>
      ${above}
      <div class="wb-row"><${Button} primary type="submit">${question ? "Keep the question" : "Ask it from now on"}<//><${Button} onClick=${onClose}>Not now<//>
        ${question && html`<${Button} class="wb-concern" onClick=${end}>Ask it no longer<//>`}</div>
      ${question && html`<p class="wb-hint">What was placed by a question that is no longer asked is kept, and Undo brings the question back.</p>`}
    <//>
  <//>`;
}
