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

/** One recommendation with its four steps; the one that is due now has its buttons and a note, the others are folded away. */
function Commitment({ send, network, ask, one }) {
  const saying = (step) => html`<${Saying} key=${step.gesture} ...${{ send, network, one, step }} />`;
  return html`<li class="wb-card wb-commitment" id=${`wb-at-${one.id}`} tabindex="-1">
    <div class="wb-row wb-spread wb-barrier-head"><h2>${one.title}</h2><div class="wb-row wb-barrier-age">
      ${one.waiting && html`<strong>${one.waiting}</strong>`}
      <${Button} class="wb-quiet wb-small wb-no-print" aria-label=${`Change: ${one.title}`} onClick=${() => ask("recommendation", one.id)}>Change<//></div></div>
    <ol class="wb-commitment-steps">${one.steps.map((step) => html`<li key=${step.name} data-done=${step.done ? "true" : "false"} aria-current=${step.now ? "step" : undefined}>
      <strong>${step.name}</strong><span class=${step.done ? "" : "wb-muted"}>${step.says}</span>${step.note && html`<span class="wb-when wb-lines">${step.note}</span>`}</li>`)}</ol>
    ${one.unnamed && html`<p class="wb-concern wb-no-print">${one.unnamed}</p>`}
    ${one.step && !one.step.early && saying(one.step)}
    <div class="wb-row wb-no-print">
      ${one.step?.early && html`<details><summary>${one.step.early}</summary>${saying(one.step)}</details>`}
      ${one.again.length > 0 && html`<details><summary>Correct what was said</summary>${one.again.map(saying)}</details>`}
    </div>
  </li>`;
}

/** One step to say: its note, and a button for each answer; what was said already stands pressed. */
function Saying({ send, network, one, step }) {
  const asItIs = { note: step.written, ...step.days, version: one.version };
  const [typed, setTyped, clear] = useDraft(`commitment:${one.id}:${step.gesture}:said`, null, network); // null: as it was said last
  const said = typed ?? asItIs; // with the version that was seen when the typing began
  const labels = { on: step.on, ...(step.note ? { note: step.note } : {}), ...(step.check_on ? { check_on: step.check_on } : {}) };
  const { above, at, put, sendHere } = useProblem(send, labels, (name) => (value) => setTyped((before) => ({ ...(before ?? asItIs), [name]: value })));
  const say = async (choice) => {
    const fields = Object.fromEntries(Object.keys(labels).map((name) => [name, said[name]]));
    const answer = await sendHere(step.gesture, { recommendation: one.id, [step.argument]: choice, ...fields, version: said.version });
    if (!answer.ok) return;
    clear();
    announce(`${choice[0].toUpperCase()}${choice.slice(1)}: “${asTitle(one.title)}”. Undo takes it back.`);
  };
  return html`<div class="wb-commitment-now wb-no-print">
    <div class="wb-commitment-fields">
      ${step.note && html`<${TextField} label=${step.note} value=${said.note} onChange=${put("note", step.note)} maxlength="1000" ...${at(step.note)} />`}
      <${TextField} type="date" label=${step.on} hint="Empty: today." value=${said.on} onChange=${put("on", step.on)} ...${at(step.on)} />
      ${step.check_on && html`<${TextField} type="date" label=${step.check_on} hint="Empty: six months later." value=${said.check_on} onChange=${put("check_on", step.check_on)} ...${at(step.check_on)} />`}</div>
    <div class="wb-actions" role="group" aria-label=${`${step.asks} ${one.title}`}>${step.choices.map((choice) => html`
      <${Button} key=${choice} class="wb-small" aria-pressed=${step.said ? (step.said === choice ? "true" : "false") : undefined} onClick=${() => say(choice)}>${choice[0].toUpperCase()}${choice.slice(1)}<//>`)}</div>
    ${above}
  </div>`;
}
