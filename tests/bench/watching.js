// Put into a page before anything else of it runs: notes when its state arrives, when its drawing is done, and how
// long its frames take. `window.bench` is what the benchmark reads.
(() => {
  const QUIET = 15; // frames without a stroke after which a drawing is done
  const bench = { state: null, first: null, drawn: null, rested: null, largest: 0, frames: null };
  window.bench = bench;

  const Line = window.WebSocket;
  window.WebSocket = class extends Line {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => { // what carries the page's state is by far the largest
        const size = data.byteLength ?? data.size ?? data.length;
        if (size > bench.largest && bench.drawn === null) { bench.largest = size; bench.state = performance.now(); }
      });
    }
  };

  let strokes = 0;
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of ["fill", "stroke", "fillText", "strokeText", "fillRect", "drawImage"]) {
    const real = pen[name];
    pen[name] = function (...given) { if (this.canvas.isConnected) strokes += 1; return real.apply(this, given); };
  }

  const canvas = () => document.querySelector(".wb-map-drawing canvas, #mynetwork canvas");
  const covered = () => document.getElementById("wb-opening") || !canvas()?.width;
  const inked = () => {
    const { width, height } = canvas();
    const { data } = canvas().getContext("2d").getImageData(0, 0, width, height);
    for (let at = 3; at < data.length; at += 4) if (data[at]) return true;
    return false;
  };

  let before = 0, quiet = 0, last = 0, previous = 0;
  const tick = (now) => {
    if (bench.frames) { bench.frames.push(now - previous); }
    previous = now;
    const theirs = window.network?.physics; // pyvis calls its drawing `network`
    if (theirs && bench.rested === null && theirs.ready && theirs.stabilized) bench.rested = now;
    if (strokes !== before) { // they were made since the last frame began
      before = strokes;
      quiet = 0;
      last = now;
      if (bench.first === null && !covered()) bench.first = now;
    } else if (bench.drawn === null && strokes && !covered() && (quiet += 1) === QUIET && inked()) bench.drawn = last;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);

  /** Where a drag gets hold of the paper: the place (in the window) with the least ink around it, near the middle. */
  bench.blank = () => {
    const box = canvas().getBoundingClientRect(), scale = canvas().width / box.width, half = 14;
    const { data, width } = canvas().getContext("2d").getImageData(0, 0, canvas().width, canvas().height);
    let best = null;
    for (let y = half + 4; y < box.height - half - 4; y += 7) for (let x = half + 4; x < box.width - half - 4; x += 7) {
      if (document.elementFromPoint(box.x + x, box.y + y) !== canvas()) continue;
      let ink = 0;
      for (let dy = -half; dy <= half; dy += 2) for (let dx = -half; dx <= half; dx += 2) {
        ink += data[4 * (Math.round((y + dy) * scale) * width + Math.round((x + dx) * scale)) + 3];
      }
      const far = Math.hypot(x - box.width / 2, y - box.height / 2);
      if (!best || ink < best.ink || (ink === best.ink && far < best.far)) best = { ink, far, x: box.x + x, y: box.y + y };
    }
    return best;
  };

  /** The drawing in few pixels, to see whether it moved. */
  bench.glimpse = () => {
    const small = Object.assign(document.createElement("canvas"), { width: 80, height: 60 });
    small.getContext("2d").drawImage(canvas(), 0, 0, 80, 60);
    return [...small.getContext("2d").getImageData(0, 0, 80, 60).data].filter((_, at) => at % 4 === 3);
  };
})();
