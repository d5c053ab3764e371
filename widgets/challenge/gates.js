// The gates: what is asked at each, when it was held and from which session, and what came out of it.

function GatesView({ state, send, network, Title, ask, record, place }) {
  const { gates, gates_say: says } = state.team;
  useAskedFor(record);
  return html`
    <header class="wb-heading"><div><${Title}>When do we stop and look?<//><p class="wb-lede">${says}</p></div></header>
    <div class="wb-gates">${gates.map((gate) => html`<${GateCard} key=${gate.day} ...${{ state, send, network, ask, gate }} asked=${place.day === gate.day} />`)}</div>`;
}

function GateCard({ gate, ask, asked }) {
  const card = useRef(null);
  useEffect(() => { if (asked) { card.current?.scrollIntoView({ block: "center" }); card.current?.focus({ preventScroll: true }); } }, [asked]);
  const { coming } = gate;
  return html`<section class=${`wb-card wb-gate ${coming ? "wb-next" : ""}`} ref=${card} tabindex="-1" id=${gate.id ? `wb-at-${gate.id}` : undefined} aria-labelledby=${`wb-gate-${gate.day}`}>
    <div class="wb-row wb-spread">
      <h2 id=${`wb-gate-${gate.day}`}>${gate.title}</h2>
      <span class=${`wb-chip ${gate.state === "late" ? "wb-concern" : gate.state === "held" ? "wb-soft" : ""}`}>${gate.stands}</span>
    </div>
    ${gate.says && html`<p>${gate.says}</p>`}
    ${gate.met && html`<p>${gate.met} Write up what came out of it.</p>`}
    ${gate.session && html`<p class="wb-small-words">From the session <a href=${gate.session.href}>${gate.session.label}</a></p>`}
    ${gate.outputs.length > 0 && html`<dl class="wb-gate-outputs">${gate.outputs.map((output) => html`<div key=${output.name}>
      <dt>${output.name}</dt><dd class=${output.text ? "wb-lines" : "wb-muted"}>${output.text || "nothing was written down"}</dd></div>`)}</dl>`}
    ${gate.questions.length > 0 && html`<details open=${coming}><summary>What is asked</summary>
      <ol class="wb-gate-questions">${gate.questions.map((question) => html`<li key=${question}>${question}</li>`)}</ol></details>`}
    ${(coming || gate.state !== "to come") && html`<div class="wb-actions wb-no-print">
      ${!gate.id && gate.hold && html`<a class=${`wb-button ${coming ? "wb-primary" : ""}`} href=${gate.hold}>Hold the ${gate.name}</a>`}
      ${gate.id
        ? html`<${Button} onClick=${() => ask("gate", gate.day)} aria-label=${`Change what came out of the ${gate.name}`}>Change what came out of it<//>`
        : html`<${Button} onClick=${() => ask("gate", gate.day)} aria-label=${`Write up the ${gate.name}`}>Write it up here<//>`}
    </div>`}
  </section>`;
}
