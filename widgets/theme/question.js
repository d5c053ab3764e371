// What is asked before something that cannot be meant lightly.

function ask(setQuestion, question) {
  return new Promise((resolve) => {
    const answered = (yes) => { setQuestion(null); resolve(yes); };
    setQuestion({ ...question, answered });
  });
}

/** A question before something that cannot be meant lightly: `no` is the safe answer, and has the focus. Several
    `pieces` that it is about are named one by one, each kind with its reason. */
function Question({ title, text, pieces = [], more, yes, no, answered }) {
  const answers = useRef(null);
  useEffect(() => { answers.current?.querySelector(".wb-primary")?.focus(); }, []);
  return html`<${Dialog} title=${title} onClose=${() => answered(false)}>
    <p>${text}</p>
    ${pieces.flatMap(({ words }) => words).length > 1 && html`<ul class="wb-pieces">${pieces.map(({ kind, words, why }) => html`<li key=${kind}>
      <strong>${kind[0].toUpperCase()}${kind.slice(1)}:</strong> ${words.map((each) => `“${each}”`).join(", ")}. <span class="wb-muted">${why}</span></li>`)}</ul>`}
    ${more && html`<p>${more}</p>`}
    <div class="wb-row" ref=${answers}>
      <${Button} primary onClick=${() => answered(false)}>${no}<//>
      <${Button} onClick=${() => answered(true)}>${yes}<//>
    </div>
  <//>`;
}

/** Puts the keyboard where those words stand, once the question about them is gone. */
function focusWhereItSays(words) {
  requestAnimationFrame(() => setTimeout(() => {
    const field = words && [...document.querySelectorAll(".wb input, .wb textarea")].find((each) => each.value.includes(words));
    for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field?.focus();
  }));
}
