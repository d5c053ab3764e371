// What pages with several views and forms share: undo, links within the page, the title of a view, and what is
// wrong in a form said at its field.

/** Take back and do again, in words. */
function Undoing({ state, send }) {
  const step = (gesture) => async () => {
    const answer = await send(gesture);
    if (answer.ok) announce(steppedSentence(answer.result.said));
  };
  return html`
    <${Button} onClick=${step("undo")} disabled=${!state.app.undo} title=${state.app.undo ? `Take back: ${state.app.undo}` : ""}>Undo<//>
    ${state.app.redo && html`<${Button} onClick=${step("redo")} title=${`Do again: ${state.app.redo}`}>Redo<//>`}`;
}

/** What stands where something was that is there no more: taken back by oneself, or removed. */
function GoneView({ state, send, children }) {
  const back = state.app.redo;
  return html`<${ViewTitle}>It is not here now<//>
    <p>${back
      ? html`You took back “${back}”. Redo does it again.`
      : "Somebody may have removed it, or it belongs to another network. If you removed it yourself, Undo brings it back."}</p>
    <div class="wb-actions"><${Undoing} ...${{ state, send }} />${children}</div>`;
}

/** A link that the page follows itself, unless the person wants it in another window. */
function follow(event, go) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go();
}

/** Shows what the address says when somebody goes back or on; in JupyterLab the address belongs to the Lab. */
function useBackAndOn(ownPage, moved) {
  useEffect(() => {
    if (!ownPage) return undefined;
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
}

/** On paper nothing stays folded away. */
function useUnfoldedOnPaper() {
  useEffect(() => {
    const unfold = () => document.querySelectorAll(".wb-page details").forEach((part) => { part.open = true; });
    addEventListener("beforeprint", unfold);
    return () => removeEventListener("beforeprint", unfold);
  }, []);
}

/** The title of a view, which has the focus once the view has changed. */
function ViewTitle({ children }) {
  const title = useRef(null);
  useEffect(() => { title.current?.focus({ preventScroll: true }); }, []);
  return html`<h1 tabindex="-1" ref=${title}>${children}</h1>`;
}

/**
 * Sends from a form, and says what is wrong where it is: at the field whose label the sentence begins with, otherwise
 * above the form's button (`above`). `at(label)` goes to the field, and `put(name, label)` lets the sentence go when
 * the field is mended. `labels` may be by name, `{name: label}`: then a question about two who changed the same uses them.
 */
function useProblem(send, labels = [], putIn = () => () => {}) {
  const [problem, setProblem] = useState("");
  const field = problem && Object.values(labels).find((label) => problem.startsWith(label));
  const sendHere = async (gesture, args) => {
    const answer = await send(gesture, args, { quiet: true, labels: Array.isArray(labels) ? undefined : labels });
    setProblem(answer.ok || answer.conflict ? "" : answer.error ?? "");
    return answer;
  };
  useEffect(() => {
    if (!field) return;
    const wrong = document.querySelector('.wb-page [aria-invalid="true"]');
    for (let fold = wrong?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    wrong?.focus();
  }, [problem]);
  const at = (label) => (label !== field ? {} : {
    "aria-invalid": "true",
    hint: html`<span class="wb-problem" role="alert">${problem.slice(label.length).replace(/^[:\s]+/, "").replace(/^./u, (letter) => letter.toUpperCase())}</span>`,
  });
  const put = (name, label) => (value) => { if (field === label) setProblem(""); putIn(name)(value); };
  const above = problem && !field && html`<p class="wb-problem" role="alert">${problem}</p>`;
  return { above, at, put, sendHere };
}
