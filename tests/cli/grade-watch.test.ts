import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { Settled } from "../../src/cli/settled.ts";
import { changesIn } from "../../src/cli/watch-folder.ts";
import { runCli } from "../../src/cli/main.ts";
import { MUTANT, SOLUTION, workshop } from "./workshop.ts";

const states = (all: Record<string, string>) => new Map(Object.entries(all));

test("a submission is taken when it looks the same twice, and once for each change", () => {
  const settled = new Settled(states({ ada: "1" }));
  expect(settled.look(states({ ada: "1", bob: "half" }))).toEqual([]);
  expect(settled.isWaiting).toBe(true);
  expect(settled.look(states({ ada: "1", bob: "whole" }))).toEqual([]);
  expect(settled.look(states({ ada: "1", bob: "whole" }))).toEqual(["bob"]);
  expect(settled.isWaiting).toBe(false);
  expect(settled.look(states({ ada: "1", bob: "whole" }))).toEqual([]);
  expect(settled.look(states({ ada: "2", bob: "whole" }))).toEqual([]);
  expect(settled.look(states({ ada: "2" }))).toEqual(["ada"]);
  // Gone and come back is what it was.
  expect(settled.look(states({ ada: "2", bob: "whole" }))).toEqual([]);
  expect(settled.look(states({ ada: "2", bob: "whole" }))).toEqual([]);
});

test("a change is told by its event, and without any event by looking now and then; the end ends it", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-watch-"));
  const abort = new AbortController();
  // An hour: only an event can tell in time.
  const byEvent = changesIn(folder, { quietMs: 1, atMostMs: 3_600_000 }, abort.signal);
  const told = byEvent.next();
  await writeFile(path.join(folder, "new"), "");
  expect(await told).toEqual({ done: false, value: undefined });

  // There is nothing to watch, so no event can tell.
  const byLooking = changesIn(path.join(folder, "not there"), { quietMs: 1, atMostMs: 1 }, abort.signal);
  expect(await byLooking.next()).toEqual({ done: false, value: undefined });

  const waiting = byLooking.next();
  await waiting;
  abort.abort();
  expect(await byLooking.next()).toEqual({ done: true, value: undefined });
  expect(await byEvent.next()).toEqual({ done: true, value: undefined });
  await rm(folder, { recursive: true });
});

test("what is added or changed while it watches is graded, with a line each, until it is ended", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  const abort = new AbortController();
  const told = lines();
  const streams = { stdout: told.stream, stderr: told.stream, env: {} };
  const watching = runCli(shop.command(["--watch"]), streams, abort.signal);
  await told.until("Watching ");
  expect(told.text()).toContain("ada: 12 of 12");

  await shop.add("bob", SOLUTION);
  await told.until("bob: 12 of 12");
  await shop.add("ada", MUTANT);
  await told.until("ada: 11 of 12");
  abort.abort(new Error("SIGINT"));
  expect(await watching).toBe(0);
  expect((await shop.read("results.csv")).split("\r\n").map((row) => row.split(",").slice(0, 3).join(" "))).toEqual([
    `"author" "status" "earned"`,
    `"ada" "incomplete" "11"`,
    `"bob" "complete" "12"`,
    "",
  ]);
});

/** What a command writes, and a way to wait for it. */
function lines() {
  let text = "";
  let written = Promise.withResolvers<void>();
  const write = (more: string) => {
    text += more;
    written.resolve();
    written = Promise.withResolvers();
  };
  return {
    stream: { write },
    text: () => text,
    async until(wanted: string) {
      while (!text.includes(wanted)) await written.promise;
    },
  };
}
