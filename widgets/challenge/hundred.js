// The hundred days as one calm line: how far they have come, and the gates, held and to come. `hundred` is made in Python:
// {day, done (0 to 100), marks: [{day, on, state, says}]}. The list says in words what the line shows.

function HundredDays({ hundred, link = null }) {
  const { day, done, marks } = hundred;
  const within = day > 0 && day < 100;
  return html`<div class="wb-hundred" style=${`--wb-done: ${done}%`}>
    ${within && html`<p class="wb-hundred-now" style=${`--wb-at: ${Math.min(Math.max(day, 4), 96)}%`}><span>day ${day}</span></p>`}
    <ol aria-label="The hundred days">
      ${marks.map((mark) => html`<li key=${mark.day} data-state=${mark.state} style=${`--wb-at: ${mark.day}%`}>
        <span class="wb-hundred-dot" aria-hidden="true"></span>
        <span class="wb-hundred-day">${link && mark.day > 0
          ? html`<a href=${link.href(mark)} onClick=${(event) => follow(event, () => link.go(mark))}><span class="wb-visually-hidden">day </span>${mark.day}</a>`
          : html`<span class="wb-visually-hidden">day </span>${mark.day}`}</span>
        <span class="wb-hundred-on">${mark.short}</span>
        <span class="wb-visually-hidden">: ${mark.says}</span>
        ${mark.state === "late" && html`<span class="wb-hundred-late" aria-hidden="true">not held</span>`}
      </li>`)}
    </ol>
  </div>`;
}
