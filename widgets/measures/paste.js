// Values pasted from a spreadsheet, or out of a file: read at once, mended where they stand, kept when nothing is wrong.

const PASTE_BLANK = {
  text: "", date_column: null, value_column: null, numerator_column: null, denominator_column: null, day_first: true, mended: {}, without: [], right: {}, meant: "",
};
const COLUMN_WORDS = { date: "The dates are in", value: "The values are in", numerator: "What is counted is in", denominator: "Out of what is in" };

function PasteDialog({ send, network, measure, onClose }) {
  const [draft, setDraft, clear] = useDraft(`pasted:${measure.id}`, PASTE_BLANK, network);
  const [read, setRead] = useState(null);
  const [file, setFile] = useState(null); // {name, sheets, sheet, data} of the file that the text came out of
  const [problem, setProblem] = useState("");
  const asked = useRef(0);
  useEffect(() => {
    const turn = ++asked.current;
    if (!draft.text.trim()) { setRead(null); return undefined; }
    const timer = setTimeout(async () => {
      const answer = await send("preview", { measure: measure.id, pasted: draft }, { quiet: true });
      if (turn !== asked.current) return;
      setProblem(answer.ok ? "" : answer.error ?? "");
      if (answer.ok) setRead(answer.result);
    }, 250);
    return () => clearTimeout(timer);
  }, [draft]);
  const change = (what) => { setProblem(""); setDraft((before) => ({ ...before, ...what })); };
  const restart = (text) => { setProblem(""); setDraft({ ...PASTE_BLANK, day_first: draft.day_first, text }); };
  const [stuck, setStuck] = useState(""); // why nothing can be kept yet, once somebody tried
  const box = useRef(null);
  useEffect(() => setStuck(""), [read]);
  const toFirst = () => {
    const first = box.current.querySelector('.wb-grid input[aria-invalid="true"], .wb-look button, .wb-grid .wb-row-doubt button, .wb-paste-read select');
    setStuck(read.wrong_rows.length ? `Row ${read.wrong_rows[0]} has to be mended first, or left out.` : read.asks || read.problems[0] || "Say first of what is marked whether it is right.");
    first?.focus();
  };
  const keep = async () => {
    if (!read.ready) return toFirst();
    const answer = await send("keep_pasted", { measure: measure.id, pasted: draft }, { quiet: true });
    if (!answer.ok) return setProblem(answer.error ?? "");
    clear();
    announce(answer.result.said);
    return onClose();
  };
  return html`<${Dialog} title=${`Values of ${measure.title}`} onClose=${onClose}>
    <div class=${`wb-paste wb-stack ${read ? "wb-was-read" : ""}`} ref=${box}>
      <${TextArea} label="Copy the cells of your spreadsheet and paste them here" rows=${read ? 2 : 6} value=${draft.text} onChange=${restart} autofocus
        hint=${SHARES.includes(measure.data) ? "A column of dates, one of what is counted and one of out of what; or of dates and results. With or without headings."
          : "A column of dates and a column of values, with or without headings."}
        placeholder=${"for example\n2025-03-01\t42\n2025-04-01\t38"} spellcheck="false" />
      <${FromFile} ...${{ send, file, setFile }} onText=${restart} onProblem=${setProblem} />
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      ${read && html`
        <${ReadAs} ...${{ read, draft, measure }} onChange=${change} />
        ${read.asks && html`<div class="wb-answer wb-look" role="alert"><p>${read.asks}</p>
          <div class="wb-actions"><${Button} class="wb-small" onClick=${() => change({ meant: read.asks })}>They are out of ${numberWords(measure.per)}<//></div></div>`}
        <${PasteGrid} ...${{ read, draft }} onChange=${change} />
        <div class="wb-paste-end">
          <div><p role="status"><strong>${read.says}</strong></p>${stuck && html`<p class="wb-problem" role="alert">${stuck}</p>`}</div>
          <div class="wb-row">
            ${draft.text && html`<${Button} quiet onClick=${() => { clear(); setRead(null); setFile(null); }}>Start again<//>`}
            <${Button} primary aria-disabled=${read.ready ? undefined : "true"} title=${read.ready ? "" : "Mend what is wrong first, or leave it out"} onClick=${keep}>Keep ${plural(read.count, "value")}<//>
          </div>
        </div>`}
    </div>
  <//>`;
}

/** A table file whose rows go where the pasted rows would; a workbook with several sheets asks which. */
function FromFile({ send, file, setFile, onText, onProblem }) {
  const chooser = useRef(null);
  const open = async (name, data, sheet = null) => {
    const answer = await send("open_file", { name, sheet }, { quiet: true, buffers: [data] });
    if (!answer.ok) return onProblem(answer.error ?? "");
    setFile({ name, data, ...answer.result });
    return onText(answer.result.text);
  };
  const chosen = async (event) => {
    const found = event.target.files[0];
    event.target.value = "";
    if (!found) return undefined;
    if (found.size > LARGEST_FILE) return onProblem(`${found.name} has ${Math.ceil(found.size / 1000000)} MB, and ${LARGEST_FILE / 1000000} MB is the most. Nothing was read; copy the cells that you need and paste them.`);
    return open(found.name, await found.arrayBuffer());
  };
  return html`<div class="wb-row">
    <input type="file" hidden ref=${chooser} accept=".csv,.tsv,.txt,.xlsx" onChange=${chosen} aria-label="A file with values" />
    <${Button} onClick=${() => chooser.current.click()}>Open a file (Excel or CSV)<//>
    ${file && html`<span class="wb-muted">from ${file.name}</span>`}
    ${file?.sheets?.length > 1 && html`<${Select} label="Sheet" value=${file.sheet} options=${file.sheets} onChange=${(sheet) => open(file.name, file.data, sheet)} />`}
  </div>`;
}
const LARGEST_FILE = 8000000;

/** Which columns were read and how, wherever it could be meant otherwise. */
function ReadAs({ read, draft, measure, onChange }) {
  const shares = SHARES.includes(measure.data);
  const unclear = read.columns.length > 2 || !read.date_column || read.problems.length > 0;
  const twoWays = /\b\d{1,2}[/.-]\d{1,2}[/.-]\d/.test(draft.text);
  const names = shares ? ["date", "numerator", "denominator", "value"] : ["date", "value"];
  const choose = (name, column) => { // a column is one thing at a time, and a result stands instead of its two numbers
    const said = Object.fromEntries(["date", "numerator", "denominator", "value"].map((other) => [`${other}_column`, draft[`${other}_column`]]));
    for (const other of Object.keys(said)) if (said[other] === column) said[other] = null;
    if (name === "value" && column) Object.assign(said, { numerator_column: null, denominator_column: null });
    else if (["numerator", "denominator"].includes(name) && column) said.value_column = null;
    onChange({ ...said, [`${name}_column`]: column || null });
  };
  return html`
    ${read.problems.length > 0 && html`<div class="wb-answer wb-concern"><ul class="wb-problems">${read.problems.map((one) => html`<li key=${one}>${one}</li>`)}</ul></div>`}
    ${(unclear && read.columns.length > 1) || twoWays ? html`<div class="wb-adding wb-paste-read">
      ${unclear && read.columns.length > 1 && names.map((name) => html`<${Select} key=${name} label=${COLUMN_WORDS[name]} empty=${name === "date" || !shares ? "choose…" : "no column"}
        value=${draft[`${name}_column`] ?? read[`${name}_column`] ?? ""} options=${[...new Set(read.columns)]} onChange=${(column) => choose(name, column)} />`)}
      ${twoWays && html`<${Select} label="01/03 means" value=${draft.day_first ? "day" : "month"} onChange=${(first) => onChange({ day_first: first === "day" })}
        options=${[{ value: "day", label: "1 March" }, { value: "month", label: "3 January" }]} />`}
    </div>` : null}
    ${read.notes.length > 0 && html`<ul class="wb-notes wb-muted wb-small-words">${read.notes.map((note) => html`<li key=${note}>${note}</li>`)}</ul>`}`;
}
