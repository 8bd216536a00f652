// Each row with a real process: its runs are brought to their moment, it is killed, and another process goes on.
import type { ConformanceTest, GuestProcess, TestContext } from "@forkpoint/conformance";

const DURABILITIES = ["sync", "async", "exit"] as const;
const CHOICES = ["nothing", "all", "rest", "done"];
/** So many turns without a station that begins, and nothing being written: the run waits. It needs a handful to get on. */
const TURNS = 20;

interface Moment {
  /** The station that works when the process is killed; null = the call is over. */
  readonly during: "charge" | "ship" | null;
  /** Whether ship fails. */
  readonly fails?: boolean;
  /** Whether the disk is a station behind, where the run does not wait for it. */
  readonly behind: boolean;
}

const MOMENTS: Readonly<Record<string, Moment>> = {
  "charge-quick": { during: "charge", behind: false },
  "charge-behind": { during: "charge", behind: true },
  "ship-quick": { during: "ship", behind: false },
  "ship-behind": { during: "ship", behind: true },
  "failed-behind": { during: null, fails: true, behind: true },
  "done-behind": { during: null, behind: true },
};

/** Sells in that process; resolves at the moment, when all is on the disk that comes there before the kill. */
async function bringTo(process: GuestProcess, folder: string, durability: string, moment: Moment): Promise<void> {
  const shop = await process.module("shop.ts");
  let begun = 0;
  let writing = 0;
  let isThere = false;
  let reach = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const forEver = new Promise<void>(() => {});

  /** Resolves when nothing has happened for so many turns. Not with the time: a busy machine would be another disk. */
  async function quiet(): Promise<void> {
    let before = begun;
    for (let turns = 0; turns < TURNS; turns++) {
      await shop.turn();
      // What is being written may take any number of turns, and the run goes on behind it.
      if (writing > 0 || begun !== before) turns = 0;
      before = begun;
    }
  }

  const over = shop.sell(folder, durability, {
    async begins(station: string) {
      begun += 1;
      if (station === "ship" && moment.fails) throw new Error("no parcels left");
      if (station !== moment.during) return;
      isThere = true;
      reach();
      await forEver;
    },
    async writes(stations: number | null) {
      const age = stations ?? begun;
      const isTooYoung = () => begun < age + 2;
      if (moment.behind && isTooYoung()) {
        await quiet();
        // At the moment nobody waits for this any more: it would come after the kill.
        if (isThere && isTooYoung()) await forEver;
      }
      writing += 1;
    },
    written: () => void (writing -= 1),
  });
  // Killed in the middle, it rejects.
  over.then(reach, () => {});
  await reached;
  await quiet();
}

/** What another process finds, as one of the choices, and in words. */
async function found(t: TestContext, folder: string) {
  const ran: readonly string[] | null = await (await t.guest.module("shop.ts")).goOn(folder);
  if (ran === null) return { choice: "nothing", evidence: "it throws: nothing is there" };
  const choice = ran.length === 0 ? "done" : ran[0] === "charge" ? "all" : "rest";
  return { choice, evidence: `it runs: ${ran.join(", ") || "nothing, all is done"}` };
}

/** Rows of the table, told in words, with a run in each durability: all in one process, which is killed once. */
async function checkRows(subject: any, t: TestContext, rows: Readonly<Record<string, string>>): Promise<void> {
  const answer: any = await subject.answer;
  const process = await t.guest.process();
  const cells = Object.keys(rows).flatMap((row) =>
    DURABILITIES.map((durability) => ({ row, durability, folder: t.random.id(durability) })),
  );
  await Promise.all(cells.map(({ row, durability, folder }) => bringTo(process, folder, durability, MOMENTS[row]!)));
  await process.kill();
  for (const { row, durability, folder } of cells) {
    const { choice, evidence } = await found(t, folder);
    const said = answer?.[row]?.[durability];
    const name = CHOICES.includes(said) ? String(said) : "no answer";
    if (said !== choice) t.fail(`killed ${rows[row]}, with ${durability}, said to be: ${name}`, evidence, said);
  }
}

const after = ["table/every-cell"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "table/charge",
    rule: "the two rows of a kill while charge works are as real kills show them",
    points: 2,
    after,
    run: (subject, t) =>
      checkRows(subject, t, {
        "charge-quick": "while charge works, on a quick disk",
        "charge-behind": "while charge works, on a disk that is behind",
      }),
  },
  {
    id: "table/ship",
    rule: "the two rows of a kill while ship works are as real kills show them",
    points: 2,
    after,
    run: (subject, t) =>
      checkRows(subject, t, {
        "ship-quick": "while ship works, on a quick disk",
        "ship-behind": "while ship works, on a disk that is behind",
      }),
  },
  {
    id: "table/failed",
    rule: "the row of a kill after a failure, when the call has rejected, is as a real kill shows it",
    points: 1,
    after,
    run: (subject, t) => checkRows(subject, t, { "failed-behind": "when ship has failed" }),
  },
  {
    id: "table/done",
    rule: "the row of a kill when the call has resolved is as a real kill shows it",
    points: 1,
    after,
    run: (subject, t) => checkRows(subject, t, { "done-behind": "when the call has resolved" }),
  },
];
