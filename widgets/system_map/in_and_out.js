// In and out: the map as a file, and files taken into the map. A file may also be dropped anywhere on the page.

function InAndOut({ map }) {
  const [open, setOpen] = useState(null); // null, {import, file} or {download}
  const [over, setOver] = useState(false); // a file is held over the page
  const here = useRef(null);
  const isOpen = useRef(false);
  isOpen.current = Boolean(open);

  useEffect(() => { // in JupyterLab the rest of the window has drops of its own
    const place = document.body.classList.contains("wb") ? document : here.current.closest(".wb-map-page");
    let away = 0;
    const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const onOver = (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault(); // or the browser would leave the page for the file
      clearTimeout(away);
      away = setTimeout(() => setOver(false), 400); // it says so several times a second while the file is there
      setOver(true);
    };
    const onDrop = (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      clearTimeout(away);
      setOver(false);
      const files = [...event.dataTransfer.files];
      setOpen((now) => (now?.download ? now : { import: true, files }));
    };
    place.addEventListener("dragover", onOver);
    place.addEventListener("drop", onDrop);
    return () => { clearTimeout(away); place.removeEventListener("dragover", onOver); place.removeEventListener("drop", onDrop); };
  }, []);

  const { lens, state } = map;
  useEffect(() => { // what was marked as new may be taken back again
    if (lens?.from !== "import") return;
    const there = new Set([...state.elements, ...state.connections].map((one) => one.id));
    if (!Object.keys(lens.marks).some((id) => there.has(id))) map.look(null);
  }, [lens, state.elements, state.connections]);

  return html`<div class="wb-io-ways" ref=${here}>
    <${Button} title="Download the map as one page that opens anywhere, without a network" onClick=${async () => {
      const answer = await map.send("share_page");
      if (answer.ok) { download(answer.result); map.say("The map is in your downloads, as one page that opens anywhere."); }
    }}>Share page<//>
    <${Button} aria-haspopup="dialog" title="Take a file or pasted rows into the map, after a look at what they would do" onClick=${() => setOpen({ import: true })}>Import<//>
    <${Button} aria-haspopup="dialog" title="Take the map along: as a picture, a spreadsheet or a file for another tool" onClick=${() => setOpen({ download: true })}>Download <span aria-hidden="true">▾</span><//>
    ${over && !open && html`<div class="wb-io-over" aria-hidden="true"><p>Drop the file to see what it would do to the map</p></div>`}
    ${open?.import && html`<${TakingIn} map=${map} files=${open.files} over=${over} onClose=${() => setOpen(null)} />`}
    ${open?.download && html`<${HandingOut} map=${map} onClose=${() => setOpen(null)} />`}
  </div>`;
}

/** The files that are understood and made: asked of Python once. */
let waysAsked = null, waysKnown = null;
const askWays = (map) => (waysAsked ??= map.send("ways", {}, { quiet: true }).then((answer) => {
  if (!answer.ok) waysAsked = null;
  return (waysKnown = answer.result ?? null);
}));

/** The same, null until they are known. */
function useWays(map) {
  const [ways, setWays] = useState(waysKnown);
  useEffect(() => { if (!ways) askWays(map).then(setWays); }, []);
  return ways;
}

/** A list that opens at the press of a button, a hundred rows at a time; `more(start)` brings the next; `children` draws a row and gets its number. */
function Opening({ words, list, more, children, open: opened = false }) {
  const [open, setOpen] = useState(opened);
  const [rows, setRows] = useState(list.rows);
  const id = useFieldId();
  const next = async () => {
    const found = await more(rows.length);
    if (found) setRows([...rows, ...found]);
  };
  if (!list.count) return null;
  return html`<section class="wb-io-list">
    <h3><button type="button" class="wb-io-toggle" aria-expanded=${open ? "true" : "false"} aria-controls=${id} onClick=${() => setOpen(!open)}>
      <span class="wb-io-arrow" aria-hidden="true">${open ? "▾" : "▸"}</span>${words}</button></h3>
    <div id=${id} hidden=${!open}>
      ${open && html`<ul>${rows.map((row, number) => html`<li key=${number}>${children(row, number)}</li>`)}</ul>`}
      ${open && rows.length < list.count && html`<${Button} class="wb-small" onClick=${next}>Show the next ${Math.min(100, list.count - rows.length)} of ${(list.count - rows.length).toLocaleString("en-GB")}<//>`}
    </div>
  </section>`;
}
