// Which themes are spoken of, month by month: a table with small bars; pressing a theme or a month lists what was said.

function ThemesView({ state, send, go }) {
  const { themes } = state;
  if (!themes) return html`<${Empty} action=${html`<div class="wb-actions"><a class="wb-button wb-primary" href="session.ipynb">Go to the sessions</a></div>`}>
    Nothing that was said has a theme yet. Whoever notes something in a session can say what it is about; then this table shows what is spoken of more, and what less.<//>`;
  return html`<section class="wb-card" aria-labelledby="wb-hear-themes">
    <div class="wb-row wb-spread"><h2 id="wb-hear-themes">What is spoken of, month by month</h2><${TakeTable} send=${send} gesture="themes_file" /></div>
    <p>${themes.sentence}</p>
    <div class="wb-table-wrap" tabindex="0" role="group" aria-label="Themes by month"><table class="wb-table wb-hear-themes-table">
      <thead><tr><th scope="col">theme</th>${themes.months.map((month) => html`<th scope="col" class="wb-number" key=${month.key}>${month.name}</th>`)}<th scope="col" class="wb-number">together</th></tr></thead>
      <tbody>${themes.rows.map((row) => html`<tr key=${row.theme}>
        <th scope="row"><${PlaceLink} go=${go} to=${{ theme: row.theme }}>${row.theme}<//></th>
        ${row.counts.map((count, at) => html`<td key=${themes.months[at].key}><span class="wb-hear-bar" style=${`--share:${themes.most ? count / themes.most : 0}`}></span><span class="wb-number">${count}</span></td>`)}
        <td class="wb-number"><strong>${row.together}</strong></td></tr>`)}</tbody>
    </table></div>
    <p class="wb-hint">${themes.how_to_read}</p>
  </section>`;
}

/** A table as a file; what is in it is said where it is asked for. */
function TakeTable({ send, gesture, args = {}, label = "Take the table along (CSV)" }) {
  const take = async () => {
    const answer = await send(gesture, args);
    if (answer.ok) { download(answer.result); announce(`${answer.result.name} is in your downloads.`); }
  };
  return html`<${Button} class="wb-small wb-no-print" onClick=${take}>${label}<//>`;
}
