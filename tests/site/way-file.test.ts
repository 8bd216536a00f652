// Progress as a file: it travels whole, and takes nothing away where it arrives.
import { expect, test } from "vitest";
import { readProgressFile, writeProgressFile } from "../../src/site/session/progress-file.ts";
import { NO_PROGRESS, readProgress, writeProgress } from "../../src/site/session/progress.ts";
import { openStore } from "../../src/site/session/store.ts";
import { memoryStorage } from "./memory-storage.ts";

test("what one browser kept is in another after the file was brought in, known to this version or not", () => {
  const entries = [
    ["forkpoint.progress.ex", JSON.stringify({ ...NO_PROGRESS, state: "done" })],
    ["forkpoint.of-a-later-version.ex", "anything"],
    ["forkpoint.draft.ex/a.ts", '{"text":"my code"}'],
    ["forkpoint.running.tab", "{}"],
    ["somebody-else", "not ours"],
  ] as const;
  const there = memoryStorage();
  const text = writeProgressFile(openStore(() => memoryStorage(entries)));
  expect(
    readProgressFile(
      openStore(() => there),
      text,
    ),
  ).toEqual({ taken: 3, kept: 0 });
  expect([...there.entries]).toEqual(expect.arrayContaining(entries.slice(0, 3)));
  expect(there.entries.size).toBe(3);
});

test("what is further along stays, on either side, and code that is here is not replaced", () => {
  const from = openStore(() => memoryStorage());
  writeProgress(from, "further-there", { ...NO_PROGRESS, state: "done" });
  writeProgress(from, "further-here", { ...NO_PROGRESS, state: "started" });
  from.set("forkpoint.draft.ex/a.ts", "theirs");
  const to = openStore(() => memoryStorage());
  writeProgress(to, "further-there", { ...NO_PROGRESS, state: "started" });
  writeProgress(to, "further-here", { ...NO_PROGRESS, state: "done" });
  to.set("forkpoint.draft.ex/a.ts", "mine");
  expect(readProgressFile(to, writeProgressFile(from))).toEqual({ taken: 1, kept: 2 });
  expect(readProgress(to, "further-there").state).toBe("done");
  expect(readProgress(to, "further-here").state).toBe("done");
  expect(to.get("forkpoint.draft.ex/a.ts")).toBe("mine");
});

test.for(["", "{", "null", "[]", '{"format":2,"entries":{}}', '{"format":1,"entries":null}'])(
  "a file that is not ours is refused and changes nothing: %s",
  (text) => {
    const storage = memoryStorage([["forkpoint.progress.ex", "{}"]]);
    expect(
      readProgressFile(
        openStore(() => storage),
        text,
      ),
    ).toHaveProperty("refused");
    expect([...storage.entries]).toEqual([["forkpoint.progress.ex", "{}"]]);
  },
);

test("a file cannot put anything where it does not belong", () => {
  const storage = memoryStorage();
  const entries = { "forkpoint.running.tab": "{}", "other-site": "x", "forkpoint.claim.c": 7 };
  expect(
    readProgressFile(
      openStore(() => storage),
      JSON.stringify({ format: 1, entries }),
    ),
  ).toEqual({ taken: 0, kept: 0 });
  expect(storage.entries.size).toBe(0);
});
