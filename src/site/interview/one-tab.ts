// One tab at a time has the interview: two that save over each other would lose answers. Tabs hear each other by events of the
// storage, which come to a tab in the background too. Where there is no storage, there is nothing to lose.
import type { Store } from "../session/store.ts";
import type { StoreKeys } from "./store-keys.ts";

export interface TabOptions {
  readonly store: Store;
  readonly keys: StoreKeys;
  readonly own: string;
  /** Before another tab reads what this one has saved. */
  readonly flush: () => void;
  /** Another tab took the interview. */
  readonly lost: () => void;
  /** As `addEventListener("storage", …)`. */
  readonly listen: (heard: (key: string | null, text: string | null) => void) => void;
  readonly wait: (ms: number) => Promise<void>;
}

export interface OneTab {
  /** Whether another tab has it. Asks, and waits a moment for the answer. */
  isElsewhere(): Promise<boolean>;
  take(): void;
}

/** An event between two tabs takes a few milliseconds; a busy computer is given more. */
const ANSWER_MS = 600;

export function openTab({ store, keys, own, flush, lost, listen, wait }: TabOptions): OneTab {
  let hasIt = false;
  let heardAnswer = "";
  listen((key, text) => {
    if (key === keys.answer && text !== null) heardAnswer = text;
    if (!hasIt) return;
    if (key === keys.ask && text !== null) {
      flush();
      store.set(keys.answer, text);
    }
    if (key !== keys.owner || text === null || text === own) return;
    hasIt = false;
    lost();
  });
  return {
    async isElsewhere() {
      const owner = store.get(keys.owner);
      if (owner === null || owner === own) return false;
      const question = `${own} ${store.keys(keys.ask).length} ${Date.now()}`;
      store.set(keys.ask, question);
      await wait(ANSWER_MS);
      return heardAnswer === question;
    },
    take() {
      flush();
      store.set(keys.owner, own);
      hasIt = true;
    },
  };
}
