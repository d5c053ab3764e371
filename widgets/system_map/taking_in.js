// Taking a file in: choose it (or paste rows), see what it would do, then say yes or no. Until then nothing is changed.

const BYTES_IN_MB = 1000000;

function TakingIn({ map, files, over, onClose }) {
  const ways = useWays(map);
  const [step, setStep] = useState({ at: "choose", problem: null }); // or {at: "reading", name, share}, {at: "report", report, again}
  const pasted = useDraft("map:paste", "", map.network);
  const run = useRef(0); // of the newest file: what comes of an earlier one is no longer wanted
  const chooser = useRef(null), told = useRef(null);

  const fail = (problem) => {
    setStep({ at: "choose", problem });
    requestAnimationFrame(() => chooser.current?.querySelector("button")?.focus());
  };
  const read = async (file, { rows = false } = {}) => {
    const mine = ++run.current;
    const name = rows ? "pasted rows" : file.name;
    setStep({ at: "reading", name, share: 0 });
    const known = await askWays(map);
    if (mine !== run.current) return undefined;
    if (!known) return fail(`${name} was not sent: the workbench gave no answer. Try it again.`);
    if (file.size > known.most) {
      return fail(`${name} has ${Math.ceil(file.size / BYTES_IN_MB)} MB, and ${known.most / BYTES_IN_MB} MB is the most for a map. Nothing was sent; check that it is the right file.`);
    }
    let at = 0, answer;
    do {
      let piece;
      try { piece = await file.slice(at, at + known.piece).arrayBuffer(); } catch { piece = null; }
      if (mine !== run.current) return undefined;
      if (!piece) return fail(`${name} cannot be opened: it may be a folder, or it was moved or changed meanwhile. Choose it again.`);
      answer = await map.send("bring", { name, size: file.size, at, pasted: rows }, { quiet: true, buffers: [piece] });
      if (mine !== run.current) return undefined;
      if (!answer.ok) return fail(answer.error ?? `${name} was not read, and nothing was changed.`);
      at += piece.byteLength;
      if (at < file.size) setStep({ at: "reading", name, share: at / file.size });
    } while (at < file.size);
    setStep({ at: "report", report: answer.result, again: false });
    return undefined;
  };
  const choose = (list) => {
    if (list.length === 1) read(list[0]);
    else if (list.length) fail(`${list.length} files were dropped, and only one can be read at a time. Choose one of them; two tables can be packed into one .zip.`);
  };
  useEffect(() => { if (files?.length) choose(files); }, [files]);
  useEffect(() => { if (step.at === "report") requestAnimationFrame(() => told.current?.focus()); }, [step]);
  useEffect(() => () => { run.current += 1; }, []);

  const forget = () => { run.current += 1; map.send("forget_file", {}, { quiet: true }); };
  const leave = () => { forget(); onClose(); };
  const another = () => { forget(); setStep({ at: "choose", problem: null }); requestAnimationFrame(() => chooser.current?.querySelector("button")?.focus()); };
  const takeIn = async (args) => {
    const answer = await map.send("take_in", { token: step.report.token, ...args }, { quiet: true });
    if (!answer.ok) return setStep({ ...step, problem: answer.error });
    if (answer.result.again) return setStep({ at: "report", report: answer.result.again, again: true });
    const { said, new: fresh, changed } = answer.result;
    if (step.report.file === "pasted rows") pasted[2]();
    onClose();
    map.look({
      from: "import", title: step.report.file,
      marks: { ...Object.fromEntries(changed.map((id) => [id, "found"])), ...Object.fromEntries(fresh.map((id) => [id, "formed"])) },
      legend: { formed: "new on the map", found: "changed" },
    });
    return map.say(said, true);
  };

  const head = { choose: "Import a file", reading: "Import a file", report: step.report?.file === "pasted rows" ? "What the pasted rows would do" : `What ${step.report?.file} would do` }[step.at];
  return html`<${Dialog} title=${head} onClose=${leave}>
    <div class=${`wb-io wb-io-${step.at} ${over ? "wb-io-here" : ""}`}>
      ${step.at === "choose" && html`<${Choosing} ...${{ ways, choose, pasted, chooser }} problem=${step.problem} read=${read} />`}
      ${step.at === "reading" && html`<p class="wb-io-reading" role="status">Reading ${step.name}…${step.share > 0 && ` ${Math.round(100 * step.share)} %`}</p>
        <div class="wb-actions"><${Button} onClick=${another}>Stop<//></div>`}
      ${step.at === "report" && html`<${WhatItDoes} key=${step.report.token} ...${{ map, told, takeIn, leave, another }} ...${step} />`}
    </div>
  <//>`;
}

/** The first step: a file or pasted rows. */
function Choosing({ ways, problem, choose, chooser, pasted, read }) {
  const [text, setText] = pasted;
  const input = useRef(null);
  return html`
    ${problem && html`<p class="wb-answer wb-concern" role="alert">${problem}</p>`}
    <div class="wb-io-drop" ref=${chooser}>
      <p><strong>Drop a file here</strong>, or</p>
      <${Button} primary autofocus onClick=${() => input.current.click()}>Choose a file<//>
      <input ref=${input} type="file" hidden aria-label="File of a map" accept=${ways?.reads.map((one) => one.suffix).join(",")}
        onChange=${(event) => { const list = [...event.target.files]; event.target.value = ""; choose(list); }} />
      <p class="wb-muted wb-small-words">Up to ${ways ? ways.most / BYTES_IN_MB : "…"} MB. You see what it would do before anything is changed.</p>
    </div>
    <details class="wb-io-kinds"><summary>Which files are understood?</summary>
      <ul>${ways?.reads.map((one) => html`<li key=${one.suffix}><strong>${one.name}</strong> (${one.suffix}): ${one.says}</li>`)}</ul>
    </details>
    <${Form} onSubmit=${() => text.trim() && read(new Blob([text]), { rows: true })}>
      <${TextArea} label="Or paste rows from a spreadsheet" rows=${4} value=${text} onChange=${setText} maxlength="1000000" spellcheck="false"
        hint="Two columns are read as From and To, one as names. A first row with headings (From, To, Type … or Label, Type …) says more." />
      <div class="wb-actions"><${Button} type="submit" disabled=${!text.trim()}>Look at these rows<//></div>
    <//>`;
}

/** The second step: what the file would do, as counts first and then as lists that open. */
function WhatItDoes({ map, report, again, problem, told, takeIn, leave, another }) {
  const { lists } = report;
  const [without, setWithout] = useState({ elements: [], connections: [], changed: [] }); // places of the rows that are not wanted
  const [weighed, setWeighed] = useState({ ...report, gone: [] }); // what the rest comes to
  const asked = useRef(0);
  const want = async (what, number, wanted) => {
    const now = { ...without, [what]: wanted ? without[what].filter((one) => one !== number) : [...without[what], number] };
    const mine = ++asked.current;
    setWithout(now);
    setLooked(false);
    const answer = await map.send("weighed", { token: report.token, without: now }, { quiet: true });
    if (answer.ok && mine === asked.current) setWeighed(answer.result);
  };
  const some = without.elements.length + without.connections.length + without.changed.length > 0;
  const [way, setWay] = useState(report.anything.add ? "add" : "change");
  const [looked, setLooked] = useState(false);
  const doubt = weighed.doubt[way];
  const anything = weighed.anything[way];
  const more = (what) => async (start) => {
    const answer = await map.send("more_of_file", { token: report.token, what, start }, { quiet: true });
    return answer.ok ? answer.result : null;
  };
  const many = (what, one, rest) => (lists[what].count === 1 ? `1 ${one}` : `${lists[what].count.toLocaleString("en-GB")} ${rest}`);
  const named = (row) => html`<span>${row.says}</span>${" "}<span class="wb-muted wb-small-words">${row.where}</span>`;
  const tick = (what, number, words, rest) => {
    const gone = what === "connections" && weighed.gone.includes(number);
    return html`<label class="wb-choice wb-io-row"><input type="checkbox" checked=${!gone && !without[what].includes(number)} disabled=${gone}
      onChange=${(event) => want(what, number, event.target.checked)} /><span>${words}${gone && html`${" "}<span class="wb-muted wb-small-words">(one of its ends is left out)</span>`}
      ${rest}</span></label>`;
  };
  const added = (what) => (row, number) => tick(what, number, named(row), row.unclear.map((why) => html`<span class="wb-io-unclear" key=${why}>${why}</span>`));
  const says = [again && "The map was changed meanwhile, so this was worked out anew.", report.taken_for, ...weighed.says[way]].filter(Boolean);
  const doIt = lists.changed.count && way === "change" ? (lists.elements.count + lists.connections.count ? "Add and change all this" : "Change all this") : "Add all this to the map";
  const doChosen = doIt.replace("all this", some ? "what is ticked" : "all this");
  return html`
    <div class="wb-answer" role="status" tabindex="-1" ref=${told}>${says.map((sentence, at) => html`<p key=${at}>${sentence}</p>`)}</div>
    ${lists.changed.count > 0 && html`<fieldset class="wb-io-group"><legend>What is on the map already</legend>
      ${[["add", "Leave what is on the map as it is (only add)"], ["change", "Also change what differs"]].map(([value, words]) => html`<label class="wb-choice" key=${value}>
        <input type="radio" name="wb-io-way" checked=${way === value} onChange=${() => { setWay(value); setLooked(false); }} /><span>${words}</span></label>`)}
    </fieldset>`}
    <div class="wb-io-lists">
      <${Opening} open words=${many("misspelt", "name may be another one, written wrongly", "names may be others, written wrongly")} list=${lists.misspelt} more=${more("misspelt")}>${(row) => row}<//>
      <${Opening} open words=${many("refused", "row cannot be used", "rows cannot be used")} list=${lists.refused} more=${more("refused")}>
        ${(row) => html`<strong>${row.where}</strong>: ${row.why}`}<//>
      <${Opening} open=${report.unclear.elements > 0} words=${many("elements", "element would be added", "elements would be added")} list=${lists.elements} more=${more("elements")}>${added("elements")}<//>
      <${Opening} open=${report.unclear.connections > 0} words=${many("connections", "connection would be added", "connections would be added")} list=${lists.connections} more=${more("connections")}>${added("connections")}<//>
      <${Opening} words=${`${many("changed", "part differs", "parts differ")} from the map${way === "change" ? "" : lists.changed.count === 1 ? " and would stay as it is" : " and would stay as they are"}`} list=${lists.changed} more=${more("changed")}>
        ${(row, number) => {
    const fields = row.fields.map((field) => html`<span class="wb-io-field" key=${field.name}><span class="wb-muted">${field.name}:</span>${" "}<del>${field.before}</del>
          ${" "}<span aria-hidden="true">→</span><span class="wb-visually-hidden">becomes</span>${" "}<ins>${field.after}</ins></span>`);
    return way === "change" ? tick("changed", number, named(row), fields) : html`${named(row)}${fields}`;
  }}<//>
      <${Opening} open words=${`${many("left_out", "remark", "remarks")} on what a map cannot hold, or was read in another way`} list=${lists.left_out} more=${more("left_out")}>${(row) => row}<//>
    </div>
    <div class="wb-io-end">
      ${doubt && html`<div class="wb-answer wb-concern" role="group" aria-label="What may say who somebody is"><p>${doubt} Nobody’s identity belongs in the workbench: take it out of the file first, unless it is something else.</p>
        <label class="wb-choice"><input type="checkbox" checked=${looked} onChange=${(event) => setLooked(event.target.checked)} /><span>I looked: it is something else</span></label></div>`}
      ${problem && html`<p class="wb-answer wb-concern" role="alert">${problem}</p>`}
      <div class="wb-actions">
        <${Button} quiet onClick=${another}>Choose another<//>
        <${Button} onClick=${leave}>${anything ? "Not now" : "Close"}<//>
        ${anything && html`<${Button} primary disabled=${Boolean(doubt) && !looked} onClick=${() => takeIn({ also_change: way === "change", looked_at: looked, without })}>${doChosen}<//>`}
      </div>
    </div>`;
}
