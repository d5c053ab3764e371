// Handing the map out: as what, of which day, and what such a file cannot hold, before it is downloaded.

function HandingOut({ map, onClose }) {
  const ways = useWays(map);
  const [asked, setAsked] = useState({ way: "page", day: null, hoped_for: true });
  const [typed, setTyped] = useState(null); // the day that is being typed, or null if one of the list is chosen
  const [about, setAbout] = useState(null); // {asked, name, left_out} of what was asked last, or {asked, problem}
  const [said, setSaid] = useState("");
  const hoped = map.state.connections.some((tie) => tie.strength === 0);
  const { today } = map.state.app;

  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => { // arrow keys pass over several
      const answer = await map.send("about_file", asked, { quiet: true });
      if (wanted) setAbout(answer.ok ? { asked, ...answer.result } : { asked, problem: answer.error });
    }, 200);
    return () => { wanted = false; clearTimeout(timer); };
  }, [asked]);

  const change = (fields) => { setSaid(""); setAsked({ ...asked, ...fields }); };
  const save = async () => {
    const answer = await map.send("map_file", asked, { quiet: true });
    if (!answer.ok) return setAbout({ asked, problem: answer.error });
    const file = asked.way === "png" ? await asPng(answer.result) : answer.result;
    if (!file) return setAbout({ asked, problem: "This browser cannot make a picture of that size. Choose the picture as SVG, or a smaller window." });
    download(file);
    return setSaid(`${file.name} is in your downloads.`);
  };
  const known = about?.asked === asked ? about : null;
  const leftOut = !known?.left_out?.length ? "" : known.left_out.length === 1 ? "One thing does not fit into this file" : `${known.left_out.length} things do not fit into this file`;
  const groups = [...new Set(ways?.writes.map((one) => one.group))];
  const days = [{ value: "", label: "Today" }, ...map.state.waves.map((wave) => ({ value: wave.day, label: `${wave.name} (${longDate(wave.day)})` })).filter((one) => one.value < today), { value: "…", label: "Another day…" }];
  return html`<${Dialog} title="Take the map along" onClose=${onClose}>
    <div class="wb-io wb-io-out">
      <div class="wb-io-of">
        <${Select} label="The map of" value=${typed === null ? asked.day ?? "" : "…"} options=${days}
          onChange=${(value) => { setTyped(value === "…" ? asked.day ?? "" : null); if (value !== "…") change({ day: value || null }); }} />
        ${typed !== null && html`<${TextField} label="Which day?" type="date" max=${today} value=${typed} onChange=${(value) => { setTyped(value); if (value) change({ day: value }); }} />`}
        ${hoped && html`<label class="wb-choice"><input type="checkbox" checked=${asked.hoped_for} onChange=${(event) => change({ hoped_for: event.target.checked })} />
          <span>With what is hoped for</span></label>`}
      </div>
      ${groups.map((group) => html`<fieldset class="wb-io-group" key=${group}><legend>${group}</legend>
        ${ways.writes.filter((one) => one.group === group).map((one) => html`<label class="wb-choice" key=${one.way}>
          <input type="radio" name="wb-io-as" checked=${asked.way === one.way} onChange=${() => change({ way: one.way })} />
          <span><strong>${one.name}</strong> <span class="wb-muted">${one.for}</span></span></label>`)}
      </fieldset>`)}
      <div class="wb-io-end">
        ${known?.problem ? html`<p class="wb-problem" role="alert">${known.problem}</p>`
          : html`<p role="status" class=${!leftOut ? "" : said ? "wb-io-said" : "wb-visually-hidden"}>${said || (!known ? "Looking what fits into it…" : leftOut || "Everything on the map fits into this file.")}</p>`}
        ${leftOut && html`<${Opening} key=${`${asked.way} ${asked.day} ${asked.hoped_for}`} words=${leftOut} list=${{ count: known.left_out.length, rows: known.left_out }}>${(row) => row}<//>`}
        <div class="wb-actions"><${Button} primary disabled=${!known || Boolean(known.problem)} onClick=${save}>Download<//></div>
      </div>
    </div>
  <//>`;
}
