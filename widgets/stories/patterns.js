// What many stories and facts have in common: one shift or triad at a time, between networks or over time, drawn and as a table.

const HEAR_OVER = [["network", "Between networks"], ["month", "Month by month"], ["session", "Meeting by meeting"]];

function PatternsView({ state, send, network, place, go }) {
  const { pattern, signifiers } = state;
  const [defining, setDefining] = useState(() => (keptDraft("hear-question", network)?.question ? "new" : null));
  const [placing, setPlacing] = useState(false);
  const { question } = pattern;
  const mine = question && signifiers.some((each) => each.key === question.key && each.own);
  return html`
    <div class="wb-hear-narrow wb-no-print">
      <${Select} label="Which question?" value=${question?.key ?? ""} onChange=${(key) => go({ question: key })}
        options=${[...(pattern.missing ? [{ value: "", label: "choose one" }] : []), ...signifiers.map((each) => ({ value: each.key, label: `${each.question} (${questionWords(each)})` }))]} />
      <${Chips} label="Compare" chosen=${[pattern.over]} options=${HEAR_OVER.map(([value, label]) => ({ value, label }))} onToggle=${(over) => go({ over, question: question?.key ?? "" })} />
      <div class="wb-actions">
        ${pattern.unplaced > 0 && html`<${Button} aria-haspopup="dialog" onClick=${() => setPlacing(true)}>Place what is not placed yet (${pattern.unplaced})<//>`}
        ${mine && html`<${Button} aria-haspopup="dialog" onClick=${() => setDefining("change")}>Change the question<//>`}
        <${Button} aria-haspopup="dialog" onClick=${() => setDefining("new")}>Ask a question of your own<//>
      </div>
    </div>
    ${pattern.missing ? html`<p class="wb-message" role="status">That question is not asked here. Choose one that is.</p>`
      : html`<${Pattern} key=${question.key} ...${{ pattern, send, place: () => setPlacing(true) }} />`}
    ${placing && html`<${PlaceDialog} ...${{ question, send }} onClose=${() => setPlacing(false)} />`}
    ${defining && html`<${QuestionDialog} key=${defining} ...${{ state, send, network, go }} question=${defining === "change" ? question : null} onClose=${() => setDefining(null)} />`}`;
}

const questionWords = (each) => [each.first, each.second, each.third].filter(Boolean).join(" – ");

/** The answer in a sentence, the drawing, and the numbers it is drawn from. */
function Pattern({ pattern, send, place }) {
  const { question, groups } = pattern;
  const words = [question.first, question.second, question.third].filter(Boolean);
  return html`
    <div class="wb-answer"><p>${pattern.sentence}</p></div>
    ${groups.length === 0 ? html`<${Empty} action=${html`<div class="wb-actions">${pattern.unplaced > 0 && html`<${Button} primary onClick=${place}>Place what was said before<//>`}
          <a class=${`wb-button ${pattern.unplaced ? "" : "wb-primary"}`} href="session.ipynb">Go to the sessions</a></div>`}>
        Nothing was placed by this question yet. In a session, whoever notes a story or a fact can say where it lies between the words, or that the question does not apply.<//>`
      : html`<div class="wb-hear-pattern">
        <section class="wb-card" aria-labelledby="wb-hear-drawn"><h2 id="wb-hear-drawn">${question.question}</h2>
          <div class="wb-figure wb-hear-drawing" dangerouslySetInnerHTML=${{ __html: pattern.drawing }}></div>
          <p class="wb-hint">${pattern.how_to_read}</p></section>
        <section class="wb-card" aria-labelledby="wb-hear-numbers"><h2 id="wb-hear-numbers">The numbers behind it</h2>
          <div class="wb-table-wrap" tabindex="0" role="group" aria-label="The numbers behind the drawing"><table class="wb-table">
            <thead><tr><th scope="col" class="wb-number">mark</th><th scope="col">${pattern.heading}</th><th scope="col" class="wb-number">placed</th><th scope="col" class="wb-number">does not apply</th>
              ${words.map((word) => html`<th scope="col" class="wb-number" key=${word}>mean of “${word}”</th>`)}<th scope="col">how they spread</th></tr></thead>
            <tbody>${groups.map((group) => html`<tr key=${group.number}><td class="wb-number">${group.number}</td><th scope="row">${group.name}</th>
              ${group.hidden ? html`<td colspan=${3 + words.length}>${group.says}</td>`
                : html`<td class="wb-number">${group.n}</td><td class="wb-number">${group.does_not_apply}</td>
                  ${words.map((word, at) => html`<td class="wb-number" key=${word}>${group.parts ? group.parts[at] : "n/a"}</td>`)}
                  <td class="wb-figures">${group.counts.length ? group.counts.join(" · ") : "n/a"}</td>`}</tr>`)}</tbody>
          </table></div>
          <p class="wb-hint">${pattern.counting}</p>
          <p class="wb-hint">How they spread: how many lie in each part, from left to right: ${pattern.parts.join(", ")}.</p>
          ${pattern.why_hidden && html`<p class="wb-hint">${pattern.why_hidden}</p>`}
          <${TakePattern} send=${send} /></section>
      </div>`}`;
}

function TakePattern({ send }) {
  const take = (form, shared) => async () => {
    const answer = await send("pattern_file", { form, shared });
    if (answer.ok) { download(answer.result); announce(`${answer.result.name} is in your downloads.`); }
  };
  const line = (words, shared) => html`<div class="wb-along" role="group" aria-label=${words}><span>${words}</span>
    ${[["svg", "picture (SVG)"], ["csv", "table (CSV)"]].map(([form, label]) => html`<${Button} class="wb-small" key=${form} aria-label=${`${words}: ${label}`} onClick=${take(form, shared)}>${form.toUpperCase()}<//>`)}</div>`;
  return html`<details class="wb-hear-more wb-no-print"><summary>Take it along</summary><div class="wb-stack">
    ${line("For us", false)}${line("To share", true)}
    <p class="wb-hint">To share: worked out only from what may go to the whole programme. Neither file holds a word of a story.</p></div></details>`;
}
