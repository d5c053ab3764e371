// Moving a prototype to another stage: where it stands now, since when, and why.

function StageDialog({ state, send, network, prototype, to = null, onClose }) {
  const after = { idea: "testing", testing: "adopted", adopted: "spreading", adapted: "testing", abandoned: "idea", spreading: "adopted" };
  const stage = to ?? after[prototype.stage];
  const since = prototype.began_earlier; // a test that is older says since when
  const blank = { stage, reason: "", on: (stage === "testing" && since?.on) || state.app.today, version: prototype.version };
  const [draft, setDraft, clear] = useDraft(`stage:${prototype.id}`, blank, network);
  useEffect(() => { if (to && draft.stage !== to) setDraft((before) => ({ ...before, stage: to })); }, []);
  const put = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));
  const decided = state.decided.includes(draft.stage);
  const { above, sendHere } = useProblem(send);
  const move = async () => {
    const answer = await sendHere("set_stage", { prototype: prototype.id, ...draft });
    if (!answer.ok && !answer.conflict) return;
    clear();
    if (answer.ok) announce(`#${prototype.number} ${prototype.title} is now in ${STAGE_WORDS[draft.stage][0]}. Undo takes it back.`);
    onClose();
  };
  const leave = () => {
    if (!draft.reason.trim()) clear(); // nothing was typed: the next time begins anew
    onClose();
  };
  return html`<${Dialog} title=${`Move #${prototype.number} ${prototype.title}`} onClose=${leave}>
    <${Form} onSubmit=${move}>
      <div class="wb-form-pair">
        <${Select} label="Move to" hint=${`It is ${STAGE_WORDS[draft.stage][1]}.`} value=${draft.stage} onChange=${put("stage")}
          options=${state.stages.map((stage) => ({ value: stage, label: STAGE_WORDS[stage][0] }))} autofocus=${!to} />
        <${TextField} label=${decided ? "On which day was that decided?" : "Since when?"} type="date" value=${draft.on} onChange=${put("on")}
          hint=${since && draft.stage === "testing" ? `Test ${since.number} began on ${longDate(since.on)}.` : ""} />
      </div>
      <${TextArea} label=${decided ? "Why? Others learn from the reason" : "Why? (if you like)"} value=${draft.reason} onChange=${put("reason")} autofocus=${Boolean(to)} />
      ${above}
      <div class="wb-actions">
        <${Button} primary type="submit">Move it<//>
      </div>
    <//>
  <//>`;
}
