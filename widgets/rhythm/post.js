// The week as a post: whom it is for, what goes out, and taking it along.

function PostDialog({ state, send, week, onClose }) {
  const [post, setPost] = useState(null);
  const text = useRef(null);
  const look = async () => {
    const answer = await send("post", { week_of: week.week_of }, { quiet: true });
    if (answer.ok) setPost(answer.result);
  };
  useEffect(() => { look(); }, [week.version, week.audience, week.plans, state.ideas]);
  const [audience, setAudience] = useAtOnce(week.audience);
  const choose = (to) => setAudience(to, () => send("write", { week_of: week.week_of, audience: to, version: week.version }, { labels: WEEK_LABELS }));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(post.markdown.text);
      announce("Copied. Paste it where you post.");
    } catch { // a browser that lets nothing be copied for people lets them copy it themselves
      text.current.hidden = false;
      text.current.select();
      announce("Press Ctrl+C to copy what is marked.");
    }
  };
  return html`<${Dialog} title="Post this week" onClose=${onClose}>
    ${ofNoSet(state) && html`<p class="wb-answer">Several sets meet here, and this is the page of none of them. To post your set’s own, close this and choose “My set” first.</p>`}
    <p>To post it, download or copy it, and put it where people read; the workbench sends nothing anywhere.</p>
    <fieldset class="wb-field wb-audiences" aria-describedby="wb-audience-holds"><legend>Whom is this week for?</legend>
      <p class="wb-hint" id="wb-audience-holds">What you choose here holds at once, and Undo takes it back.</p>
      ${state.audiences.map(({ value, label }) => html`<label class="wb-choice" key=${value}>
        <input type="radio" name="audience" checked=${audience === value} onChange=${() => choose(value)} /><span>${label}</span></label>`)}
      <p class="wb-hint">They may read what was written in this week, and the ideas that were offered in it.</p>
    </fieldset>
    ${post ? html`
      <article class="wb-post" aria-label="The post" tabindex="0">
        <h3>${post.title}</h3>
        <p class="wb-muted wb-small-words">${post.byline}</p>
        ${post.sections.length === 0 && html`<p class="wb-muted">Nothing was written in this week.</p>`}
        ${post.sections.map((part) => html`<div key=${part.heading}><h4>${part.heading}</h4>
          ${part.said && html`<p class="wb-lines">${part.said}</p>`}
          ${part.items.length > 0 && html`<ul>${part.items.map((item) => html`<li key=${item}>${item}</li>`)}</ul>`}
        </div>`)}
      </article>
      ${post.left_out && html`<p class="wb-muted wb-small-words">${post.left_out}</p>`}
      <textarea class="wb-input" readonly hidden ref=${text} rows="6" aria-label="The post as text" value=${post.markdown.text}></textarea>
      <div class="wb-actions">
        <${Button} onClick=${() => download(post.html)}>Download as a page<//>
        <${Button} onClick=${() => download(post.markdown)}>Download as Markdown<//>
        <${Button} primary onClick=${copy}>Copy<//>
      </div>` : html`<p class="wb-muted" role="status">Putting it together…</p>`}
  <//>`;
}
