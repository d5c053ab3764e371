// Naming a prototype: what we try, what we expect, which relationships and which measure. All of it is kept as typed.

const START_BLANK = { title: "", if_: "", then: "", because: "", owner: "", came_from: [], to_change: {}, measured_by: {} };

const START_FIELDS = ["What do we call it?", "Who looks after it?"];

/** The three parts of a hypothesis as one sentence; what is missing is left out. `we`: somebody types what “we” do. */
function hypothesisOf({ if_, then, because }, { we = true } = {}) {
  const part = (text, ...leading) => {
    let plain = text.trim().replace(/[.,;\s]+$/, "");
    for (const word of leading) if (plain.toLowerCase().startsWith(`${word} `)) plain = plain.slice(word.length + 1);
    return plain;
  };
  const [doing, effect, reason] = [part(if_, "if", ...(we ? ["we"] : [])), part(then, "then"), part(because, "because")];
  const cause = we ? doing.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()) : doing;
  const parts = [cause && (!we || /^we['’]/.test(cause) ? `if ${cause}` : `if we ${cause}`), effect && `then ${effect}`, reason && `because ${reason}`].filter(Boolean);
  const sentence = parts.join(", ");
  return sentence ? `${sentence[0].toUpperCase()}${sentence.slice(1)}.` : "";
}

function StartView({ state, send, network, from, onBack, onStarted }) {
  const [draft, setDraft, clear] = useDraft("new-prototype", START_BLANK, network);
  const put = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));
  const putIn = (name) => (key, value) => setDraft((before) => ({ ...before, [name]: { ...before[name], [key]: value } }));
  const takeOut = (name) => (key) => setDraft((before) => {
    const { [key]: _gone, ...rest } = before[name];
    return { ...before, [name]: rest };
  });
  useEffect(() => {
    if (!from) return;
    if (state.connections.some((row) => row.id === from)) {
      setDraft((before) => ({ ...before, to_change: { [from]: "strengthen", ...before.to_change } }));
    } else if (state.measures.some((row) => row.id === from)) {
      const way = state.measures.find((row) => row.id === from).direction === "decrease" ? "decrease" : "increase";
      setDraft((before) => ({ ...before, measured_by: { [from]: way, ...before.measured_by } }));
    } else setDraft((before) => ({ ...before, came_from: [...new Set([...before.came_from, from])] }));
  }, [from]);
  const hypothesis = hypothesisOf(draft);
  const standing = useRef({}); // what is chosen in the form and not added yet: it goes along
  const { above, at, sendHere, put: putField } = useProblem(send, START_FIELDS, put);
  const start = async (testing) => {
    const { title, owner } = draft;
    const { relationship, measure, origin, hope } = standing.current;
    const to_change = { ...draft.to_change, ...relationship?.chosen };
    const hoped = title.trim() && hope ? await hope.keep() : null;
    if (hoped === false) return;
    if (hoped) to_change[hoped] = "form";
    const measured_by = { ...draft.measured_by, ...measure?.chosen };
    const came_from = [...draft.came_from, ...(origin?.chosen ?? [])];
    const answer = await sendHere("start_prototype", { title, hypothesis, owner, came_from, to_change, measured_by, testing });
    if (!answer.ok) return;
    empty();
    onStarted(answer.result.prototype);
  };
  const empty = () => {
    for (const choice of Object.values(standing.current)) choice?.forget();
    clear(START_BLANK);
  };
  const touched = JSON.stringify(draft) !== JSON.stringify(START_BLANK);
  return html`
    <header class="wb-heading"><div>
      <p class="wb-eyebrow"><${BackLink} onLeave=${onBack} /> · new</p>
      <${ViewTitle}>What shall we try?<//>
      <p class="wb-lede">Only the first line is needed. The rest can follow when you know it.</p>
    </div></header>
    <${Form} class="wb-card wb-starting" onSubmit=${() => start(false)}>
      <${TextField} label="What do we call it?" value=${draft.title} onChange=${putField("title", "What do we call it?")} maxlength="200"
        placeholder="for example Warm handover to the kitchen" ...${at("What do we call it?")} />
      <fieldset class="wb-field"><legend>What do we expect, and why?</legend>
        <div class="wb-hypothesis">
          <${TextField} label="If we…" value=${draft.if_} onChange=${put("if_")} placeholder="for example go along once" />
          <${TextField} label="then…" value=${draft.then} onChange=${put("then")} placeholder="for example more come again" />
          <${TextField} label="because…" value=${draft.because} onChange=${put("because")} placeholder="for example they know a face" />
        </div>
        ${hypothesis && html`<p class="wb-answer">${hypothesis}</p>`}
      </fieldset>
      <${TextField} label="Who looks after it? (a role)" value=${draft.owner} onChange=${putField("owner", "Who looks after it?")} list="wb-roles"
        maxlength="200" ...${at("Who looks after it?")} />
      <fieldset class="wb-field"><legend>Where does it come from?</legend>
        <${OriginChooser} ...${{ state, network, standing }} place="new" chosen=${draft.came_from}
          onAdd=${(id) => setDraft((before) => ({ ...before, came_from: [...before.came_from, id] }))}
          onRemove=${(id) => setDraft((before) => ({ ...before, came_from: before.came_from.filter((kept) => kept !== id) }))} />
      </fieldset>
      <fieldset class="wb-field"><legend>Which relationships does it mean to change?</legend>
        <${TieChooser} ...${{ state, send, network, standing }} place="new" chosen=${draft.to_change} onPut=${putIn("to_change")} onRemove=${takeOut("to_change")} />
      </fieldset>
      <fieldset class="wb-field"><legend>Which measure should show it?</legend>
        <${MeasureChooser} ...${{ state, send, network, standing }} place="new" chosen=${draft.measured_by} onPut=${putIn("measured_by")} onRemove=${takeOut("measured_by")} />
      </fieldset>
      ${above}
      <div class="wb-row">
        <${Button} primary type="submit">Keep it as an idea<//>
        <${Button} onClick=${() => start(true)}>Keep it and start testing today<//>
        <${Button} quiet onClick=${onBack}>Later<//>
        ${touched && html`<${Button} quiet onClick=${empty}>Clear the form<//>`}
      </div>
    <//>`;
}
