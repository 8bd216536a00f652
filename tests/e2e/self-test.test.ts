// The self-test page, against a stand-in for WebContainers that runs real Node on this machine.
import { expect, test } from "vitest";
import type { Tab } from "../browsers.ts";
import { faults } from "./axe.ts";
import { containerSite, type ContainerSite } from "./container-site.ts";
import { visit, type Visit } from "./visit.ts";

const STAND_IN = "a stand-in for WebContainers, not the real host";

async function openSelfTest(site: ContainerSite): Promise<Visit> {
  const at = await visit("chromium", { initScript: site.initScript }, await site.serve());
  await at.open("/self-test/");
  await at.tab.waitFor('[data-part="run"]:not([disabled])');
  return at;
}

async function runAll(tab: Tab): Promise<void> {
  await tab.evaluate(() => document.querySelector("self-test")?.removeAttribute("data-phase"));
  await tab.click('[data-part="run"]');
  await tab.waitFor('self-test[data-phase="done"]', 60_000);
}

interface Shown {
  readonly state: string;
  readonly measured: string;
  readonly means: string;
}

/** By the id of the check. */
const shown = (tab: Tab): Promise<Record<string, Shown>> =>
  tab.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("[data-check]")].map((item) => [
        item.dataset.check,
        {
          state: item.dataset.state,
          measured: item.querySelector(".measured")?.textContent ?? "",
          means: item.querySelector(".means")?.textContent ?? "",
        },
      ]),
    ),
  );

const statesOf = (checks: Record<string, Shown>, group: string): string[] =>
  Object.entries(checks).flatMap(([id, { state }]) => (id.startsWith(`${group}/`) ? [state] : []));

test("everything is run against a stand-in, which page and report say; then once more where Node's own context is lost, and ours holds", async () => {
  await using site = await containerSite();
  await using at = await openSelfTest(site);
  const { tab } = at;
  expect(new Set(Object.values(await shown(tab)).map(({ state }) => state))).toEqual(new Set(["waiting"]));
  expect(site.standIn.calls).toEqual([]);
  await runAll(tab);

  const checks = await shown(tab);
  const wrong = Object.entries(checks).filter(([, { state }]) => !["passed", "finding"].includes(state));
  expect(wrong).toEqual([]);
  expect(checks["container/native-context"]).toMatchObject({ state: "finding" });
  expect(checks["container/native-context"]?.measured).toMatch(/^kept after an await, .* in a catch$/);
  expect(checks["container/node"]?.measured).toContain("process.versions.webcontainer stand-in");
  expect(checks["container/boot"]?.measured).toMatch(/copying LangGraph.js into it [\d.]+ ms, starting Node/);
  expect(checks["container/kill"]?.measured).toMatch(/^exit code \d+ after/);
  expect(checks["container/raw-terminal"]?.measured).toContain('received "ab\\u007fc\\r"');
  expect(await tab.text(".stand-in")).toContain(STAND_IN);

  const report = await tab.text('[data-part="text"]');
  expect(report.split("\n")[0]).toBe(`The container's host was ${STAND_IN}.`);
  expect(report).toContain("@webcontainer/api 1.6.4");
  for (const [id, { measured }] of Object.entries(checks)) {
    expect(report).toContain(` ${id}: `);
    expect(report).toContain(measured);
  }
  await tab.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (document.body.dataset.copied = text);
  });
  await tab.click('[data-part="copy"]');
  await tab.waitFor(() => document.querySelector('[data-part="copied"]')?.textContent === "Copied.");
  expect(await tab.evaluate(() => document.body.dataset.copied)).toBe(report);
  await tab.click('[data-check="browser/persistence"] button');
  await tab.waitFor('[data-check="browser/persistence"][data-asked]');

  expect(await tab.text('[data-part="status"]')).toMatch(/^Done: \d+ passed, \d+ findings\.$/);
  expect(await faults(tab)).toEqual([]);
  expect(at.complaints).toEqual([]);
  expect(site.standIn.processes).toBe(0);

  site.standIn.faults = { asyncContextLost: true };
  await runAll(tab);
  const lost = await shown(tab);
  expect(lost["container/native-context"]).toMatchObject({ state: "finding" });
  expect(lost["container/native-context"]?.measured).toMatch(/^lost after an await, after a timer, .*kept in a timer/);
  expect(lost["container/context"]?.state).toBe("passed");
  expect(lost["container/graph"]?.state).toBe("passed");
});

test("a host that never answers: it can be stopped by keyboard, or fails the container alone, with cause and what to do", async () => {
  await using site = await containerSite({ boot: "never-answers" }, 2_000);
  await using at = await openSelfTest(site);
  const { tab } = at;
  await tab.evaluate(() => document.querySelector<HTMLElement>('[data-part="run"]')!.focus());
  await tab.press("Enter");
  await tab.waitFor('[data-check="container/boot"][data-state="running"] .step', 60_000);
  expect(await tab.evaluate(() => (document.activeElement as HTMLElement).dataset.part)).toBe("stop");
  await tab.press("Enter");
  await tab.waitFor('self-test[data-phase="done"]');
  expect(await tab.text('[data-part="status"]')).toMatch(/^Stopped: /);
  expect((await shown(tab))["container/boot"]).toMatchObject({ state: "untold", measured: "stopped" });
  expect(await tab.evaluate(() => (document.activeElement as HTMLElement).dataset.part)).toBe("run");
  expect(await tab.evaluate(() => document.querySelectorAll("iframe").length)).toBe(0);

  await runAll(tab);
  const checks = await shown(tab);
  expect(checks["container/boot"]).toMatchObject({ state: "failed" });
  expect(checks["container/boot"]?.measured).toMatch(/^CONTAINER_TIMEOUT; .*trying once more, in a fresh frame/);
  expect(checks["container/boot"]?.means).toContain("then try again");
  expect(checks["container/graph"]).toEqual({
    state: "untold",
    measured: "not run",
    means: "The container did not start.",
  });
  expect(statesOf(checks, "worker").every((state) => state === "passed")).toBe(true);
  expect(statesOf(checks, "browser").every((state) => ["passed", "finding"].includes(state))).toBe(true);
  expect((await tab.text('[data-part="text"]')).split("\n")[0]).toContain(STAND_IN);
});

test("Firefox: the page and its worker do what they are asked, and a container is not tried without a network", async () => {
  await using at = await visit("firefox");
  await at.open("/self-test/");
  await at.tab.waitFor('[data-part="run"]:not([disabled])');
  await at.tab.evaluate(() => void Object.defineProperty(navigator, "onLine", { value: false }));
  await runAll(at.tab);
  const checks = await shown(at.tab);
  const browserStates = statesOf(checks, "browser").filter((state) => !["passed", "finding"].includes(state));
  // Firefox does not tell how much memory there is.
  expect(browserStates).toEqual(["untold"]);
  expect(new Set(statesOf(checks, "worker"))).toEqual(new Set(["passed"]));
  expect(checks["container/choice"]).toMatchObject({ state: "failed" });
  expect(checks["container/boot"]).toMatchObject({ state: "failed", measured: "CONTAINER_OFFLINE" });
  expect(await at.tab.text('[data-part="text"]')).toContain("Host of the container: no container was started");
});
