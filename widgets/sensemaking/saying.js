// The one field of a step: what may be said there, in seconds, by anybody who has joined.

const POINTING_AT = [["element", "the map"], ["prototype", "a prototype"], ["measure", "a measure"], ["idea", "an idea"], ["barrier", "a barrier"], ["goal", "a goal"]];

/** “the map, a prototype or a measure”: what an @ finds here, of what there is. */
function pointsAtInWords(step, targets) {
  const words = POINTING_AT.filter(([kind]) => step.points_at.includes(kind) && targets.some((target) => target.kind === kind)).map(([, word]) => word);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : words[0] ?? "";
}

const NOTHING = [];

/**
 * What is typed at a step: something said, an insight, an action, a bid. One field for all of them, with what each of
 * them needs beneath it. What is typed stays in this browser until it is kept, for each step by itself. Advice has no
 * place in it until the presenter opens it.
 */
function StepField({ told, state, send, who, network, step, roles, field, chosen, choose, preset, onPresetUsed, handed, onHanded }) {
  const { session } = told;
  const blank = { text: "", kind: null, said_by: null, about: [], audience: null, consent: null, themes: [], placed: {},
    owner: null, due: "", known_by: "", follows: [] };
  const [draft, setDraft, clear] = useDraft(draftOf(session, step), blank, network);
  const latest = useRef(draft);
  latest.current = draft;
  const put = (change) => { latest.current = { ...latest.current, ...change }; setDraft(latest.current); };
  useEffect(() => {
    if (!preset) return;
    if (!draft.about.some(({ id }) => id === preset.id)) put({ about: [...draft.about, preset] });
    onPresetUsed();
  }, [preset]);

  useEffect(() => {
    if (!handed) return;
    put({ kind: "action", follows: [...new Set([...draft.follows, handed])] });
    onHanded();
    field.current?.focus();
  }, [handed]);

  const by = draft.said_by ?? who;
  const owner = draft.owner ?? (step.speaks === "presenter" ? session.presenter : "") ?? ""; // null: as the step has it
  const held = step.holds_advice && !session.advice_open;
  const asking = held && step.records.includes("question"); // then a statement is the presenter's
  const kinds = kindsOf(step).filter((kind) => (kind === "advice" ? !held : kind === "statement" ? !asking || !session.presenter || by === session.presenter : true));
  const guessed = kinds.includes("question") && draft.text.trim().endsWith("?") ? "question" : kinds[0];
  const kind = kinds.includes(draft.kind) ? draft.kind : guessed;
  const pointing = SAYS.includes(kind) || kind === "action";
  const targets = useMemo(() => (pointing ? state.targets.filter((target) => step.points_at.includes(target.kind)) : NOTHING), [state.targets, step, pointing]);
  const at = pointsAtInWords(step, targets);

  const ways = {
    insight: (sent) => send("conclude", { session: session.id, text: sent.text, came_from: chosen, audience: sent.audience, themes: sent.themes }),
    action: (sent) => send("agree", { session: session.id, text: sent.text, owner: sent.owner ?? owner, audience: sent.audience, due: sent.due || null, known_by: sent.known_by,
      about: sent.about.map(({ id }) => id), came_from: sent.follows.filter((id) => told.insights.some((insight) => insight.id === id)) }),
    bid: (sent) => send("bid", { session: session.id, issue: sent.text, made_by: by || null }),
  };
  const say = (sent) => send("say", {
    session: session.id, step: step.name, text: sent.text, form: KINDS[kind].form, nature: KINDS[kind].nature, said_by: by || null,
    about: sent.about.map(({ id }) => id), audience: sent.audience, consent: sent.consent, themes: sent.themes, placed: sent.placed,
  });
  const keep = async () => {
    const sent = latest.current;
    const answer = await (ways[kind] ?? say)(sent);
    if (!answer.ok) return;
    if (kind === "insight") choose(null);
    const now = latest.current; // people type on while it is being kept
    const rest = now.text.startsWith(sent.text) ? now.text.slice(sent.text.length) : now.text === sent.text ? "" : now.text;
    const kept = { ...blank, kind: now.kind, said_by: now.said_by };
    const next = { ...kept, text: rest, about: stillPointed(rest, now.about.filter(({ typed }) => typed)) };
    latest.current = next;
    if (rest) setDraft(next); else clear(kept);
    announce(`Added: ${beginning(sent.text)}`, { unseen: true });
  };
  const [past, setPast] = useState(false); // whether it is being asked about a day that is past
  const extras = useRef(null);
  const submit = async () => { if (kind === "action" && isPast(draft.due, state.app.today)) setPast(true); else await keep(); };
  const answered = async (yes) => {
    setPast(false);
    if (yes) await keep();
    setTimeout(() => (yes ? field?.current : extras.current?.querySelector("[type=date]"))?.focus());
  };
  const follow = (id) => put({ follows: draft.follows.includes(id) ? draft.follows.filter((other) => other !== id) : [...draft.follows, id] });
  if (!kinds.length) return null;
  return html`<div class="wb-say">
    <${PointField} label=${`${step.question} ${KINDS[kind].ask}`} field=${field} word=${KINDS[kind].word} targets=${targets}
      hint=${`${at ? `Type @ to point at ${at}. ` : ""}Enter adds it.`}
      value=${draft} onChange=${put} onSubmit=${submit} />
    <p class="wb-hint" role="status">${held && kind === "question" && soundsLikeAdvice(draft.text) && "That sounds like advice. Could it be asked as an open question?"}</p>
    <${KindChoice} kinds=${kinds} value=${kind} onChange=${(next) => put({ kind: next })} />
    ${past && html`<${Question} title="Is this the right day?" text=${`${longDate(draft.due)} is past.`} no="Change the day" yes="Keep it all the same"
      answered=${answered} />`}
    <div class="wb-form" ref=${extras}>
      ${kind === "action" && html`<${OwnerAndDay} draft=${{ ...draft, owner }} setDraft=${setDraft} roles=${roles} today=${state.app.today} onEnter=${submit} />
        ${told.insights.length > 0 && html`<div class="wb-field"><span class="wb-label">Does it follow from an insight?</span>
          <${Chips} label="It follows from" options=${told.insights.map(({ id, text }) => ({ value: id, label: beginning(text) }))}
            chosen=${draft.follows} onToggle=${follow} /></div>`}
        <${WhoMayRead} value=${draft.audience ?? "network"} onChange=${(audience) => put({ audience })}
          hint=${session.audience === "set" && draft.audience !== "set" && "What is said here stays in the set; an action goes further, so that whoever takes it finds it. Not so? Choose “this set only”."} />`}
      ${kind === "insight" && html`<${RestsOn} ...${{ told, chosen, choose }} /><${MoreOnInsight} ...${{ draft, put, state }} meeting=${session.audience} />`}
      ${(SAYS.includes(kind) || kind === "bid") && html`<${SaidBy} ...${{ by, who, roles }} label=${kind === "bid" ? "Brought by" : "Said by"}
        present=${told.present} onChange=${(said_by) => put({ said_by })} />`}
      ${SAYS.includes(kind) && html`<${MoreOnEntry} ...${{ draft, put, state }} nature=${KINDS[kind].nature} meeting=${session.audience} />`}
    </div>
  </div>`;
}

/** Whether a question begins as advice in disguise does. */
const soundsLikeAdvice = (text) => /^\s*(have(n['’]t)? you (not )?(ever )?(thought|considered|tried)|why (don['’]t|do|not)\b( you not)?|could(n['’]t)? you( not)?\b|can['’]t you|should(n['’]t you| you not)|you (should|could|might want|ought|need to)\b)/i
  .test(text) && !/^\s*(why do (?!you not)|could you (?!not))/i.test(text);

/** Where what is typed at a step is kept until it is added. */
const draftOf = (session, step) => `said:${session.id}:${step.name}`;

/** Who said it: one of those here with one press, anybody else from a list. */
function SaidBy({ by, who, present, roles, onChange, label = "Said by" }) {
  const near = [...new Set([who, ...present].filter(Boolean))];
  const others = roles.filter((role) => !near.includes(role));
  return html`<div class="wb-said-by">
    <span class="wb-label">${label}</span>
    ${near.length > 0 && html`<${Chips} label=${label} options=${near} chosen=${by ? [by] : []} onToggle=${onChange} />`}
    <${Select} label=${`${label} somebody else`} hidden empty=${near.length ? "somebody else…" : "choose a role"} options=${others}
      value=${near.includes(by) ? "" : by} onChange=${(role) => onChange(role || null)} />
  </div>`;
}

/**
 * Whether advice may be given: the presenter decides. On the presenter's own device the button stands out; where they
 * have none they come to the facilitator's, or to the one that is shared; on the others it is not offered.
 */
function AdviceGate({ told, send, who, others, step }) {
  const { session } = told;
  if (!step.holds_advice || !step.records.includes("advice")) return null;
  const { presenter } = session;
  const own = Boolean(presenter) && who === presenter;
  const elsewhere = others.some((one) => one.who === presenter && one.doing?.session === session.id);
  const shared = Boolean(presenter) && !elsewhere && (who === session.facilitator || !told.present.includes(who));
  if (session.advice_open) {
    return html`<div class="wb-answer wb-advice" role="status">
      <p class="wb-small-words">The ${presenter || "presenter"} has asked for advice: it may be given now.</p>
      ${(own || shared) && html`<${Button} class="wb-small" onClick=${() => send("close_advice", { session: session.id })}>Back to questions only<//>`}
    </div>`;
  }
  return html`<div class="wb-answer wb-advice">
    <p class="wb-small-words">Advice opens when ${theRole(presenter || "presenter")} asks for it.</p>
    ${(own || shared) && html`<${Button} class=${own ? "" : "wb-small"} onClick=${() => send("open_advice", { session: session.id })}>${own || !presenter ? "I would like advice now" : `${theRole(presenter).replace(/^./u, (letter) => letter.toUpperCase())} asks for advice`}<//>`}
  </div>`;
}
