// A text that is kept as people type: after a pause, on leaving the field, and when the page is left. Until it is kept
// it stays in this browser, with the version of the page that it began from.

/** What a person chose, shown at once and until it is kept: `[shown, choose]`; `choose(to, sending)` goes back if that fails. */
function useAtOnce(value) {
  const [said, setSaid] = useState(null);
  const choose = async (to, sending) => {
    setSaid({ from: value, to });
    const answer = await sending();
    if (!answer.ok) setSaid(null);
    return answer;
  };
  return [said && said.from === value ? said.to : value, choose];
}

const PAUSE = 5000; // milliseconds without a key after which what was typed is kept

/** A large field for one text of a week. What is wrong, or meant for nobody’s eyes, is asked once and not at each pause. */
function KeptText({ label, name, week, send, network, labels, hint }) {
  const [draft, setDraft, clear] = useDraft(`week:${week.set ?? ""}:${week.week_of}:${name}`, null, network);
  const latest = useRef({});
  latest.current = { ...latest.current, draft, week };
  const pause = () => {
    clearTimeout(latest.current.timer);
    if (!latest.current.asked) latest.current.timer = setTimeout(keep, PAUSE);
  };
  const keep = async () => {
    const { draft: typed, week: stands, saving } = latest.current;
    clearTimeout(latest.current.timer);
    if (!typed || saving) return;
    if (typed.text.trim() === stands[name]) { clear(null); return; }
    latest.current.saving = true;
    const answer = await send("write", { week_of: stands.week_of, [name]: typed.text, version: typed.version }, { labels });
    latest.current.saving = false;
    latest.current.asked = latest.current.asked || Boolean(answer.asked) || !answer.ok;
    if (!answer.ok) return;
    const now = latest.current.draft;
    if (!now || now.text === typed.text) clear(null);
    else { setDraft({ ...now, version: answer.result.version }); pause(); } // typed on meanwhile
  };
  useEffect(() => {
    const onHidden = () => { if (document.visibilityState === "hidden") keep(); };
    document.addEventListener("visibilitychange", onHidden);
    if (latest.current.draft) keep(); // left over from a page that was closed
    return () => { document.removeEventListener("visibilitychange", onHidden); keep(); };
  }, []);
  const put = (text) => {
    const next = { text, version: draft?.version ?? week.version };
    latest.current.draft = next;
    setDraft(next);
    pause();
  };
  return html`<section class="wb-card wb-week-part">
    <${TextArea} label=${label} rows=${7} value=${draft?.text ?? week[name]} onChange=${put} onBlur=${keep} placeholder=${hint} />
    <p class="wb-lines wb-on-paper">${draft?.text ?? week[name]}</p>
    <p class="wb-muted wb-small-words wb-kept-line wb-no-print">${draft ? "Kept when you leave the field." : ""}</p>
  </section>`;
}
