import { expect, test } from "vitest";
import { openDrafts } from "../../src/site/session/drafts.ts";
import { openStore } from "../../src/site/session/store.ts";
import { memoryStorage, type MemoryStorage } from "./memory-storage.ts";

const STARTER = { "chat.ts": "starter", "main.ts": "main", "model.ts": "given" };

function open(
  storage: MemoryStorage,
  { tab = "one", starter = STARTER }: { tab?: string; starter?: typeof STARTER } = {},
) {
  const exercise = { id: "ex", starter, given: ["model.ts"] };
  return openDrafts({ store: openStore(() => storage), exercise, tab, now: () => new Date("2026-11-21T10:00:00Z") });
}

/** What the browser does when tab `from` has written: tells the other. */
function tellOther(storage: MemoryStorage, drafts: ReturnType<typeof open>, path: string) {
  const key = `forkpoint.draft.ex/${path}`;
  return drafts.changedElsewhere(key, storage.getItem(key));
}

test("a new learner has the starter", () => {
  expect(open(memoryStorage()).files()).toEqual(STARTER);
});

test("an edit is there after a reload, a given file cannot be edited", () => {
  const storage = memoryStorage();
  const drafts = open(storage);
  drafts.edit("chat.ts", "mine");
  drafts.edit("model.ts", "mine");
  expect(open(storage).files()).toEqual({ ...STARTER, "chat.ts": "mine" });
  expect(drafts.changedFromStarter()).toEqual(["chat.ts"]);
});

test("a draft that is not ours to read is ignored", () => {
  const storage = memoryStorage([
    ["forkpoint.draft.ex/chat.ts", '{"text":'],
    ["forkpoint.draft.ex/main.ts", '{"text":7}'],
  ]);
  expect(open(storage).files()).toEqual(STARTER);
});

test("reset brings the starter back, and can be undone even after a reload", () => {
  const storage = memoryStorage();
  const drafts = open(storage);
  drafts.edit("chat.ts", "mine");
  drafts.reset();
  expect(drafts.files()).toEqual(STARTER);
  const later = open(storage);
  expect(later.files()).toEqual(STARTER);
  expect(later.resetAt).toBe("2026-11-21T10:00:00.000Z");
  later.undoReset();
  expect(later.files()["chat.ts"]).toBe("mine");
  expect(later.resetAt).toBeNull();
  expect(open(storage).files()["chat.ts"]).toBe("mine");
});

test("a changed starter is offered, and nothing changes until the learner chooses", () => {
  const storage = memoryStorage();
  open(storage).edit("chat.ts", "mine");
  const starter = { ...STARTER, "chat.ts": "better starter" };
  const drafts = open(storage, { starter });
  expect(drafts.question).toMatchObject({ kind: "starter-changed", paths: ["chat.ts"] });
  expect(drafts.files()["chat.ts"]).toBe("mine");
  drafts.keepMine();
  expect(open(storage, { starter }).question).toBeNull();
  expect(open(storage, { starter }).files()["chat.ts"]).toBe("mine");
});

test("the new starter can be taken", () => {
  const storage = memoryStorage();
  open(storage).edit("chat.ts", "mine");
  const starter = { ...STARTER, "chat.ts": "better starter" };
  const drafts = open(storage, { starter });
  drafts.takeOther();
  expect(drafts.files()["chat.ts"]).toBe("better starter");
  expect(open(storage, { starter }).question).toBeNull();
});

test("a learner who never changed the starter gets the new one without being asked", () => {
  const storage = memoryStorage();
  const drafts = open(storage);
  drafts.edit("chat.ts", "mine");
  drafts.edit("chat.ts", "starter");
  const later = open(storage, { starter: { ...STARTER, "chat.ts": "better starter" } });
  expect(later.question).toBeNull();
  expect(later.files()["chat.ts"]).toBe("better starter");
});

test("an edit in another tab is offered and never overwritten while it is in question", () => {
  const storage = memoryStorage();
  const one = open(storage, { tab: "one" });
  const two = open(storage, { tab: "two" });
  two.edit("chat.ts", "from two");
  expect(tellOther(storage, one, "chat.ts")).toBe(true);
  expect(one.question).toMatchObject({ kind: "edited-elsewhere", paths: ["chat.ts"] });
  one.edit("chat.ts", "from one");
  expect(open(storage, { tab: "three" }).files()["chat.ts"]).toBe("from two");
  one.takeOther();
  expect(one.files()["chat.ts"]).toBe("from two");
  expect(one.question).toBeNull();
  expect([...storage.entries.keys()].filter((key) => key.includes("aside"))).toEqual([]);
});

test("the text of this tab can be kept instead", () => {
  const storage = memoryStorage();
  const one = open(storage, { tab: "one" });
  open(storage, { tab: "two" }).edit("chat.ts", "from two");
  tellOther(storage, one, "chat.ts");
  one.edit("chat.ts", "from one");
  one.keepMine();
  expect(open(storage, { tab: "three" }).files()["chat.ts"]).toBe("from one");
});

test("what a tab had set aside when it was closed is offered to the next", () => {
  const storage = memoryStorage();
  const one = open(storage, { tab: "one" });
  open(storage, { tab: "two" }).edit("chat.ts", "from two");
  tellOther(storage, one, "chat.ts");
  one.edit("chat.ts", "from one");
  const next = open(storage, { tab: "three" });
  expect(next.question).toMatchObject({ kind: "edited-elsewhere", texts: { "chat.ts": "from one" } });
  next.takeOther();
  expect(next.files()["chat.ts"]).toBe("from one");
});

test("the question is gone when the other tab comes to the same text", () => {
  const storage = memoryStorage();
  const one = open(storage, { tab: "one" });
  const two = open(storage, { tab: "two" });
  two.edit("chat.ts", "from two");
  tellOther(storage, one, "chat.ts");
  two.edit("chat.ts", "starter");
  tellOther(storage, one, "chat.ts");
  expect(one.question).toBeNull();
});

test("a link's code is taken at once by who has changed nothing", () => {
  const storage = memoryStorage();
  const drafts = open(storage);
  let told = 0;
  drafts.onChange(() => told++);
  drafts.offer({ "chat.ts": "linked" });
  expect(drafts.question).toBeNull();
  expect(told).toBe(1);
  expect(open(storage).files()).toEqual({ ...STARTER, "chat.ts": "linked" });
});

test("a link's code replaces nobody's own without a yes, and files that it leaves out count as the starter's", () => {
  const storage = memoryStorage();
  const drafts = open(storage);
  drafts.edit("main.ts", "mine");
  drafts.offer({ "chat.ts": "linked" });
  expect(drafts.question).toMatchObject({ kind: "linked", paths: ["chat.ts", "main.ts"] });
  expect(drafts.files()).toEqual({ ...STARTER, "main.ts": "mine" });
  drafts.takeOther();
  expect(drafts.question).toBeNull();
  expect(open(storage).files()).toEqual({ ...STARTER, "chat.ts": "linked" });
});

test("who keeps what is theirs has the link's question settled", () => {
  const drafts = open(memoryStorage());
  drafts.edit("chat.ts", "mine");
  drafts.offer({ "chat.ts": "linked" });
  drafts.keepMine();
  expect(drafts.question).toBeNull();
  expect(drafts.files()["chat.ts"]).toBe("mine");
});

test("a link's question waits until an older one is settled", () => {
  const storage = memoryStorage();
  const drafts = open(storage);
  const other = open(storage, { tab: "two" });
  drafts.edit("chat.ts", "mine");
  other.edit("chat.ts", "theirs");
  tellOther(storage, drafts, "chat.ts");
  drafts.offer({ "main.ts": "linked" });
  expect(drafts.question).toMatchObject({ kind: "edited-elsewhere" });
  drafts.keepMine();
  expect(drafts.question).toMatchObject({ kind: "linked" });
  drafts.takeOther();
  expect(drafts.files()).toEqual({ ...STARTER, "main.ts": "linked" });
});
