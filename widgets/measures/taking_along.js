// A measure taken along: its chart as a picture and its values as a table, for the set or with small numbers hidden.

const FORMS = [["picture_file", "svg", "SVG", "picture that can be made any size (SVG)"], ["picture_file", "png", "PNG", "picture for slides and documents (PNG)"],
  ["table_file", null, "CSV", "table for a spreadsheet (CSV)"]];

function TakeAlong({ send, measure, prototype = null }) {
  const [busy, setBusy] = useState("");
  const take = (gesture, form, shared, name) => async () => {
    setBusy(name);
    const about = gesture === "picture_file" ? { form, ...(prototype ? { prototype: prototype.id } : {}) } : {};
    const answer = await send(gesture, { measure: measure.id, shared, ...about });
    setBusy("");
    if (answer.ok) { download(answer.result); announce(`${answer.result.name} is in your downloads.`); }
  };
  const line = (words, shared) => html`<div class="wb-along" role="group" aria-label=${words}>
    <span>${words}</span>
    ${FORMS.map(([gesture, form, name, says]) => html`<${Button} class="wb-small" key=${name} aria-label=${`${words}: ${says}`}
      onClick=${take(gesture, form, shared, `${words} ${name}`)}>${name}<//>`)}
  </div>`;
  return html`<details class="wb-more wb-no-print"><summary>Take it along</summary>
    <div class="wb-stack">
      ${line("For us", false)}
      ${line("To share", true)}
      <p class="wb-hint">To share: ${measure.to_share}</p>
      ${busy && html`<p class="wb-muted" role="status">Making it…</p>`}
    </div>
  </details>`;
}
