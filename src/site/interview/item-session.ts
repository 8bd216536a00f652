// One item at work: a session of the course's kind over drafts in memory. What is kept, the interview keeps.
import type { Files } from "../../course/model.ts";
import type { PageItem } from "../../interview/page-data.ts";
import type { JudgeClient } from "../session/judge-client.ts";
import { openSession, type Session } from "../session/session.ts";
import { openStore, type TextStorage } from "../session/store.ts";

export interface ItemSessionOptions {
  readonly item: PageItem;
  readonly judge: JudgeClient;
  /** What the candidate had written. */
  readonly files: Files;
  readonly seed: string;
  /** All files that may be changed, after each change. */
  readonly changed: (files: Files) => void;
}

export function openItemSession({ item, judge, files, seed, changed }: ItemSessionOptions): Session {
  const { exercise } = item;
  const session = openSession({
    exercise,
    judge,
    store: openStore(inMemory),
    tab: "interview",
    isAlive: () => false,
    now: () => new Date(),
    seed: () => seed,
  });
  for (const [path, text] of Object.entries(files)) session.edit(path, text);
  const tell = () =>
    changed(
      Object.fromEntries(Object.entries(session.drafts.files()).filter(([path]) => !exercise.given.includes(path))),
    );
  session.drafts.onChange(tell);
  const edit: Session["edit"] = (path, text) => {
    session.edit(path, text);
    tell();
  };
  // Over the session itself, whose state is read anew each time: the form edits through it, too.
  return Object.create(session, { edit: { value: edit } }) as Session;
}

function inMemory(): TextStorage {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    key: (index) => [...texts.keys()][index] ?? null,
    get length() {
      return texts.size;
    },
  };
}
