// How far a prototype has come, on the scale from 0.5 to 5: the latest word, the words before, and a new one.

function ProgressCard({ state, send, network, prototype }) {
  const [asking, setAsking] = useState(false);
  const said = prototype.progress;
  const latest = said[said.length - 1];
  const takeAway = (each) => async () => {
    const answer = await send("remove_assessment", { progress: each.id });
    if (answer.ok) announce(`Took ${each.score} of ${longDate(each.assessed_on)} away. Undo brings it back.`);
  };
  return html`<section class="wb-card wb-progress" aria-labelledby="wb-progress-title">
    <h2 id="wb-progress-title">How far has it come?</h2>
    ${latest
      ? html`<p><strong>${latest.score} of 5: ${latest.name}.</strong> ${latest.meaning}</p>
          <p class="wb-muted wb-small-words">${longDate(latest.assessed_on)}${latest.why !== latest.name ? `: ${latest.why}` : ""}</p>
          <div class="wb-progress-drawn" dangerouslySetInnerHTML=${{ __html: prototype.progress_line }}></div>`
      : html`<p class="wb-muted">Nobody has said yet. The scale goes from meaning to do something to results that others take up.</p>`}
    <div class="wb-actions wb-no-print"><${Button} class="wb-small" onClick=${() => setAsking(true)}>Say how far it has come<//></div>
    ${said.length > 1 && html`<details class="wb-more wb-no-print"><summary>What was said before</summary>
      <div class="wb-table-wrap"><table class="wb-table">
        <thead><tr><th scope="col">day</th><th scope="col" class="wb-number">of 5</th><th scope="col">why</th><th scope="col" class="wb-no-print"><span class="wb-visually-hidden">take away</span></th></tr></thead>
        <tbody>${[...said].reverse().map((each) => html`<tr key=${each.id}>
          <th scope="row">${longDate(each.assessed_on)}</th><td class="wb-number">${each.score}</td>
          <td>${each.name}${each.why !== each.name && html`<span class="wb-when">${each.why}</span>`}</td>
          <td class="wb-no-print"><${Button} quiet class="wb-small" onClick=${takeAway(each)} aria-label=${`Take away what was said on ${longDate(each.assessed_on)}`}>Take away<//></td>
        </tr>`)}</tbody>
      </table></div></details>`}
    ${asking && html`<${ProgressDialog} ...${{ state, send, network, prototype }} onClose=${() => setAsking(false)} />`}
  </section>`;
}

/** Chooses a step by reading what it means. */
function ProgressDialog({ state, send, network, prototype, onClose }) {
  const latest = prototype.progress[prototype.progress.length - 1];
  const [draft, setDraft, clear] = useDraft(`progress:${prototype.id}`, { score: latest?.score ?? null, why: "", on: state.app.today }, network);
  const labels = ["Why do we think so?", "On which day?"];
  const { above, at, sendHere, put } = useProblem(send, labels, (name) => (value) => setDraft((before) => ({ ...before, [name]: value })));
  const keep = async () => {
    const answer = await sendHere("assess", { prototype: prototype.id, ...draft });
    if (!answer.ok) return;
    clear({ score: draft.score, why: "", on: state.app.today });
    onClose();
    announce(`Kept: ${draft.score} of 5.`);
  };
  return html`<${Dialog} title=${`How far has #${prototype.number} come?`} onClose=${onClose}>
    <${Form} onSubmit=${keep}>
      <p class="wb-hint">Read from the top, and choose the last line that is true.</p>
      <${Radios} legend="It has come so far" name="score" value=${draft.score === null ? null : String(draft.score)} onChange=${(score) => put("score")(Number(score))}
        options=${state.scale.map((step) => ({ value: String(step.score), label: `${step.score} · ${step.name}.`, says: step.meaning }))} />
      <${TextField} label=${labels[0]} value=${draft.why} onChange=${put("why", labels[0])} maxlength="200" ...${at(labels[0])} />
      <${TextField} label=${labels[1]} type="date" max=${state.app.today} value=${draft.on} onChange=${put("on", labels[1])} ...${at(labels[1])} />
      ${above}
      <div class="wb-actions"><${Button} primary type="submit">Keep it<//></div>
    <//>
  <//>`;
}
