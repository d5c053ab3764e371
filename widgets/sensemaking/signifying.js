// Placing what was said between two words, or among three: sliders with names, and a triangle that follows them.

const STEP = 5; // of a hundred
const HUNDRED = 100;

/** The weights as whole numbers that sum to a hundred, the last one taking what rounding leaves. */
const inHundred = (weights) => {
  const parts = weights.slice(0, -1).map((weight) => Math.round(weight * HUNDRED));
  return [...parts, HUNDRED - parts.reduce((sum, part) => sum + part, 0)];
};

/** The three parts once one of them is set: the other two share what is left as they did before, or evenly. */
function rebalanced(parts, place, value) {
  const rest = HUNDRED - value;
  const [one, other] = [0, 1, 2].filter((each) => each !== place);
  const held = parts[one] + parts[other];
  const first = held ? Math.round((rest * parts[one]) / held) : Math.round(rest / 2);
  const next = [...parts];
  next[place] = value;
  next[one] = first;
  next[other] = rest - first;
  return next;
}

const wordsOf = (signifier) => [signifier.first, signifier.second, signifier.third].filter(Boolean);

/** Where something lies, in words; empty where it was not placed, or the question does not apply. */
function placedInWords(signifier, weights) {
  if (!weights) return "";
  const words = wordsOf(signifier);
  const parts = inHundred(weights.slice(0, words.length));
  const order = parts.map((part, place) => [part, words[place]]).sort((one, other) => other[0] - one[0]);
  const [[most, top], [next, second]] = order;
  if (words.length === 2) {
    if (most === HUNDRED) return `${top} alone, not ${second}`;
    return most - next < 2 * STEP ? `as much ${words[0]} as ${words[1]}` : `${most >= 80 ? "far more" : "more"} ${top} than ${second}`;
  }
  if (most === HUNDRED) return `${top} alone`;
  if (most >= 60) return `mostly ${top}`;
  return order[2][0] < 15 ? `between ${top} and ${second}` : `among ${words[0]}, ${words[1]} and ${words[2]}`;
}

/** All of them for one thing that was said. `placed` is `{key: weights | null}`: null where it does not apply. */
function Signifiers({ signifiers, placed, onChange }) {
  const put = (key, weights) => {
    const next = { ...placed };
    if (weights === undefined) delete next[key]; else next[key] = weights;
    onChange(next);
  };
  return html`<div class="wb-signifiers">
    ${signifiers.map((signifier) => html`<${signifier.third ? Triad : Dyad} key=${signifier.key} signifier=${signifier}
      weights=${placed[signifier.key]} onChange=${(weights) => put(signifier.key, weights)} />`)}
  </div>`;
}

/** What every one of them has: its question, whether it applies, and taking it back. */
function Placing({ signifier, weights, onChange, children }) {
  const off = weights === null;
  const says = weights === undefined ? "not placed yet" : off ? "does not apply" : placedInWords(signifier, weights);
  return html`<fieldset class=${`wb-field wb-signifier ${off ? "wb-off" : ""}`}>
    <legend>${signifier.question}</legend>
    ${children}
    <div class="wb-row wb-signifier-foot">
      <span class="wb-small-words wb-muted">${says}</span>
      <label class="wb-choice"><input type="checkbox" checked=${off} onChange=${(event) => onChange(event.target.checked ? null : undefined)} />
        <span>does not apply</span></label>
      ${Array.isArray(weights) && html`<${Button} quiet class="wb-small" aria-label=${`Take back where it lies: ${signifier.question}`}
        onClick=${() => onChange(undefined)}>Take it back<//>`}
    </div>
  </fieldset>`;
}

/** One slider between two words. */
function Dyad({ signifier, weights, onChange }) {
  const value = Array.isArray(weights) ? inHundred(weights.slice(0, 2))[1] : HUNDRED / 2;
  const put = (event) => onChange([(HUNDRED - Number(event.target.value)) / HUNDRED, Number(event.target.value) / HUNDRED]);
  const said = weights === undefined ? "not placed yet" : weights === null ? "does not apply" : placedInWords(signifier, weights);
  return html`<${Placing} ...${{ signifier, weights, onChange }}>
    <div class="wb-dyad">
      <span>${signifier.first}</span>
      <input type="range" min="0" max="100" step=${STEP} value=${value} disabled=${weights === null} class=${weights === undefined ? "wb-unplaced" : ""}
        aria-label=${`${signifier.question} From ${signifier.first} to ${signifier.second}`} aria-valuetext=${said}
        onInput=${put} onClick=${put} />
      <span>${signifier.second}</span>
    </div>
  <//>`;
}

/** Three sliders that always sum to a hundred, and the triangle beside them, which can be pressed as well. */
function Triad({ signifier, weights, onChange }) {
  const words = wordsOf(signifier);
  const parts = Array.isArray(weights) ? inHundred(weights) : [34, 33, 33];
  const put = (next) => onChange(next.map((part) => part / HUNDRED));
  const off = weights === null;
  return html`<${Placing} ...${{ signifier, weights, onChange }}>
    <div class="wb-triad">
      <div class="wb-triad-sliders">
        ${words.map((word, place) => html`<label class="wb-triad-slider" key=${word}>
          <span>${word}</span>
          <input type="range" min="0" max="100" step="1" value=${parts[place]} disabled=${off} class=${weights === undefined ? "wb-unplaced" : ""}
            aria-valuetext=${weights === undefined ? "not placed yet" : `${parts[place]} of 100`}
            onInput=${(event) => put(rebalanced(parts, place, Number(event.target.value)))} />
          <span class="wb-figures" aria-hidden="true">${Array.isArray(weights) ? parts[place] : "–"}</span>
        </label>`)}
      </div>
      <${Triangle} words=${words} parts=${parts} placed=${Array.isArray(weights)} onPress=${off ? null : put} />
    </div>
  <//>`;
}

// The corners of the triangle in its drawing: the first word on top, then left and right.
const CORNERS = [[100, 22], [28, 146], [172, 146]];

const LINE = 14; // units of the drawing from one line of a word's label to the next

/** A word, which may be several, in lines of about so many letters. */
function inLines(words, longest) {
  return words.split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    return last && `${last} ${word}`.length <= longest ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
  }, []);
}

/** Where a point of the drawing lies among the corners, in hundredths; a point outside counts as the nearest edge. */
function lyingAt(x, y) {
  const [[ax, ay], [bx, by], [cx, cy]] = CORNERS;
  const whole = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy);
  const first = ((by - cy) * (x - cx) + (cx - bx) * (y - cy)) / whole;
  const second = ((cy - ay) * (x - cx) + (ax - cx) * (y - cy)) / whole;
  const inside = [first, second, 1 - first - second].map((weight) => Math.max(0, weight));
  const sum = inside.reduce((total, weight) => total + weight, 0);
  return inHundred(inside.map((weight) => weight / sum));
}

/** The triangle: what the sliders say, drawn. A mouse or a finger can move its point; a keyboard has the sliders. */
function Triangle({ words, parts, placed, onPress }) {
  const drawing = useRef(null);
  const [x, y] = [0, 1].map((axis) => parts.reduce((sum, part, corner) => sum + (part / HUNDRED) * CORNERS[corner][axis], 0));
  const press = (event) => {
    if (!onPress || (event.type === "pointermove" && !event.buttons)) return;
    event.preventDefault();
    if (event.type === "pointerdown") drawing.current.setPointerCapture(event.pointerId);
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.current.getScreenCTM().inverse());
    onPress(lyingAt(at.x, at.y));
  };
  const [top, left, right] = words.map((word, corner) => inLines(word, corner ? 15 : 32));
  const above = LINE * (top.length - 1), below = LINE * (Math.max(left.length, right.length) - 1);
  const label = (lines, at, y, anchor) => html`<text text-anchor=${anchor}>${lines.map((line, place) => html`<tspan key=${place} x=${at} y=${y + LINE * place}>${line}</tspan>`)}</text>`;
  return html`<svg class="wb-triangle" viewBox=${`0 ${-above} 200 ${172 + above + below}`} ref=${drawing} aria-hidden="true" onPointerDown=${press} onPointerMove=${press}>
    <polygon points=${CORNERS.map((corner) => corner.join(",")).join(" ")} />
    ${label(top, 100, 14 - above, "middle")}
    ${label(left, 2, 164, "start")}
    ${label(right, 198, 164, "end")}
    <circle cx=${x} cy=${y} r="8" class=${placed ? "" : "wb-unplaced"} />
  </svg>`;
}
