import { expect, test } from "vitest";
import type { Capability } from "../../src/course/model.ts";
import {
  chooseRuntime,
  isOnlyLikely,
  type ContainerBar,
  type PageFacts,
  type RuntimeWish,
} from "../../src/runtimes/choose-runtime.ts";
import { ABLE_PAGE } from "../able-page.ts";

const ORDINARY: RuntimeWish = { needs: [], askedForNode: false };
const ASKED: RuntimeWish = { needs: [], askedForNode: true };
const NEEDED: RuntimeWish = { needs: ["process", "filesystem"], askedForNode: false };

/** One fact that is in the way of a container, each with the name it is told by. */
const IN_THE_WAY: readonly (readonly [ContainerBar, Partial<PageFacts>])[] = [
  ["not-isolated", { isolated: false }],
  ["offline", { online: false }],
  ["embedded", { topLevel: false }],
  ["device", { phoneOrTablet: true }],
  ["low-memory", { memoryGb: 2 }],
  ["save-data", { saveData: true }],
];

test("a page that can do everything runs what needs Node, or was asked for in Node, in a container", () => {
  expect(chooseRuntime(ORDINARY, ABLE_PAGE)).toEqual({ use: "worker", instead: null });
  expect(chooseRuntime(ASKED, ABLE_PAGE)).toEqual({ use: "webcontainer" });
  expect(chooseRuntime(NEEDED, ABLE_PAGE)).toEqual({ use: "webcontainer" });
  expect(chooseRuntime({ needs: ["filesystem"], askedForNode: true }, ABLE_PAGE)).toEqual({ use: "webcontainer" });
});

test.each(IN_THE_WAY)("%s: the worker takes what does not need Node, and nothing what does", (bar, facts) => {
  const page = { ...ABLE_PAGE, ...facts };
  expect(chooseRuntime(ORDINARY, page)).toEqual({ use: "worker", instead: null });
  expect(chooseRuntime(ASKED, page)).toEqual({ use: "worker", instead: { bar, reason: expect.any(String) as string } });
  expect(chooseRuntime(NEEDED, page)).toEqual({ use: "none", bar, reason: expect.any(String) as string });
});

test.each(IN_THE_WAY)("%s: who insists is let past what is only likely to fail", (bar, facts) => {
  const page = { ...ABLE_PAGE, ...facts };
  const may = ["device", "low-memory", "save-data"].includes(bar);
  expect(isOnlyLikely(bar)).toBe(may);
  expect(chooseRuntime({ ...NEEDED, insisted: true }, page).use).toBe(may ? "webcontainer" : "none");
  expect(chooseRuntime({ ...ASKED, insisted: true }, page).use).toBe(may ? "webcontainer" : "worker");
});

test("memory that the browser does not tell is no obstacle, and enough is enough", () => {
  expect(chooseRuntime(NEEDED, { ...ABLE_PAGE, memoryGb: null }).use).toBe("webcontainer");
  expect(chooseRuntime(NEEDED, { ...ABLE_PAGE, memoryGb: 4 }).use).toBe("webcontainer");
});

test("what no place in a page has is said so, whoever insists", () => {
  const wish = { needs: ["process", "postgres"] as Capability[], askedForNode: true, insisted: true };
  expect(chooseRuntime(wish, ABLE_PAGE)).toEqual({
    use: "none",
    bar: "no-such-capability",
    reason: expect.stringContaining("postgres") as string,
  });
});

test("of several things in the way, the one is told that has to go first", () => {
  const all = Object.assign({}, ABLE_PAGE, ...IN_THE_WAY.map(([, facts]) => facts)) as PageFacts;
  const told = (page: PageFacts) => {
    const choice = chooseRuntime(NEEDED, page);
    return choice.use === "none" ? choice.bar : choice.use;
  };
  expect(told(all)).toBe("embedded");
  expect(told({ ...all, topLevel: true })).toBe("not-isolated");
  expect(told({ ...all, topLevel: true, isolated: true })).toBe("device");
  expect(told({ ...ABLE_PAGE, saveData: true, online: false })).toBe("save-data");
});
