// A button that opens a small card of things to choose, below it.

/** `children` is a function that is given `close`; what it shows are ordinary buttons and fields. */
function Menu({ label, name, title, wide, children, marked }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null), button = useRef(null);
  const id = useFieldId();
  const close = () => { setOpen(false); button.current?.focus(); };
  useEffect(() => {
    if (!open) return undefined;
    root.current.querySelector(".wb-map-menu-card button, .wb-map-menu-card input, .wb-map-menu-card select")?.focus();
    const away = (event) => { if (!root.current?.contains(event.target)) setOpen(false); };
    document.addEventListener("pointerdown", away, true);
    return () => document.removeEventListener("pointerdown", away, true);
  }, [open]);
  useLayoutEffect(() => { // a card that would leave the drawing's card opens to the other side
    const card = root.current?.querySelector(".wb-map-menu-card");
    const frame = root.current?.closest(".wb-map-canvas-card");
    if (!card || !frame) return;
    card.style.left = "0px";
    const over = card.getBoundingClientRect().right - frame.getBoundingClientRect().right + 4;
    if (over > 0) card.style.left = `${-Math.min(over, root.current.getBoundingClientRect().left - frame.getBoundingClientRect().left - 4)}px`;
  });
  const onKeyDown = (event) => {
    if (!open) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.closest("select, input")) return;
    event.preventDefault();
    const all = [...root.current.querySelectorAll(".wb-map-menu-card button")], at = all.indexOf(document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return html`<div class="wb-map-menu" ref=${root} onKeyDown=${onKeyDown} onfocusout=${(event) => { if (event.relatedTarget && !root.current.contains(event.relatedTarget)) setOpen(false); }}>
    <button type="button" class=${`wb-button ${marked ? "wb-map-marked" : ""}`} ref=${button} aria-expanded=${open ? "true" : "false"} aria-controls=${id} aria-label=${name} title=${title}
      onClick=${() => setOpen(!open)}>${label} <span aria-hidden="true">▾</span></button>
    ${open && html`<div class=${`wb-map-menu-card ${wide ? "wb-map-menu-wide" : ""}`} id=${id} role="group" aria-label=${name ?? label}>${children(close)}</div>`}
  </div>`;
}
