import { expect, test } from "vitest";
import type { PageFacts } from "../../src/runtimes/choose-runtime.ts";
import { NO_CONTAINER, placeJudge, type Place } from "../../src/site/session/container/placed-judge.ts";
import { isPhoneOrTablet } from "../../src/site/session/container/page-facts.ts";
import { JudgeFailed } from "../../src/site/session/judge-client.ts";
import type { RunResult, Work } from "../../src/site/session/protocol.ts";
import { fakeJudge } from "./fake-judge.ts";
import { ABLE_PAGE } from "../able-page.ts";

const RUN = { kind: "run", exercise: { id: "any" }, files: {} } as unknown as Extract<Work, { kind: "run" }>;
const RESULT = { kind: "run", problems: [] } as unknown as RunResult;

const never = new AbortController().signal;
const nothing = () => {};

function place(needs: "process"[] = [], change: Partial<PageFacts> = {}) {
  const facts = { ...ABLE_PAGE, ...change };
  const judge = fakeJudge();
  const placed = placeJudge({ judge, needs, facts: () => facts });
  const seen: Place[] = [];
  placed.subscribe((now) => seen.push(now));
  const wheres = () => judge.asked.map(({ work }) => work.where ?? "worker");
  /** Lets what waits for a rejection go on. */
  const fail = async (code: string) => {
    judge.asked.at(-1)!.fail(new JudgeFailed({ blame: "host", code, message: `because of ${code}` }));
    await new Promise((resume) => setTimeout(resume));
  };
  return { facts, judge, placed, seen, wheres, fail };
}

test("work on the exercise goes to the container; claims and crash experiments stay where they are", () => {
  const { placed, judge, wheres } = place();
  void placed.start(RUN, never, nothing);
  void placed.start({ kind: "claim", id: "a", file: "b" }, never, nothing);
  void placed.start({ kind: "crash", experiment: {} as never }, never, nothing);
  void placed.start({ kind: "observe", exercise: RUN.exercise }, never, nothing);
  void placed.start({ kind: "check", exercise: RUN.exercise, files: {}, seed: "1" }, never, nothing);
  expect(wheres()).toEqual(["webcontainer", "worker", "worker", "webcontainer", "webcontainer"]);
  expect(judge.asked[0]!.work).toMatchObject(RUN);
  expect(placed.place).toEqual({ at: "container" });
});

test("a container that does not start hands the work over to the worker, and is not tried again by itself", async () => {
  const { placed, judge, seen, wheres, fail } = place();
  const ran = placed.start(RUN, never, nothing);
  await fail("CONTAINER_TIMEOUT");
  judge.asked.at(-1)!.answer(RESULT);
  expect(await ran).toBe(RESULT);
  void placed.start(RUN, never, nothing);
  expect(wheres()).toEqual(["webcontainer", "worker", "worker"]);
  const because = { cause: "time-out", reason: "because of CONTAINER_TIMEOUT" };
  expect(seen.at(-1)).toEqual({ at: "worker", because });
  placed.tryAgain(false);
  expect(placed.place).toEqual({ at: "container" });
  void placed.start(RUN, never, nothing);
  expect(wheres().at(-1)).toBe("webcontainer");
});

test("what needs Node is done by nobody else: it fails with the cause, and each Run is another attempt", async () => {
  const { placed, wheres, fail } = place(["process"]);
  const ran = placed.start(RUN, never, nothing);
  const told = expect(ran).rejects.toMatchObject({
    problem: { blame: "host", code: NO_CONTAINER, message: "Node could not be started: because of CONTAINER_STORAGE" },
  });
  await fail("CONTAINER_STORAGE");
  await told;
  expect(placed.place).toMatchObject({ at: "nowhere", because: { cause: "storage" } });
  void placed.start(RUN, never, nothing);
  expect(wheres()).toEqual(["webcontainer", "webcontainer"]);
});

test("a failure that has nothing to do with starting is passed on as it is", async () => {
  const { placed, wheres, fail } = place();
  const ran = placed.start(RUN, never, nothing);
  const told = expect(ran).rejects.toMatchObject({ problem: { code: "JUDGE_ENDED" } });
  await fail("JUDGE_ENDED");
  await told;
  expect(placed.place).toEqual({ at: "container" });
  expect(wheres()).toEqual(["webcontainer"]);
});

test("what is in the way is known before anything is tried, and looked at again with each Run", async () => {
  const { placed, facts, judge, wheres } = place([], { online: false });
  expect(placed.place).toMatchObject({ at: "worker", because: { cause: "offline" } });
  placed.warm();
  expect(judge.warmed).toBe(1);
  void placed.start(RUN, never, nothing);
  Object.assign(facts, { online: true });
  void placed.start(RUN, never, nothing);
  expect(wheres()).toEqual(["worker", "webcontainer"]);
  placed.warm();
  expect(judge.warmed, "a container is not started ahead of time").toBe(1);

  const needed = place(["process"], { isolated: false });
  await expect(needed.placed.start(RUN, never, nothing)).rejects.toMatchObject({ problem: { code: NO_CONTAINER } });
  expect(needed.judge.asked).toEqual([]);
});

test("who insists is let past what is only likely", () => {
  const { placed, wheres } = place(["process"], { phoneOrTablet: true });
  expect(placed.place).toMatchObject({ at: "nowhere", because: { cause: "device" } });
  placed.tryAgain(false);
  expect(placed.place.at).toBe("nowhere");
  placed.tryAgain(true);
  void placed.start(RUN, never, nothing);
  expect(wheres()).toEqual(["webcontainer"]);
});

test.each([
  [true, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148", 5],
  [true, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", 5],
  [true, "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", 5],
  [false, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", 0],
  [false, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", 10],
])("phone or tablet: %s for %s", (expected, userAgent, touchPoints) => {
  expect(isPhoneOrTablet(userAgent, touchPoints)).toBe(expected);
});
