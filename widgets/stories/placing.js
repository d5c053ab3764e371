// Placing what was said before a question was asked: one story after another, each kept by itself.

function PlaceDialog({ question, send, onClose }) {
  const [rows, setRows] = useState(null);
  const [at, setAt] = useState(0);
  const [weights, setWeights] = useState(undefined);
  const words = useRef(null);
  useEffect(() => { send("to_place", { question: question.key }, { quiet: true }).then((answer) => setRows(answer.ok ? answer.result : [])); }, []);
  const row = rows?.[at];
  const next = () => { setAt(at + 1); setWeights(undefined); requestAnimationFrame(() => words.current?.focus()); };
  const keep = async () => {
    const answer = await send("place_one", { record: row.id, question: question.key, weights });
    if (answer.ok) next();
  };
  return html`<${Dialog} title="Where does it lie?" onClose=${onClose}>
    ${rows === null ? html`<p class="wb-muted" role="status">Looking…</p>`
      : !row ? html`<p role="status">${rows.length ? "That was the last one." : "Everything that you may read is placed by this question."}</p>
          <div class="wb-row"><${Button} primary onClick=${onClose}>See the pattern<//></div>`
      : html`<p class="wb-muted">${at + 1} of ${rows.length}, the newest first</p>
        <blockquote class="wb-hear-quote" tabindex="-1" ref=${words}>${row.text}</blockquote>
        <p class="wb-by wb-muted wb-small-words">${row.kind}${row.said_by && ` · ${row.said_by}`} · ${longDate(row.held_on)} · ${row.session.title}</p>
        <${question.third ? Triad : Dyad} key=${row.id} signifier=${question} weights=${weights} onChange=${setWeights} />
        <div class="wb-row"><${Button} primary disabled=${weights === undefined} onClick=${keep}>Keep it, and the next<//>
          <${Button} onClick=${next}>Pass over it<//></div>
        <p class="wb-hint">Whoever told it knows best where it lies. Pass over what you cannot tell.</p>`}
  <//>`;
}
