// A process for tests to kill: puts a chain of checkpoints with a file journal and says on standard output what was kept.
// node file-journal-child.ts <folder> <what> [<n>]; what = "kill" at event n, "fill" until the disk refuses, "hold" until killed.
import { writeSync } from "node:fs";
import { SqlJsSaver } from "@forkpoint/savers";
import { fileJournal } from "@forkpoint/savers/node";
import { at, idOf, put } from "../../../src/conformance/contracts/saver/saver-calls.ts";

const [folder = "", what, n] = process.argv.slice(2);
// Synchronous, so that a line is out before the process dies.
const say = (line: string) => void writeSync(1, `${line}\n`);

let events = 0;
function event(): void {
  events += 1;
  if (what === "kill" && events === Number(n)) process.kill(process.pid, "SIGKILL");
}

const saver = await SqlJsSaver.open({ journal: fileJournal(folder, { snapshotAfter: { commits: 5 } }) });
event();
let config = at("t");
const write = async (step: number, text: string) => {
  event();
  const writing = saver.putWrites(
    { configurable: { ...config.configurable, checkpoint_id: idOf(step) } },
    [["said", text]],
    "task",
  );
  event();
  await writing;
  say(`write ${step}`);
  event();
};
const step = async (number: number, text: string) => {
  event();
  const putting = put(saver, { config, n: number, values: { said: text } });
  event();
  config = await putting;
  say(`put ${number}`);
  event();
};

if (what === "hold") {
  say("held");
  setInterval(() => undefined, 1_000);
} else if (what === "fill") {
  for (let number = 1; number < 1_000; number += 1)
    try {
      await step(number, "x".repeat(2_000));
    } catch (error) {
      say(`refused ${number} ${(error as { code?: string }).code}`);
      if (number > 990) break;
      // Memory still has it, and so has the next export.
      const tuple = await saver.getTuple(at("t", "", idOf(number)));
      say(`memory ${tuple?.checkpoint.id === idOf(number)}`);
      process.exit(0);
    }
} else {
  for (let number = 1; number <= 2; number += 1) {
    await step(number, `said ${number}`);
    await write(number, `wrote ${number}`);
  }
  say(`events ${events}`);
}
