// Keeps an interview in this browser while it goes on, and gives it back after a reload. Says what came of both.
import type { Session } from "../../interview/model.ts";
import type { Store } from "../session/store.ts";
import { readKept, writeKept } from "./kept-state.ts";
import type { InterviewState } from "./state.ts";
import { storeKeys } from "./store-keys.ts";

export interface Keeper {
  /** What was kept; `unreadable`: something was there that this page cannot read, and it is put aside. */
  load(): { readonly state: InterviewState | null; readonly unreadable: string | null };
  /** Soon, and at the latest when the page is left. */
  save(state: InterviewState): void;
  /** Now, if anything waits. */
  flush(): void;
  /** How far the clock is, without the whole state. */
  beat(now: number): void;
  erase(): void;
}

/** So short that nobody can close the page in between, so long that one word is not saved letter by letter. */
const SAVE_AFTER_MS = 150;

export function openKeeper(store: Store, session: Session, later: (act: () => void, ms: number) => void): Keeper {
  const keys = storeKeys(session);
  let waiting: InterviewState | null = null;

  function flush(): void {
    if (waiting) store.set(keys.state, writeKept(waiting));
    waiting = null;
  }

  return {
    load() {
      const text = store.get(keys.state);
      if (text === null) return { state: null, unreadable: null };
      const state = readKept(session, text);
      if (state) return { state: withBeat(state, store.get(keys.beat)), unreadable: null };
      store.set(keys.unreadable, text);
      store.remove(keys.state);
      return { state: null, unreadable: text };
    },
    save(state) {
      if (!waiting) later(flush, SAVE_AFTER_MS);
      waiting = state;
    },
    flush,
    beat: (now) => store.set(keys.beat, String(now)),
    erase() {
      waiting = null;
      for (const key of [keys.state, keys.beat, keys.unreadable]) store.remove(key);
    },
  };
}

/** A beat after the last save is time that the page was open. */
function withBeat(state: InterviewState, text: string | null): InterviewState {
  const beat = Number(text ?? Number.NaN);
  const { clock } = state;
  if (clock.beatAt === null || !Number.isFinite(beat) || beat <= clock.beatAt) return state;
  const elapsedMs = clock.elapsedMs + (beat - clock.beatAt);
  return { ...state, clock: { ...clock, elapsedMs, beatAt: beat } };
}
