// Names in the browser's storage. All begin with the session's id: two interviews in one browser know nothing of each other.
import type { Session } from "../../interview/model.ts";

export interface StoreKeys {
  /** The whole state. */
  readonly state: string;
  /** When the clock was read last: written each few seconds, the state itself only when it changes. */
  readonly beat: string;
  /** Which tab has the interview. */
  readonly owner: string;
  /** Asked by a tab that has just come, and answered by the one that has the interview. */
  readonly ask: string;
  readonly answer: string;
  /** A state that could not be read, put aside. */
  readonly unreadable: string;
}

export function storeKeys({ id }: Session): StoreKeys {
  const key = (name: string) => `forkpoint.interview.${id}.${name}`;
  return {
    state: key("state"),
    beat: key("beat"),
    owner: key("owner"),
    ask: key("ask"),
    answer: key("answer"),
    unreadable: key("unreadable"),
  };
}
