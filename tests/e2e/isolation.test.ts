// Which pages are cross-origin isolated, that links across that border load pages anew, and that nobody else pays for it.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { expect, test } from "vitest";
import { listExercises, readExercise } from "../../src/course/read-exercise.node.ts";
import { browserNames, type Tab } from "../browsers.ts";
import { DIST, ROOT } from "./built-site.ts";
import { check, openExercise, ready, run, visit } from "./visit.ts";

const ORDINARY = [
  "/",
  "/claims/",
  "/lab/",
  "/lessons/threads/who-remembers/",
  "/exercises/fork-properly/",
  "/exercises/count-the-checkpoints/",
];

const ISOLATED = ["/exercises/fork-properly/node/", "/container.html", "/self-test/"];

/** So that the worker has to do it, and no test asks another site for anything. */
const OFFLINE = "Object.defineProperty(navigator, 'onLine', { value: false });";

const isolated = (tab: Tab): Promise<boolean> => tab.evaluate(() => crossOriginIsolated);

/** Addresses of the pages that run in Node because their exercise needs it. */
async function needNode(): Promise<string[]> {
  const exercises = await Promise.all((await listExercises(ROOT)).map((id) => readExercise(ROOT, id)));
  return exercises.filter(({ needs }) => needs.length > 0).map(({ id }) => `/exercises/${id}/`);
}

for (const browser of browserNames)
  test(`${browser}: pages that run in Node are isolated, and no other page is`, async () => {
    await using at = await visit(browser);
    const isIsolated = async (page: string) => {
      // Firefox's driver loses a tab in which such a page follows another one: it is then shown by another process.
      await using tab = await at.newTab();
      await tab.goto(new URL(page, at.address).href);
      return [page, await isolated(tab)];
    };
    const ordinary = browser === "chromium" ? ORDINARY : ORDINARY.slice(-2);
    for (const page of ordinary) expect(await isIsolated(page)).toEqual([page, false]);
    for (const page of [...ISOLATED, ...(await needNode())]) expect(await isIsolated(page)).toEqual([page, true]);
  });

test("links across the border load the page anew, there and back, and so does the browser's own way back", async () => {
  await using at = await visit("chromium");
  await at.open("/lessons/time-travel/fork-properly/");
  await at.tab.click('main a[href="/exercises/fork-properly/"]');
  await at.tab.waitFor("exercise-workspace[data-ready]", 30_000);
  expect(await isolated(at.tab)).toBe(false);
  await at.tab.click("summary:text('Where it runs')");
  await at.tab.click('a[href="/exercises/fork-properly/node/"]');
  await at.tab.waitFor(".runs-in a");
  expect(await isolated(at.tab)).toBe(true);
  await at.tab.click(".runs-in a");
  await at.tab.waitFor("summary:text('Where it runs')");
  expect(await isolated(at.tab)).toBe(false);
  await at.tab.evaluate(() => void setTimeout(() => history.back()));
  await at.tab.waitFor(".runs-in a");
  expect(await isolated(at.tab)).toBe(true);
});

test("the ordinary page of an exercise fetches nothing for containers, whatever is done on it", async () => {
  await using at = await visit("chromium");
  const forContainers = () => at.tab.requests.filter((url) => /container|isolate|stackblitz|snapshot/i.test(url));
  await openExercise(at, "count-the-checkpoints");
  await run(at.tab);
  await check(at.tab);
  expect(forContainers()).toEqual([]);
  // The names that are looked for are those that such a page does fetch.
  await at.open("/exercises/count-the-checkpoints/node/");
  await at.tab.waitFor("exercise-workspace[data-ready]", 30_000);
  expect(forContainers().length).toBeGreaterThan(0);
});

test("what an isolated page frames and starts works in it: the worker runs what Node was not there for", async () => {
  await using at = await visit("chromium", { initScript: OFFLINE });
  await at.open("/exercises/count-the-checkpoints/node/");
  await ready(at.tab);
  expect(await isolated(at.tab)).toBe(true);
  expect(await at.tab.text(".place-notice")).toContain("This browser is offline");
  await run(at.tab);
  expect(await at.tab.text(".output-end")).toBe("Finished.");
  expect(await at.tab.text(".made-in")).toContain("Made in the ordinary worker, not in Node.");
  expect(at.complaints).toEqual([]);
});

test("without headers a page can be isolated by a service worker, when somebody asks, and no other page is touched", async () => {
  await using plain = await serveWithoutHeaders();
  await using at = await visit("chromium", { initScript: OFFLINE }, plain);
  await at.open("/exercises/count-the-checkpoints/node/");
  await ready(at.tab);
  expect(await isolated(at.tab)).toBe(false);
  expect(await at.tab.text(".place-notice")).toContain("not cross-origin isolated");
  expect(await at.tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);

  await at.tab.click(".place-notice button");
  await at.tab.waitFor('exercise-workspace[data-ready] .place-notice [data-cause="offline"]', 30_000);
  expect(await isolated(at.tab)).toBe(true);
  await run(at.tab);
  expect(await at.tab.text(".ran .made-in"), "what is framed without the headers").toContain("in the ordinary worker");
  const frame = await at.tab.evaluate(
    () =>
      new Promise((resolve) => {
        const element = document.createElement("iframe");
        element.src = "/container.html";
        element.onload = () => resolve((element.contentWindow as typeof globalThis | null)?.crossOriginIsolated);
        document.body.append(element);
      }),
  );
  expect(frame).toBe(true);
  for (const page of ["/exercises/count-the-checkpoints/", "/"]) {
    await at.open(page);
    const seen = await at.tab.evaluate(() => [crossOriginIsolated, navigator.serviceWorker.controller]);
    expect([page, ...seen]).toEqual([page, false, null]);
  }
});

/** As a host does that reads no `_headers`. */
async function serveWithoutHeaders() {
  const files = sirv(DIST, { etag: true });
  const server: Server = createServer((request, response) => files(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    address: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
