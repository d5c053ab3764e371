// What comes of it: what was made of what was said, and what will be done.

/** What an insight rests on: the things that are ticked in what was said. `choose(null)` lets go of them all. */
function RestsOn({ told, chosen, choose }) {
  const rests = told.entries.filter(({ id }) => chosen.includes(id));
  if (!rests.length) return html`<p class="wb-hint">Tick, in “Said so far”, what it rests on.</p>`;
  return html`<div class="wb-field"><span class="wb-label">It rests on</span>
    <ul class="wb-chips">${rests.map((entry) => html`<li key=${entry.id}><button type="button" class="wb-chip wb-pointed"
      aria-label=${`Does not rest on ${beginning(entry.text)}`} onClick=${() => choose(entry.id)}>${beginning(entry.text)}<span class="wb-let-go">let go</span></button></li>`)}</ul></div>`;
}

/** An insight from what is ticked, at whatever step the meeting is. */
function ConcludeDialog({ told, state, send, network, chosen, choose, onClose }) {
  const { session } = told;
  const blank = { text: "", audience: null, themes: [] };
  const [kept, setDraft, clear] = useDraft(`insight:${session.id}`, blank, network);
  const draft = { ...blank, ...kept };
  const put = (change) => setDraft((before) => ({ ...blank, ...before, ...change }));
  const conclude = async () => {
    const answer = await send("conclude", { session: session.id, ...draft, came_from: chosen });
    if (!answer.ok) return;
    choose(null);
    clear(blank);
    announce("Kept as an insight.");
    onClose();
  };
  return html`<${Dialog} title="What do you make of it?" onClose=${onClose}>
    <${PointField} label="What do you make of it? Type one insight." word="Conclude" targets=${NOTHING} hint="Enter adds it." rows=${2}
      value=${{ text: draft.text, about: NOTHING }} onChange=${({ text }) => put({ text })} onSubmit=${conclude} />
    <${RestsOn} ...${{ told, chosen, choose }} />
    <${MoreOnInsight} ...${{ draft, put, state }} meeting=${session.audience} />
  <//>`;
}

/** What a step has brought so far beside what was said: its bids, insights and actions. */
function BroughtHere({ told, state, send, step, onAgree, onEdit }) {
  const takes = (kind) => step.records.includes(kind);
  return html`
    ${takes("bid") && html`<${Bids} ...${{ told, state, send }} />`}
    ${takes("insight") && told.insights.length > 0 && html`<section aria-labelledby="wb-insights"><h2 id="wb-insights">Insights</h2>
      <${InsightList} ...${{ told, state, send, onAgree, onEdit }} onEdit=${(insight) => onEdit({ insight })} /></section>`}
    ${takes("action") && told.actions.length > 0 && html`<section aria-labelledby="wb-actions"><h2 id="wb-actions">Actions</h2>
      <${ActionList} ...${{ told, state, send }} onEdit=${(action) => onEdit({ action })} /></section>`}`;
}
