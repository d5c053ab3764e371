// Fields that keep themselves: what is typed is a draft in this browser until Python has kept it.

/** Whether two values are the same; lists by what they hold. */
const sameValue = (one, other) => one === other || (Array.isArray(one) && Array.isArray(other) && one.join("|") === other.join("|"));

const SETTLED = 700; // milliseconds after the last choice until it is kept; arrow keys pass over several

/**
 * One field of one part of the map, being edited. `save` gets `{field: value, version}`.
 * The draft remembers what stood there when editing began: only if somebody changed that very field is the old version
 * sent, so that Python asks whose words shall stand.
 */
function useEdit({ part, field, saved, save, network }) {
  const [draft, setDraft, clear] = useDraft(`map:${part.id}:${field}`, null, network);
  const [refused, setRefused] = useState(false);
  const now = useRef({});
  now.current = { draft, saved, part, save };
  const busy = useRef(false), timer = useRef(0);

  const keep = async () => { // true if nothing is left to keep
    clearTimeout(timer.current);
    const { draft: mine, saved: theirs, part: there } = now.current;
    if (!mine) return true;
    if (busy.current) return false;
    if (sameValue(mine.value, mine.base)) { now.current.draft = null; clear(); setRefused(false); return true; }
    busy.current = true;
    try {
      const answer = await now.current.save({ [field]: mine.value, version: sameValue(theirs, mine.base) ? there.version : mine.version });
      setRefused(!answer.ok && !answer.conflict);
      if (!answer.ok && !answer.conflict) return false;
      const later = now.current.draft;
      if (later && !sameValue(later.value, mine.value)) setDraft({ ...later, base: now.current.saved, version: now.current.part.version });
      else { now.current.draft = null; clear(); }
      return true;
    } finally { busy.current = false; }
  };
  const set = (value) => {
    const next = { value, base: draft?.base ?? saved, version: draft?.version ?? part.version };
    now.current.draft = next;
    setDraft(next);
  };
  useEffect(() => () => { if (timer.current) keep(); }, []);
  return {
    value: draft ? draft.value : saved, set, keep, refused,
    choose(value) { set(value); clearTimeout(timer.current); timer.current = setTimeout(keep, SETTLED); },
    cancel() { clearTimeout(timer.current); now.current.draft = null; setRefused(false); clear(); },
    meanwhile: draft && !sameValue(saved, draft.base) && !busy.current ? String(saved ?? "") || "nothing" : null,
    waiting: Boolean(draft) && !sameValue(draft.value, draft.base),
  };
}

const hintOf = (edit, hint) => (edit.meanwhile ? `Meanwhile somebody wrote: ${edit.meanwhile}` : hint);

/** One line that is kept on Enter or when it is left; Escape takes back what was typed. */
function EditLine({ label, hint, hidden, id, type = "text", list, ...rest }) {
  const edit = useEdit(rest);
  return html`<${TextField} ...${{ label, hidden, type, list }} hint=${hintOf(edit, hint)} value=${edit.value ?? ""} maxlength="200"
    autocomplete="off" data-field=${id} aria-invalid=${edit.refused ? "true" : undefined} onChange=${edit.set} onBlur=${edit.keep}
    onKeyDown=${(event) => {
      if (event.key === "Enter") { event.preventDefault(); edit.keep(); }
      if (event.key === "Escape" && edit.waiting) { event.stopPropagation(); edit.cancel(); }
    }} />`;
}

/** Several lines that are kept when they are left. */
function EditText({ label, hint, ...rest }) {
  const edit = useEdit(rest);
  return html`<${TextArea} ...${{ label }} hint=${hintOf(edit, hint)} value=${edit.value ?? ""} rows="2" maxlength="10000"
    aria-invalid=${edit.refused ? "true" : undefined} onChange=${edit.set} onBlur=${edit.keep}
    onKeyDown=${(event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); edit.keep(); }
      if (event.key === "Escape" && edit.waiting) { event.stopPropagation(); edit.cancel(); }
    }} />`;
}

/** A choice that is kept once it has settled. */
function EditChoice({ label, hidden, options, empty, ...rest }) {
  const edit = useEdit(rest);
  return html`<${Select} ...${{ label, hidden, options, empty }} hint=${hintOf(edit)} value=${edit.value ?? ""}
    onChange=${(value) => edit.choose(value === "" ? null : value)} onBlur=${edit.keep} />`;
}

/** Yes or no. */
function EditTick({ label, ...rest }) {
  const edit = useEdit(rest);
  return html`<label class="wb-choice"><input type="checkbox" checked=${edit.value} onChange=${(event) => edit.choose(event.target.checked)}
    onBlur=${edit.keep} />${label}</label>`;
}

/** A strength of 0 to 5, as dots and as a word. */
function Strength({ value, onChange, onBlur, words }) {
  const name = useFieldId();
  return html`<fieldset class="wb-field wb-map-strength" onfocusout=${onBlur}>
    <legend>Strength</legend>
    <div class="wb-map-strengths">
      ${words.map((word, step) => html`<label key=${step}>
        <input type="radio" class="wb-visually-hidden" name=${name} value=${step} checked=${step === value} onChange=${() => onChange(step)} />
        <span class="wb-map-strength-dots" aria-hidden="true">${step ? "●".repeat(step) : "○"}</span><span>${word}</span>
      </label>`)}
    </div>
  </fieldset>`;
}

function EditStrength({ words, ...rest }) {
  const edit = useEdit(rest);
  return html`<${Strength} words=${words} value=${edit.value} onChange=${edit.choose} onBlur=${edit.keep} />`;
}

const SIGN_WORDS = { "+": "+  more makes more", "-": "−  more makes less", "?": "?  not known" };
const signOptions = (signs) => signs.map((sign) => ({ value: sign, label: SIGN_WORDS[sign] }));
const DIRECTION_WORDS = { "one way": "one way →", mutual: "both ways ↔", undirected: "no direction –" };
const directionOptions = (directions) => directions.map((one) => ({ value: one, label: DIRECTION_WORDS[one] }));
const strengthOptions = (words) => words.map((word, step) => ({ value: String(step), label: step ? `${"●".repeat(step)} ${word}` : word }));

// --- time in words ---------------------------------------------------------------------------------------------

const clockTime = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** “2 minutes ago”, “today at 14:02”, “3 March”. */
function ago(iso, now = Date.now()) {
  const moment = new Date(iso), minutes = Math.round((now - moment) / 60000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${plural(minutes, "minute")} ago`;
  const dayOf = (date) => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((dayOf(now) - dayOf(moment)) / 86400000);
  if (days > 1) return moment.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: days > 180 ? "numeric" : undefined });
  return `${days ? "yesterday" : "today"} at ${clockTime(moment)}`;
}

/** A moment that stays true while the page stands open. */
function Ago({ at }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 30000);
    return () => clearInterval(timer);
  }, []);
  return html`<time datetime=${at}>${ago(at)}</time>`;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
