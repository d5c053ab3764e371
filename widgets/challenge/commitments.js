// From what a team recommends to what lasts: the sponsor's answer, sustain, scale or stop, and the check six months on.

function CommitmentsView({ state, send, network, Title, ask, record }) {
  const { commitments } = state;
  useAskedFor(record);
  const add = {
    name: "title", placeholder: "for example keep the Thursday list, with the kitchen on it", labels: state.labels.recommendation,
    more: [[{ name: "sponsor", kind: "role" }, { name: "made_on", kind: "day", max: state.app.today }]], blank: { title: "", sponsor: "", made_on: "" },
    place: `recommend:${state.shown}`, gesture: "recommend", args: { challenge: state.shown }, submit: "Recommend it", said: "It waits for the sponsor’s answer now.",
  };
  return html`
    <header class="wb-heading"><div><${Title}>What will last?<//><p class="wb-lede">${commitments.says}</p></div></header>
    <${AddLine} ...${{ ...add, send, network }} />
    ${commitments.listed.length === 0
      ? html`<${Empty}>Nothing has been recommended yet. At day 100 a team says what should go on, and to whom it says so; a sponsor answers, and six months later somebody looks whether it is still so.<//>`
      : html`<ul class="wb-barriers">${commitments.listed.map((one) => html`<${Commitment} key=${one.id} ...${{ send, network, ask, one }} />`)}</ul>`}`;
}

/** One recommendation with its four steps; the step that is due now has its buttons and a note. */
function Commitment({ send, network, ask, one }) {
  const [note, setNote, clear] = useDraft(`commitment:${one.id}:${one.step?.gesture ?? "none"}`, "", network);
  const { above, at, put, sendHere } = useProblem(send, one.step ? { note: one.step.note } : {}, () => setNote);
  const say = async (choice) => {
    const answer = await sendHere(one.step.gesture, { recommendation: one.id, [one.step.argument]: choice, ...(one.step.note ? { note } : {}) });
    if (!answer.ok) return;
    clear();
    announce(`${choice[0].toUpperCase()}${choice.slice(1)}: “${one.title}”. Undo takes it back.`);
  };
  const saying = one.step && html`<div class="wb-commitment-now wb-no-print">
    ${one.step.note && html`<${TextField} label=${one.step.note} value=${note} onChange=${put("note", one.step.note)} maxlength="1000" ...${at(one.step.note)} />`}
    <div class="wb-actions" role="group" aria-label=${`${one.step.asks} ${one.title}`}>${one.step.choices.map((choice) => html`
      <${Button} key=${choice} class="wb-small" onClick=${() => say(choice)}>${choice[0].toUpperCase()}${choice.slice(1)}<//>`)}</div>
    ${above}
  </div>`;
  return html`<li class="wb-card wb-commitment" id=${`wb-at-${one.id}`} tabindex="-1">
    <div class="wb-row wb-spread wb-barrier-head"><h2>${one.title}</h2><div class="wb-row wb-barrier-age">
      ${one.waiting && html`<strong>${one.waiting}</strong>`}
      <${Button} class="wb-quiet wb-small wb-no-print" aria-label=${`Change: ${one.title}`} onClick=${() => ask("recommendation", one.id)}>Change<//></div></div>
    <ol class="wb-commitment-steps">${one.steps.map((step) => html`<li key=${step.name} data-done=${step.done ? "true" : "false"} aria-current=${step.now ? "step" : undefined}>
      <strong>${step.name}</strong><span class=${step.done ? "" : "wb-muted"}>${step.says}</span>${step.note && html`<span class="wb-when wb-lines">${step.note}</span>`}</li>`)}</ol>
    ${one.step && (one.step.early ? html`<details class="wb-no-print"><summary>${one.step.early}</summary>${saying}</details>` : saying)}
  </li>`;
}
