// Whose turn it is, and what is left from before: bids for airtime, and the actions of earlier meetings.

/** Issues that people wish to bring, one line each; giving one the airtime makes its maker the presenter. */
function Bids({ told, state, send }) {
  const floor = onTheFloor(told.bids);
  const presented = (role) => state.rotation.find((turn) => turn.part === "presenter" && turn.role === role);
  const order = [...told.bids].sort((one, other) => (one.place ?? Infinity) - (other.place ?? Infinity));
  return html`<section aria-labelledby="wb-bids"><h2 id="wb-bids">Bids for airtime</h2>
    ${told.bids.length === 0
      ? html`<p class="wb-muted">No bid yet. Everybody who would like airtime says in a line what for.</p>`
      : html`<ul class="wb-said wb-bids">${order.map((one) => html`<${BidItem} key=${one.id} ...${{ one, send, floor }} turn=${presented(one.made_by)} />`)}</ul>`}
    <${Waiting} ...${{ told, state, send }} />
  </section>`;
}

/** Bids of earlier meetings that got no airtime: each is brought back as it was, with one press. */
function Waiting({ told, state, send }) {
  const [bringing, setBringing] = useState(null); // a second press while it is under way brings nothing
  const bring = async (bid) => {
    setBringing(bid.id);
    const answer = await send("bid", { session: told.session.id, issue: bid.title, made_by: bid.made_by });
    setBringing(null);
    if (answer.ok) announce(`Brought back: ${beginning(bid.title)}`);
  };
  if (!state.agenda.bids.length) return null;
  return html`<div class="wb-waiting"><h3 id="wb-waiting">Still waiting from earlier meetings</h3>
    <ul class="wb-said wb-bids" aria-labelledby="wb-waiting">${state.agenda.bids.map((bid) => html`<li class="wb-entry wb-bid" key=${bid.id}>
      <div><p class="wb-said-text">${bid.title}</p><span class="wb-by">${bid.made_by || "somebody"} · from ${bid.session.title}</span></div>
      <${Button} class="wb-small" disabled=${bringing === bid.id} aria-label=${`Bring it back: ${quoted(beginning(bid.title))}`} onClick=${() => bring(bid)}>Bring it back<//></li>`)}</ul></div>`;
}

/** The issue that has the airtime now: the one that got it last. */
const onTheFloor = (bids) => bids.filter(({ place }) => place !== null).sort((one, other) => other.place - one.place)[0] ?? null;

function BidItem({ one, send, floor, turn }) {
  const [text, setText] = useState(null); // the issue while it is corrected
  const has = floor?.id === one.id;
  const keep = async () => {
    const answer = await send("change_bid", { bid: one.id, issue: text, version: one.version });
    if (answer.ok || answer.conflict) setText(null);
  };
  if (text !== null) {
    return html`<li class="wb-entry"><${Form} onSubmit=${keep}>
      <${TextField} label="The issue" value=${text} maxlength="200" onChange=${setText} />
      <div class="wb-row"><${Button} primary type="submit">Keep<//><${Button} onClick=${() => setText(null)}>Leave it as it was<//></div><//></li>`;
  }
  return html`<li class=${`wb-entry wb-bid ${has ? "wb-has-floor" : ""}`}>
    <div><p class="wb-said-text">${one.title}</p>
      <span class="wb-by">${one.made_by || "somebody"}${has ? " · has the airtime" : one.place !== null ? " · had the airtime" : turn ? turn.last ? ` · presented last on ${longDate(turn.last)}` : " · has not presented yet" : ""}</span></div>
    ${!has && html`<${Button} class="wb-small" aria-label=${`Give airtime to ${quoted(beginning(one.title))}`} onClick=${() => send("give_airtime", { bid: one.id })}>Give airtime<//>`}
    <div class="wb-entry-foot"><${More} what=${beginning(one.title)}>
      <${Button} class="wb-small" onClick=${() => setText(one.title)}>Edit<//>
      <${Button} class="wb-small" onClick=${() => send("remove", { record: one.id })}>Remove<//>
    <//></div>
  </li>`;
}

/** What earlier meetings agreed: each is ticked where it is done, and stays in sight for everybody, to be ticked back. */
function OpenActions({ told, state, send }) {
  const shown = [...state.agenda.open_actions, ...told.done_here];
  const set = (action, done) => send("set_done", { action: action.id, done });
  if (!shown.length) return html`<p class="wb-answer">Nothing is left over from earlier meetings.</p>`;
  return html`<section aria-labelledby="wb-left-over"><h2 id="wb-left-over">Open from earlier meetings</h2>
    <ul class="wb-said wb-agreed">${shown.map((action) => html`<li class="wb-entry" key=${action.id}>
      <label class="wb-choice"><${Tick} done=${Boolean(action.done_on)} label=${`Done: ${beginning(action.text)}`} onTick=${(done) => set(action, done)} />
        <span class=${`wb-said-text ${action.done_on ? "wb-struck" : ""}`}>${action.text}</span></label>
      <div class="wb-entry-foot"><span class="wb-by">${action.owner || "nobody yet"}${action.due ? ` · by ${longDate(action.due)}` : ""}${
        action.known_by ? ` · we will know by: ${action.known_by}` : ""} · from ${action.session.title}${action.done_on
          && html` · <strong>${action.done_on === state.app.today ? "done today" : `done on ${longDate(action.done_on)}`}</strong>`}</span>
        ${action.done_on && html`<div class="wb-more"><${Button} quiet class="wb-small" aria-label=${`Undo: ${beginning(action.text)} is not done`} onClick=${() => set(action, false)}>Undo<//></div>`}</div>
    </li>`)}</ul></section>`;
}
