// What waits for somebody: lists beside the board, each line a link to where it can be mended.

const WAITING = [
  ["without_measure", "Prototypes without a measure", "Without one nobody can see whether it helps.", (one) => [`?open=${one.id}`, one.id]],
  ["much_wanted", "Relationships that several want to change", "They may be in each other’s way, or do it together.", (one) => [`map.ipynb?focus=${one.id}`]],
  ["actions_without_owner", "Actions without an owner", "What nobody owns nobody does.", (one) => [`session.ipynb?open=${one.id}`]],
  ["unused_measures", "Measures that no prototype names", "Counted, and nobody waits for it to move.", (one) => [`measures.ipynb?measure=${one.id}`]],
];

function Waiting({ state, onOpen }) {
  const lists = WAITING.filter(([name]) => state.waiting[name]?.length);
  return html`<section class="wb-card wb-waiting" aria-labelledby="wb-waiting-title">
    <h2 id="wb-waiting-title">Worth a look</h2>
    ${lists.length === 0
      ? html`<p class="wb-muted">Every prototype names a measure, every measure is named, every action has an owner.</p>`
      : html`<div class="wb-waiting-lists">${lists.map(([name, title, why, place]) => html`<div key=${name}>
          <h3>${title} <span class="wb-muted">(${state.waiting[name].length})</span></h3>
          <p class="wb-muted wb-small-words">${why}</p>
          <ul>${state.waiting[name].map((one) => {
            const [href, open] = place(one);
            return html`<li key=${one.id}><a href=${href} onClick=${open ? (event) => follow(event, () => onOpen("open", open)) : undefined}>${one.label}</a>${one.says && html`<span class="wb-when">${one.says}</span>`}</li>`;
          })}</ul>
        </div>`)}</div>`}
  </section>`;
}
