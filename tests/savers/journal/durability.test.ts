// LangGraph's durability "sync" waits for the disk before the next step; "async" does not, and still loses nothing that it waited for.
import { expect, test } from "vitest";
import { chat, close, openWith, thread } from "./journal-at-hand.ts";
import { MemoryDisk } from "./memory-disk.ts";

type Event = "disk is slow" | "disk is done" | `node ${string}`;

/** One turn of the chat on a disk whose appends wait until `mayFlush` says so. */
async function oneTurn(durability: "sync" | "async", mayFlush: (events: readonly Event[]) => boolean) {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  const events: Event[] = [];
  const waiting: (() => void)[] = [];
  const release = () => {
    if (mayFlush(events)) waiting.splice(0).forEach((resume) => resume());
  };
  disk.before = async ({ kind }) => {
    if (kind !== "flush") return;
    events.push("disk is slow");
    await new Promise<void>((resume) => {
      waiting.push(resume);
      release();
    });
    events.push("disk is done");
  };
  const onNode = (node: string) => {
    events.push(`node ${node}`);
    release();
  };
  const running = chat(saver, { onNode }).invoke({ said: ["hi"] }, { ...thread("t"), durability });
  return { disk, journal, saver, events, running, releaseAll: () => waiting.splice(0).forEach((resume) => resume()) };
}

test('with "sync" no node starts while an append is under way', async () => {
  let turnsOfTheLoop = 0;
  const { journal, saver, events, running, releaseAll } = await oneTurn("sync", () => false);
  let isOver = false;
  const over = running.finally(() => (isOver = true));
  while (!isOver) {
    // Many turns of the event loop at each append: a step that did not wait would have started by then.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resume) => setImmediate(resume));
    turnsOfTheLoop += 1;
    releaseAll();
  }
  await over;
  expect(turnsOfTheLoop).toBeGreaterThan(2);
  const order = events.map((event, at) => ({ event, at }));
  for (const { at } of order.filter(({ event }) => event.startsWith("node"))) {
    const slow = events.slice(0, at).filter((event) => event === "disk is slow").length;
    const done = events.slice(0, at).filter((event) => event === "disk is done").length;
    expect({ node: events[at], underWay: slow - done }).toEqual({ node: events[at], underWay: 0 });
  }
  expect(events.indexOf("disk is done")).toBeGreaterThan(-1);
  expect(events.indexOf("disk is done")).toBeLessThan(events.indexOf("node count"));
  await close(saver, journal);
});

test('with "async" the nodes run before the first append is over, and the run ends after the last one', async () => {
  // The disk does nothing until the last node has started: with "sync" this would never end.
  const { journal, saver, events, running } = await oneTurn("async", (soFar) => soFar.includes("node count"));
  await running;
  expect(events.indexOf("disk is done")).toBeGreaterThan(events.indexOf("node count"));
  expect(journal.stats().waiting).toBe(0);
  await close(saver, journal);
});

test("a run whose checkpoints cannot be kept fails, and the same thread goes on when the disk is back", async () => {
  const disk = new MemoryDisk();
  const journal = disk.journal();
  const saver = await openWith(journal);
  await chat(saver).invoke({ said: ["one"] }, thread("t"));
  disk.before = () => {
    throw Object.assign(new Error("no room"), { code: "ENOSPC" });
  };
  await expect(chat(saver).invoke({ said: ["two"] }, { ...thread("t"), durability: "sync" })).rejects.toMatchObject({
    code: "STORAGE_FULL",
  });
  disk.before = () => undefined;
  await saver.flush();
  await chat(saver).invoke(null, thread("t"));
  await close(saver, journal);
  const again = disk.journal();
  const later = await openWith(again);
  const { said } = (await chat(later).getState(thread("t"))).values as { said: string[] };
  expect(said).toEqual(["one", "you said: one", "two", "you said: two"]);
  await close(later, again);
});
