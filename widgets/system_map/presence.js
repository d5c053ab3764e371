// Who else is on the map at this moment: a ring around what each of them has selected, with their role beside it.

const PEOPLE_COLOURS = ["#a1306f", "#1f6f43", "#7a4a00", "#3d3a9e", "#8a1f1f", "#00606b"];

/** Everybody else on this page: `{hand, who, colour, selected, editing}`, in an order that every look keeps. */
function peopleHere(others) {
  const ids = (value) => (Array.isArray(value) ? value.filter((id) => typeof id === "string") : []);
  return others
    .filter((one) => one.doing?.page === "map")
    .sort((a, b) => (a.hand < b.hand ? -1 : 1))
    .map((one, index) => ({
      hand: one.hand, who: one.who || "somebody", colour: PEOPLE_COLOURS[index % PEOPLE_COLOURS.length],
      selected: ids(one.doing.selected), editing: typeof one.doing.editing === "string" ? one.doing.editing : null,
    }));
}

/** What is written beside a part somebody else has their finger on. */
const whatTheyDo = (person, id) => (person.editing === id ? `${person.who} is naming this` : person.who);

/** Who has what: id → the people who selected or are naming it. */
function fingersOn(people) {
  const found = new Map();
  for (const person of people) {
    for (const id of new Set([...person.selected, ...(person.editing ? [person.editing] : [])])) {
      if (found.has(id)) found.get(id).push(person); else found.set(id, [person]);
    }
  }
  return found;
}

/** A dashed ring for each of these people around (x, y), and their roles above it. */
function paintPeople(ctx, people, id, x, y, r, scale, fontAt) {
  const size = Math.max(12, 11 / scale), font = fontAt(size, true);
  people.forEach((person, index) => {
    if (r) {
      ctx.beginPath();
      ctx.arc(x, y, r + 12 + index * 4, 0, 2 * Math.PI);
      ctx.setLineDash([7, 4]);
      ctx.lineWidth = 2.5;
      ctx.strokeStyle = person.colour;
      ctx.stroke();
      ctx.setLineDash([]);
    }
    ctx.font = font;
    const text = whatTheyDo(person, id), width = ctx.measureText(text).width + size * 0.8;
    const top = y - r - 16 - people.length * 4 - (index + 1) * size * 1.5;
    ctx.beginPath();
    ctx.roundRect(x - width / 2, top, width, size * 1.45, size * 0.4);
    ctx.fillStyle = person.colour;
    ctx.fill();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#ffffff";
    ctx.fillText(text, x, top + size * 0.74);
  });
}

/** Who is here, and what each of them is at; pressing one shows it. */
function WhoIsHere({ people, nameOf, show }) {
  if (!people.length) return null;
  return html`<ul class="wb-map-here" aria-label="Also on this map now">
    ${people.map((person) => {
      const at = person.editing ?? person.selected[0];
      const name = at ? nameOf(at) : "";
      const more = person.selected.length > 1 ? ` and ${person.selected.length - 1} more` : "";
      const says = name ? `${person.editing ? "naming" : "looking at"} ${name}${more}` : "here";
      const inside = html`<span class="wb-swatch" style=${`background:${person.colour}`}></span><strong>${person.who}</strong> ${says}`;
      return html`<li key=${person.hand}>${name ? html`<button type="button" class="wb-map-link" onClick=${() => show(at)}>${inside}</button>` : html`<span>${inside}</span>`}</li>`;
    })}
  </ul>`;
}
