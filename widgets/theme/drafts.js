// Drafts: what is being typed stays in this browser until it is kept, whatever happens to the page.

const placeOfDraft = (key, network) => `wb-draft:${network?.code ?? location.pathname}:${key}`;

/** What is kept of a draft that may not be on the page at the moment; null if there is none. */
function keptDraft(key, network) {
  try { return JSON.parse(memory.get(placeOfDraft(key, network))); } catch { return null; }
}

/** Forgets a draft that may not be on the page at the moment. */
const forgetDraft = (key, network) => memory.set(placeOfDraft(key, network), null);

/** Like useState, for anything people type on this network: `[value, setValue, clear]`; `initial` must survive JSON. */
function useDraft(key, initial, network) {
  const where = placeOfDraft(key, network);
  const read = () => {
    const kept = memory.get(where);
    try { return kept === null ? initial : JSON.parse(kept); } catch { return initial; }
  };
  const [held, setHeld] = useState(() => ({ where, value: read() }));
  const current = held.where === where ? held.value : read();
  const set = (value) => {
    const now = typeof value === "function" ? value(current) : value;
    memory.set(where, JSON.stringify(now));
    setHeld({ where, value: now });
  };
  const clear = (value = initial) => { memory.set(where, null); setHeld({ where, value }); };
  return [current, set, clear];
}
