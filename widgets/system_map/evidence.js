// Where a part of the map comes from: who said it, when, how sure they are, in which session, and what became of it.

const SessionLinks = ({ sessions }) => sessions.map((one, index) => html`<span key=${one.id}>${index ? " or " : ""}<a href=${pageAt("session", "open", one.id)}>${one.title}</a></span>`);

/** What happened, in words: “stronger: light → firm”. */
function WhatItWas({ step, words }) {
  const strength = (value) => html`<${InWords} strength=${value} words=${words.strengths} />`;
  const { what, before, after } = step;
  if (step.entity === "element" && what === "formed") return html`<strong>put on the map</strong>`;
  if (step.entity === "element" && what === "lost") return html`<strong>taken off the map</strong>`;
  if (what === "changed") {
    const value = (given) => (given === null || given === "" ? "nothing" : given === true ? "yes" : given === false ? "no" : step.field === "effect" ? SIGN_WORDS[given] : given);
    return html`<strong>${step.field}</strong>: ${value(before)} → ${value(after)}`;
  }
  if (what === "confirmed") return html`<strong>confirmed</strong>: it is so`;
  if (what === "not so") return html`<strong>not so</strong>: it never was`;
  if (what === "hoped for" || what === "no longer hoped for") return html`<strong>${what}</strong>`;
  if (what === "formed" && before === null) return html`<strong class="wb-good">formed</strong>: ${strength(after)}`;
  if (what === "lost" && after === null) return html`<strong class="wb-concern">lost</strong>: it was ${strength(before)}`;
  return html`<strong class=${["formed", "stronger"].includes(what) ? "wb-good" : "wb-concern"}>${what}</strong>: ${strength(before)} → ${strength(after)}`;
}

/** One thing that happened to a part, with who said so, who recorded it, when, and in which session. */
function StepTold({ step, map, named = false, undated = false }) {
  const recorded = [
    step.who !== step.said_by ? `recorded by ${step.who}` : "",
    step.recorded_on !== step.on ? `recorded on ${longDate(step.recorded_on)}` : "",
  ].filter(Boolean).join(" ").replace(/ recorded on/, " on");
  return html`<div class="wb-map-step">
    ${named && html`<span class="wb-map-step-of">${map.part(step.part)
      ? html`<button type="button" class="wb-map-link" onClick=${() => map.select(step.part, { focus: "panel", show: true, details: true })}>${step.label}</button>` : step.label}</span>`}
    <span><${WhatItWas} step=${step} words=${map.state.words} /></span>
    <span class="wb-muted wb-small-words">${undated ? "" : `${longDate(step.on)} · `}${["confirmed", "not so"].includes(step.what) ? "" : "said "}by ${step.said_by}${recorded && `, ${recorded}`}${step.sessions.length > 0 && html` · <${SessionLinks} sessions=${step.sessions} />`}</span>
  </div>`;
}

/** What stands behind the selected part. */
function EvidenceOf({ part, map }) {
  const told = useTold(map, "evidence", { part: part.id });
  if (told === null) return html`<h3>How do we know?</h3><${Looking}>Looking it up…<//>`;
  if (told.problem) return null; // it has just gone
  const { source, confirmed, steps } = told;
  const tie = Boolean(part.source);
  const from = {
    people: html`${source.who || "somebody"} ${tie ? "drew it" : "put it on the map"} on ${longDate(source.on)}${source.sessions.length > 0 && html`, at <${SessionLinks} sessions=${source.sessions} />`}`,
    file: html`the file “${source.name}”, taken in by ${source.who || "somebody"} on ${longDate(source.on)}`,
    register: html`the public register${source.name ? ` (${source.name})` : ""}, taken in on ${longDate(source.on)}`,
  }[source.kind];
  return html`<h3>How do we know?</h3>
    <dl class="wb-map-evidence">
      ${tie && html`<dt>Said by</dt><dd>${told.said_by || (source.kind === "register" ? "the public register" : html`<span class="wb-muted">nobody yet</span>`)}</dd>
        <dt>How sure</dt><dd>${told.sure || html`<span class="wb-muted">not said</span>`}</dd>
        <dt>There since</dt><dd>${longDate(told.since)}</dd>`}
      <dt>From</dt><dd>${from}</dd>
      <dt>Confirmed</dt><dd>${confirmed
        ? html`on ${longDate(confirmed.on)}${confirmed.who && ` by ${confirmed.who}`}${confirmed.sessions.length > 0 && html`, at <${SessionLinks} sessions=${confirmed.sessions} />`}`
        : part.lived ? html`<span class="wb-muted">not asked: people told it</span>` : html`<span class="wb-concern">not yet: nobody here has said that it is so</span>`}</dd>
    </dl>
    ${steps.length > 1 && html`<${Fold} title=${`Its history, ${steps.length} steps`} open=${steps.length < 5}>
      <ol class="wb-map-steps">${steps.map((step, index) => html`<li key=${index}><${StepTold} step=${step} map=${map} /></li>`)}</ol><//>`}`;
}

/** How much of the map people have told or confirmed, sector by sector. */
function LivedBySector({ map }) {
  const { lived, facts } = map.state;
  if (!lived.length || lived.every((row) => row.share === 100)) return null;
  return html`<${Fold} title=${`${facts.told} % of the map is lived: sector by sector`}>
    <p class="wb-muted wb-small-words">Of the elements of each sector and the connections that touch them: how many people here have told or confirmed. The rest only the public register says.</p>
    <table class="wb-table"><thead><tr><th scope="col">Sector</th><th scope="col" class="wb-number">Told or confirmed</th><th scope="col" class="wb-number">Share</th></tr></thead>
      <tbody>${lived.map((row) => html`<tr key=${row.sector}><th scope="row">${row.sector}</th><td class="wb-number">${row.told} of ${row.parts}</td><td class="wb-number">${row.share} %</td></tr>`)}</tbody></table>
  <//>`;
}
