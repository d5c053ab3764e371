// The learning thread of a prototype: drawn from the session where it began to what was decided, and told with its days.

const KIND_WORDS = {
  stage: "stage", entry: "said", insight: "concluded", idea: "idea", session: "session", prototype: "prototype", action: "agreed",
  "test cycle": "test cycle", progress: "progress", rebase: "new lines on a chart",
};

const MOMENTS = 5; // told at once; what came later is folded away

function LearningThread({ prototype, onEdit }) {
  const story = prototype.story.filter((item) => item.kind !== "connection");
  const at = story.findIndex((item) => item.id === prototype.id);
  const onTheWay = (item) => ["stage", "test cycle", "progress"].includes(item.kind); // also where it began before it was named
  const before = story.filter((item, number) => number <= at && !onTheWay(item)), after = story.filter((item) => !before.includes(item));
  const tested = story.slice(0, at).some(onTheWay);
  const notes = [prototype.thread.includes("wb-later") && "Broken lines: what was said or agreed after it was named.", prototype.left_out].filter(Boolean).join(" ");
  return html`<section class="wb-card wb-thread" aria-labelledby="wb-thread-title">
    <h2 id="wb-thread-title">Where it came from, and where it led</h2>
    ${prototype.thread && html`<figure class="wb-figure wb-table-wrap" tabindex="0" role="group" aria-label="The learning thread, drawn"
      dangerouslySetInnerHTML=${{ __html: prototype.thread }}></figure>`}
    ${notes && html`<p class="wb-muted wb-small-words">${notes}</p>`}
    ${prototype.came_from.length === 0 && html`<p class="wb-muted">It names nothing that it came from.
      ${" "}<${Button} class="wb-quiet wb-small wb-no-print" onClick=${onEdit}>Say what it grew out of<//></p>`}
    <div class=${`wb-two-stories ${prototype.thread ? "wb-no-print" : ""}`}>
      <div><h3>Until it was named</h3><${Story} items=${before} own=${prototype.id} /></div>
      ${after.length > 0 && html`<div><h3>${tested ? "What was tried, and since then" : "And since then"}</h3>
        ${after.length > MOMENTS
          ? html`<${Story} items=${after.slice(0, MOMENTS)} own=${prototype.id} />
              <details class="wb-more"><summary>and ${plural(after.length - MOMENTS, "more moment")}</summary><${Story} items=${after.slice(MOMENTS)} own=${prototype.id} /></details>`
          : html`<${Story} items=${after} own=${prototype.id} />`}</div>`}
    </div>
  </section>`;
}

function Story({ items, own }) {
  return html`<ol class="wb-story">${items.map((item, number) => html`<li key=${`${item.id}${number}`}>
    <span class="wb-when">${longDate(item.date)} · ${KIND_WORDS[item.kind] ?? item.kind}</span>
    ${item.kind === "session" ? html`<a href=${`session.ipynb?session=${item.id}`}>${item.words}</a>`
      : item.kind === "idea" ? html`<a href=${`log.ipynb?open=${item.id}`}>${item.words}</a>`
      : item.kind === "prototype" && item.id !== own ? html`<a href=${`?open=${item.id}`}>${item.words}</a>`
      : item.id === own && item.kind === "prototype" ? html`<strong>${item.words}</strong>` : item.words}
  </li>`)}</ol>`;
}
