// The clock of a meeting: the same for everybody in it, since its seconds come from the server. It is calm: it never
// flashes and never turns red, and says in words when the time is up.

const TICK = 500; // milliseconds between two looks at the clock

/** The seconds that are left now, below zero once the time is up; null before the first word from the server. */
const secondsLeft = (clock) => (clock
  ? clock.seconds_left - (clock.running ? (Date.now() - clock.heard) / 1000 : 0)
  : null);

/** “18:20”; an hour and more as “1:18:20”. What is left of a second still counts as one. */
function clockFace(left) {
  const seconds = Math.max(0, Math.ceil(left));
  const pad = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** How much more time was taken than planned, in words. */
const overTime = (left) => (left > -60 ? "" : `${plural(Math.floor(-left / 60), "minute")} over`);

/**
 * Where the meeting stands (`clock`, null until it is known), and what moves it for everybody. `told` is what came
 * beside the state; what a press brings back is as good, and sooner.
 */
function useMeetingClock({ session, beside, send }) {
  const [answered, setAnswered] = useState(null);
  const mine = [beside, answered].filter((clock) => clock?.session === session);
  const clock = mine.sort((one, other) => other.turn - one.turn || other.heard - one.heard)[0] ?? null;
  const latest = useRef(clock);
  latest.current = clock;
  const press = async (gesture, args = {}) => {
    const answer = await send(gesture, { session, ...args });
    if (answer.ok) setAnswered({ ...answer.result.clock, heard: Date.now() });
    return answer;
  };
  const look = async () => {
    const answer = await send("look_at_clock", { session }, { quiet: true });
    if (answer.ok) setAnswered({ ...answer.result.clock, heard: Date.now() });
  };
  useEffect(() => { // a device that slept has stood still for as long
    look();
    const seen = () => document.visibilityState === "visible" && look();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [session]);
  return {
    clock,
    goTo: (step) => press("go_to", { step, turn: latest.current?.turn ?? null }),
    pause: () => press(latest.current?.running ? "pause" : "resume"),
    addTwo: () => press("add_minutes", { minutes: 2 }),
  };
}

/** The clock's face. It draws itself anew each half second, and nothing else with it. */
function ClockFace({ clock }) {
  const [, tick] = useState(0);
  const running = Boolean(clock?.running);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), TICK);
    return () => clearInterval(timer);
  }, [running]);
  const left = secondsLeft(clock);
  const up = left !== null && left <= 0;
  const said = useRef(null);
  useEffect(() => {
    if (up && running && said.current !== clock.step) { said.current = clock.step; announce("The time for this step is up.", { unseen: true }); }
    if (!up) said.current = null;
  }, [up, running, clock?.step]);
  const begun = clock && (running || Object.keys(clock.spent).length > 0);
  const words = !clock ? "" : !begun ? "planned" : up ? overTime(left) || (running ? "go on when you are ready" : "paused") : running ? "left" : "paused";
  return html`<div class="wb-clock-face">
    <span class=${`wb-clock ${up ? "wb-clock-up" : ""}`} role="timer" aria-label=${`Time for this step${running ? "" : ", paused"}`}
      data-seconds=${left === null ? "" : Math.round(left)}>${left === null ? "–:––" : up ? "Time is up" : clockFace(left)}</span>
    <span class="wb-clock-words">${words}</span>
  </div>`;
}

/** Pause, or go on; two minutes more. */
function ClockButtons({ clock, pause, addTwo, short = false }) {
  const started = clock && Object.keys(clock.spent ?? {}).length + (clock.running ? 1 : 0) > 0;
  const word = clock?.running ? "Pause" : started ? "Go on" : short ? "Start" : "Start the clock";
  return html`<${Button} class="wb-small" onClick=${pause} disabled=${!clock}>${word}<//>
    <${Button} class="wb-small" onClick=${addTwo} disabled=${!clock} aria-label="Add two minutes for everybody">+2 min<//>`;
}

/** Whether the window is as narrow as a phone: then what steers the meeting is within reach of a thumb. */
function useNarrow() {
  const query = useMemo(() => matchMedia("(max-width: 480px)"), []);
  const [narrow, setNarrow] = useState(query.matches);
  useEffect(() => {
    const changed = () => setNarrow(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return narrow;
}

/** The whole screen for the meeting: by the browser where it can, within its window otherwise. */
function useFullScreen() {
  const [full, setFull] = useState(false);
  const byBrowser = useRef(false);
  const leave = () => {
    setFull(false);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  };
  const enter = async () => {
    setFull(true);
    try {
      await document.documentElement.requestFullscreen();
      byBrowser.current = true;
    } catch { byBrowser.current = false; }
  };
  useEffect(() => {
    if (!full) return undefined;
    const changed = () => { if (byBrowser.current && !document.fullscreenElement) { byBrowser.current = false; setFull(false); } };
    const pressed = (event) => { if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) leave(); };
    document.addEventListener("fullscreenchange", changed);
    document.addEventListener("keydown", pressed);
    document.body.classList.add("wb-whole-screen");
    return () => {
      document.removeEventListener("fullscreenchange", changed);
      document.removeEventListener("keydown", pressed);
      document.body.classList.remove("wb-whole-screen");
    };
  }, [full]);
  useEffect(() => () => { if (document.fullscreenElement) document.exitFullscreen().catch(() => {}); }, []);
  return { full, enter, leave };
}

/** Four corners that point outwards, or inwards where the whole screen is left. */
function ScreenSign({ full }) {
  const corners = full ? "M8 3v5H3 M12 3v5h5 M8 17v-5H3 M12 17v-5h5" : "M3 8V3h5 M17 8V3h-5 M3 12v5h5 M17 12v5h-5";
  return html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"><path d=${corners} /></svg>`;
}
