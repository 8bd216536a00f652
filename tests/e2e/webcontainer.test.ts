// An exercise run in Node, in a container: against a loopback stand-in that runs real Node, never against WebContainers.
import { expect, test } from "vitest";
import type { Report } from "../../src/course/model.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { comparableText } from "../../src/grading/report.ts";
import type { Tab } from "../browsers.ts";
import { shareFor } from "../browser/share.ts";
import { check as judge, loadTests, nodeRuntime, readFingerprints } from "../node-grading.ts";
import { ROOT } from "./built-site.ts";
import { containerSite, type ContainerSite } from "./container-site.ts";
import { faults } from "./axe.ts";
import { check, ended, openWith, ready, run, visit, type Visit } from "./visit.ts";

const EXERCISE = "count-the-checkpoints";
const NODE_PAGE = `/exercises/${EXERCISE}/node/`;

/** The same seed for every check, and the reports as the judge sends them. */
const KEEP_REPORTS = `
  const { getRandomValues } = Crypto.prototype;
  Crypto.prototype.getRandomValues = function (array) {
    return array instanceof Uint32Array && array.length === 1 ? array.fill(7) : getRandomValues.call(this, array);
  };
  globalThis.reports = [];
  globalThis.Worker = class extends Worker {
    constructor(...of) {
      super(...of);
      this.addEventListener("message", ({ data }) => {
        if (data.kind === "done" && data.result.kind === "check") reports.push(data.result.report);
      });
    }
  };`;

async function open(site: ContainerSite, colorScheme: "light" | "dark" = "light"): Promise<Visit> {
  const options = { initScript: `${site.initScript}${KEEP_REPORTS}`, colorScheme };
  const at = await visit("chromium", options, await site.serve());
  await at.open(NODE_PAGE);
  await ready(at.tab);
  return at;
}

const lastReport = (tab: Tab): Promise<Report> =>
  tab.evaluate(() => (globalThis as unknown as { reports: Report[] }).reports.at(-1)!);

test("Run and Check in Node: named as made against a stand-in, with the report that the worker gives", async () => {
  await using site = await containerSite();
  await using at = await open(site);
  expect(await at.tab.text(".runs-in")).toContain("Runs in Node, in a WebContainer");
  await at.tab.evaluate(() => document.querySelector<HTMLElement>(".actions .primary")!.focus());
  expect(site.standIn.calls, "nothing is asked of another site before somebody runs something").toEqual([]);

  await run(at.tab);
  expect(await at.tab.text(".output-end")).toBe("Finished.");
  expect(site.standIn.containers).toBe(1);
  const made = "This was made against a stand-in for WebContainers, not on WebContainers.";
  expect(await at.tab.text(".ran .made-in")).toBe(made);

  await check(at.tab);
  expect(await at.tab.text(".checked .made-in")).toBe(made);
  const inNode = await lastReport(at.tab);
  expect(inNode.made).toMatchObject({ host: "webcontainer", isolation: "a stand-in for WebContainers" });
  expect(site.standIn.containers, "the same one").toBe(1);
  expect(await faults(at.tab)).toEqual([]);

  await at.open(`/exercises/${EXERCISE}/`);
  await ready(at.tab);
  await expect.poll(() => site.standIn.containers, { message: "it goes with the page" }).toBe(0);
  await check(at.tab);
  const inWorker = await lastReport(at.tab);
  expect(inWorker.made.host).toBe("worker");
  expect(inWorker.results.length).toBeGreaterThan(3);
  expect(comparableText(inNode)).toBe(comparableText(inWorker));
  expect(at.complaints).toEqual([]);
});

const NEED_NODE = [
  { id: "two-replicas", mutant: null },
  { id: "crash-table", mutant: "exit-saves-each-step" },
];
// A check with many processes takes half a minute when there are others beside it.
test.each(shareFor("chromium", NEED_NODE, { chromium: 2 }))(
  "$id: what needs Node gets the report that Node gives, in processes of the container",
  async ({ id, mutant }) => {
    await using site = await containerSite();
    await using at = await visit("chromium", { initScript: `${site.initScript}${KEEP_REPORTS}` }, await site.serve());
    const exercise = await readExercise(ROOT, id);
    const { files } = mutant ? exercise.mutants.find(({ name }) => name === mutant)! : exercise.solutions[0]!;
    const own = Object.entries(files).filter(([file]) => !exercise.given.includes(file));
    await openWith(at, id, Object.fromEntries(own));
    await check(at.tab);
    const report = await lastReport(at.tab);
    expect(report.made).toMatchObject({ host: "webcontainer", isolation: "a stand-in for WebContainers" });
    await using runtime = nodeRuntime();
    const inNode = await judge({
      exercise,
      tests: await loadTests(exercise),
      fingerprints: readFingerprints(exercise),
      files,
      runtime,
      seed: report.seed,
    });
    expect(inNode.made.host).toBe("node");
    expect(comparableText(report)).toBe(comparableText(inNode));
    expect(at.complaints).toEqual([]);
  },
);

test("code and progress are those of the ordinary page, and a page that comes back boots anew, one container at a time", async () => {
  await using site = await containerSite();
  await using at = await visit("chromium", { initScript: site.initScript }, await site.serve());
  const { starter } = await readExercise(ROOT, EXERCISE);
  await openWith(at, EXERCISE, { "predict.ts": `// mine\n${starter["predict.ts"]}` });
  await at.open(NODE_PAGE);
  await ready(at.tab);
  expect(await at.tab.text(".cm-content")).toContain("// mine");
  await run(at.tab);
  expect(await at.tab.text(".ran .made-in")).toContain("stand-in");
  await at.tab.click(".runs-in a");
  await at.tab.waitFor("summary:text('Where it runs')");
  await ready(at.tab);
  expect(await at.tab.text("progress-mark .words")).toBe("in progress");
  await at.tab.evaluate(() => void setTimeout(() => history.back()));
  await at.tab.waitFor(".runs-in a");
  await ready(at.tab);
  await run(at.tab);
  expect(await at.tab.text(".ran .made-in")).toContain("stand-in");
  expect(site.standIn.containers).toBe(1);
  expect(site.standIn.calls.filter(({ method }) => method === "build")).toHaveLength(2);
});

test("a container that is slow to start is told as slow; one that does not start gives way to the worker, until somebody tries again", async () => {
  await using site = await containerSite({ boot: "never-answers" });
  await using at = await open(site, "dark");
  // What takes five seconds and more, in a page whose clock runs faster.
  await at.tab.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() * 100;
  });
  await at.tab.click(".actions .primary");
  await at.tab.waitFor(".steps .slow");
  expect(await at.tab.text(".steps .slow")).toContain("stackblitz.com has not answered yet");
  expect(await at.tab.text('.steps [role="status"]')).toContain("has not answered yet");
  expect(await at.tab.text(".steps li:last-child .time")).toMatch(/^\d+\.\d s$/);
  await at.tab.click(".actions .stop");
  await ended(at.tab);

  site.standIn.faults = { boot: "out-of-memory" };
  await at.tab.reload();
  await ready(at.tab);
  await run(at.tab);
  expect(await at.tab.text('.place-notice [role="alert"]')).toContain("Run and Check use the ordinary worker");
  expect(await at.tab.text(".place-notice")).toContain("There was not enough memory for a container.");
  expect(await at.tab.text(".output-end")).toBe("Finished.");
  expect(await at.tab.text(".made-in")).toBe(
    "Made in the ordinary worker, not in Node. There was not enough memory for a container.",
  );
  expect(await faults(at.tab)).toEqual([]);
  const asked = site.standIn.calls.length;
  await check(at.tab);
  expect(await at.tab.text(".verdict h2")).toMatch(/rules hold$/);
  expect(site.standIn.calls.length, "nobody waits for another attempt").toBe(asked);

  site.standIn.faults = {};
  await at.tab.click(".place-notice button");
  expect(await at.tab.evaluate(() => document.activeElement?.textContent)).toBe("Run");
  await at.tab.waitFor('.checked .made-in[data-not-node="stand-in"]', 30_000);
  expect(await at.tab.text(".place-notice")).toBe("");
});

test("what needs Node has an honest panel in the place of a result, and each Run is another attempt", async () => {
  await using site = await containerSite({ boot: "never-answers" }, 2_000);
  // An exercise like any other, but its page is told that it needs processes.
  const page = `exercises/${EXERCISE}/node/index.html`;
  await site.change(page, '"node":"asked"', '"node":"needed"');
  await site.change(page, '"needs":[]', '"needs":["process"]');
  await using at = await open(site, "dark");
  await at.tab.click(".cm-content");
  await at.tab.type(".cm-content", "// mine ");
  await run(at.tab);
  const panel = await at.tab.text(".ran .node-panel");
  expect(panel).toContain("This exercise needs Node, which could not be started here");
  expect(panel).toContain("stackblitz.com did not answer in time");
  expect(panel).toContain("Your code is kept in this browser");
  expect(panel).toContain(`npm run forkpoint -- grade mine --exercise ${EXERCISE} --out reports`);
  expect(await at.tab.text(".cm-content")).toContain("// mine");
  expect(await at.tab.text("progress-mark .words")).toBe("not started");
  expect(await at.tab.evaluate(() => document.querySelector(".output-lines, .made-in"))).toBeNull();
  await at.tab.setViewport(390, 844);
  expect(await faults(at.tab)).toEqual([]);
  expect(await at.tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  await check(at.tab);
  expect(await at.tab.text(".checked .node-panel")).toContain("did not answer in time");
  expect(await at.tab.evaluate(() => document.querySelector(".verdict"))).toBeNull();
  site.standIn.faults = { boot: "out-of-memory" };
  await at.tab.click(".checked .node-panel button");
  await at.tab.waitFor('.checked .node-panel[data-cause="memory"]', 30_000);
});
