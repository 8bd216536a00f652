// The learner's files of one exercise: saved at every edit, never overwritten by another tab, a new starter or a reset without asking.
import type { Exercise, Files } from "../../course/model.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Store } from "./store.ts";

interface SavedFile {
  readonly text: string;
  /** Fingerprint of the starter that this text grew from. */
  readonly starter: string;
  readonly savedAt: string;
  readonly tab: string;
}

/** Something that the learner has to decide; nothing is lost while they do not. */
export type DraftQuestion =
  | { readonly kind: "starter-changed"; readonly paths: readonly string[]; readonly savedAt: string }
  | {
      readonly kind: "edited-elsewhere";
      readonly paths: readonly string[];
      readonly savedAt: string;
      readonly texts: Files;
    }
  | { readonly kind: "linked"; readonly paths: readonly string[]; readonly texts: Files };

export interface Drafts {
  /** Every file of the exercise as it stands, given ones included. */
  files(): Files;
  edit(path: string, text: string): void;
  readonly question: DraftQuestion | null;
  /** Keep what is in this tab; the question is settled. */
  keepMine(): void;
  /** Take the other text: the new starter, or the other tab's. */
  takeOther(): void;
  /** What a link brought, which leaves out what is as in the starter: taken at once where nothing was changed yet, else asked about. */
  offer(changes: Files): void;
  changedFromStarter(): readonly string[];
  reset(): void;
  /** When the learner last reset, while that can be undone. */
  readonly resetAt: string | null;
  undoReset(): void;
  /** What was there before the reset is not wanted any more. */
  forgetReset(): void;
  /** Another tab wrote to the store. True when that is this exercise's business. */
  changedElsewhere(key: string | null, text: string | null): boolean;
  /** Called when files changed other than by `edit`. */
  onChange(listener: () => void): void;
}

export interface DraftsOptions {
  readonly store: Store;
  readonly exercise: Pick<Exercise, "id" | "starter" | "given">;
  /** Tells this tab's saves from another's. */
  readonly tab: string;
  readonly now: () => Date;
}

export function openDrafts({ store, exercise, tab, now }: DraftsOptions): Drafts {
  const { id, starter, given } = exercise;
  const own = Object.keys(starter).filter((path) => !given.includes(path));
  const key = (path: string) => `forkpoint.draft.${id}/${path}`;
  const asideKey = (path: string) => `forkpoint.aside.${id}/${path}@${tab}`;
  const beforeResetKey = `forkpoint.before-reset.${id}`;
  const listeners: (() => void)[] = [];
  const changed = () => listeners.forEach((listener) => listener());

  const texts: Record<string, string> = { ...starter };
  let question = load();
  /** What a link brought; asked about when there is no older question. */
  let offered: Extract<DraftQuestion, { kind: "linked" }> | null = null;

  /** Fills `texts` from the store and finds what has to be asked. */
  function load(): DraftQuestion | null {
    const outdated: { path: string; saved: SavedFile }[] = [];
    for (const path of own) {
      const saved = parseSaved(store.get(key(path)));
      if (!saved) continue;
      // Never touched, so the newer starter is what the learner would have begun with.
      const untouched = fingerprint(saved.text) === saved.starter;
      const current = fingerprint(starter[path] ?? "") === saved.starter;
      if (untouched && !current) continue;
      texts[path] = saved.text;
      if (!current && saved.text !== starter[path]) outdated.push({ path, saved });
    }
    return findAside() ?? outdatedQuestion(outdated);
  }

  /** What a tab that is gone had set aside. */
  function findAside(): DraftQuestion | null {
    const found: Record<string, string> = {};
    let savedAt = "";
    const prefix = `forkpoint.aside.${id}/`;
    for (const asideOf of store.keys(prefix)) {
      const path = asideOf.slice(prefix.length).replace(/@[^@]*$/, "");
      const saved = parseSaved(store.get(asideOf));
      if (saved && own.includes(path) && saved.text !== texts[path]) {
        found[path] = saved.text;
        if (saved.savedAt > savedAt) savedAt = saved.savedAt;
      } else store.remove(asideOf);
    }
    const paths = Object.keys(found);
    return paths.length > 0 ? { kind: "edited-elsewhere", paths, savedAt, texts: found } : null;
  }

  function save(path: string): void {
    const saved: SavedFile = {
      text: texts[path] ?? "",
      starter: fingerprint(starter[path] ?? ""),
      savedAt: now().toISOString(),
      tab,
    };
    // While another tab's text is in question, this tab's must not overwrite it.
    const asked = question?.kind === "edited-elsewhere" && question.paths.includes(path);
    store.set(asked ? asideKey(path) : key(path), JSON.stringify(saved));
  }

  function settle(take: Files): void {
    const asked = (question ?? offered)?.paths ?? [];
    if (question) question = null;
    else offered = null;
    for (const path of asked) {
      texts[path] = take[path] ?? texts[path] ?? "";
      for (const aside of store.keys(`forkpoint.aside.${id}/${path}@`)) store.remove(aside);
      save(path);
    }
    changed();
  }

  const changedFromStarter = () => own.filter((path) => texts[path] !== starter[path]);

  return {
    files: () => ({ ...texts }),
    get question() {
      return question ?? offered;
    },
    edit(path, text) {
      if (!own.includes(path) || texts[path] === text) return;
      texts[path] = text;
      save(path);
    },
    keepMine: () => settle({}),
    takeOther() {
      const asked = question ?? offered;
      if (asked) settle(asked.kind === "starter-changed" ? starter : asked.texts);
    },
    offer(changes) {
      const linked = { ...starter, ...changes };
      const paths = own.filter((path) => linked[path] !== texts[path]);
      if (paths.length === 0) return;
      const untouched = changedFromStarter().length === 0;
      offered = { kind: "linked", paths, texts: linked };
      if (untouched && !question) settle(linked);
    },
    changedFromStarter,
    reset() {
      const before = Object.fromEntries(own.map((path) => [path, texts[path] ?? ""]));
      store.set(beforeResetKey, JSON.stringify({ files: before, at: now().toISOString() }));
      question = null;
      for (const path of own) {
        texts[path] = starter[path] ?? "";
        save(path);
      }
      changed();
    },
    get resetAt() {
      return parseReset(store.get(beforeResetKey))?.at ?? null;
    },
    undoReset() {
      const before = parseReset(store.get(beforeResetKey));
      if (!before) return;
      store.remove(beforeResetKey);
      for (const path of own) {
        texts[path] = before.files[path] ?? texts[path] ?? "";
        save(path);
      }
      changed();
    },
    forgetReset: () => store.remove(beforeResetKey),
    changedElsewhere(changedKey, text) {
      const path = own.find((each) => key(each) === changedKey);
      const saved = path === undefined ? null : parseSaved(text);
      if (path === undefined || !saved || saved.tab === tab) return false;
      const known = question?.kind === "edited-elsewhere" ? question : null;
      const others = { ...known?.texts, [path]: saved.text };
      const differing = Object.keys(others).filter((each) => others[each] !== texts[each]);
      if (differing.length > 0)
        question = { kind: "edited-elsewhere", paths: differing, savedAt: saved.savedAt, texts: others };
      else if (known) question = null;
      return true;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function outdatedQuestion(outdated: readonly { path: string; saved: SavedFile }[]): DraftQuestion | null {
  const [first] = outdated;
  if (!first) return null;
  return { kind: "starter-changed", paths: outdated.map(({ path }) => path), savedAt: first.saved.savedAt };
}

function parseSaved(text: string | null): SavedFile | null {
  const raw = parseRecord(text);
  if (typeof raw?.text !== "string") return null;
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  return { text: raw.text, starter: word(raw.starter), savedAt: word(raw.savedAt), tab: word(raw.tab) };
}

function parseReset(text: string | null): { files: Record<string, string>; at: string } | null {
  const raw = parseRecord(text);
  if (typeof raw?.at !== "string" || typeof raw.files !== "object" || raw.files === null) return null;
  const entries = Object.entries(raw.files).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { files: Object.fromEntries(entries), at: raw.at };
}

function parseRecord(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    const raw: unknown = JSON.parse(text);
    return typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>) : null;
  } catch {
    // Half-written by a tab that died: the starter is the next best thing.
    return null;
  }
}
