// What is told: announced to those who listen, and in sight for a while for those who look.

const SEEN_FOR = 7000; // milliseconds that what was just done stays in sight, unless something else is told

/** What was just done, for those who listen and for those who look: one text, so that nobody is told twice. */
function Told({ tells }) {
  const region = html`<div class="wb-announcer" role="status" aria-live="polite" id="wb-announcer"></div>`;
  useEffect(() => {
    if (tells) return undefined;
    const onKeyDown = (event) => { if (event.key === "Escape") hideTold(); };
    addEventListener("keydown", onKeyDown, true);
    for (const kind of ["focusin", "scroll", "resize"]) addEventListener(kind, keepClear, true);
    return () => {
      removeEventListener("keydown", onKeyDown, true);
      for (const kind of ["focusin", "scroll", "resize"]) removeEventListener(kind, keepClear, true);
    };
  }, []);
  return tells ? region : html`<div class="wb-told">${region}
    <button type="button" class="wb-button wb-quiet" tabindex="-1" aria-hidden="true" onClick=${hideTold}>Close</button></div>`;
}

/** Says something to people who listen to the page, and shows it to those who look; `unseen` where it stands there. */
function announce(text, { unseen = false } = {}) {
  const region = document.getElementById("wb-announcer");
  if (!region) return;
  region.textContent = "";
  hideTold();
  requestAnimationFrame(() => {
    region.textContent = text;
    const told = !unseen && text && region.closest(".wb-told");
    if (!told) return;
    told.dataset.seen = "";
    keepClear();
    hideToldLater(Math.max(SEEN_FOR, 90 * text.length));
  });
}

let hidingTold = 0;
const hideTold = () => { clearTimeout(hidingTold); delete document.querySelector(".wb-told")?.dataset.seen; };
/** A window that is open dims what lies behind it: only once it is closed does the time count. */
function hideToldLater(milliseconds) {
  clearTimeout(hidingTold);
  hidingTold = setTimeout(() => (document.querySelector("dialog[open]") ? hideToldLater(SEEN_FOR) : hideTold()), milliseconds);
}
/** Lets what is told go to the upper edge while what has the keyboard is where it would lie. */
function keepClear() {
  const told = document.querySelector(".wb-told[data-seen]");
  if (!told) return;
  delete told.dataset.above;
  const lies = told.getBoundingClientRect(), held = document.activeElement?.closest("input, textarea, select, button, a")?.getBoundingClientRect();
  if (held && held.left < lies.right && held.right > lies.left && held.top < lies.bottom && held.bottom > lies.top) told.dataset.above = "";
}
