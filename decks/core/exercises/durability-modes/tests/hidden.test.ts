// Runs that are killed or fail in their second station, over a slow disk; another graph over the same saver goes on.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const DURABILITIES = ["sync", "async", "exit"] as const;
const CHOICES = ["nothing", "all", "rest"];

/** Stops the shop in its second station, goes on with null, and tells as one of the choices what then ran. */
async function goOnAfter(t: TestContext, how: "killed" | "failed", durability: string) {
  const { buildShop, slowDisk } = await t.guest.module("shop.ts");
  const stations = Array.from({ length: t.random.int(3, 4) }, () => t.random.id("station"));
  const config = { configurable: { thread_id: t.random.id("order") } };
  const disk = await slowDisk(await t.guest.saver(`${how}-${durability}`));
  let reach = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const fails = async (station: string) => {
    if (station === stations[1]) throw new Error("card refused");
  };
  // The kill is the guest's own: on a busy machine this side would be too late for it.
  const begins = how === "failed" ? fails : await disk.killedIn(stations[1], reach);
  const app = await buildShop(await disk.saver, stations, begins);
  const over = (async () => app.invoke({ log: [] }, { ...config, durability }))();
  // Killed, it never settles.
  over.then(reach, reach);
  await reached;
  await disk.cut();

  const ran: string[] = [];
  const next = await buildShop(await disk.saver, stations, async (station: string) => {
    ran.push(station);
  });
  const threw = await (async () => next.invoke(null, config))().then(
    () => false,
    () => true,
  );
  const choice = threw ? "nothing" : ran[0] === stations[0] ? "all" : "rest";
  return { choice, evidence: threw ? "it throws" : `it runs ${ran.length} of ${stations.length} stations` };
}

async function checkRow(subject: any, t: TestContext, how: "killed" | "failed"): Promise<void> {
  const answer: any = await subject.answer;
  for (const durability of DURABILITIES) {
    const { choice, evidence } = await goOnAfter(t, how, durability);
    const cell = answer?.[how]?.[durability];
    const said = CHOICES.includes(cell) ? String(cell) : "no answer";
    if (said !== choice) t.fail(`${how}, with ${durability}, said to be: ${said}`, `${choice}: ${evidence}`, said);
  }
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/killed",
    rule: "the row of the kill is as runs show it",
    points: 2,
    run: (subject, t) => checkRow(subject, t, "killed"),
  },
  {
    id: "answer/failed",
    rule: "the row of the failure is as runs show it",
    points: 2,
    run: (subject, t) => checkRow(subject, t, "failed"),
  },
];
