// Archives, links and odd folders: what fools a naive reader is refused with a reason, or taken without what is wrong with it.
// Intake is the same in every tier: it is over before a guest is started.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { readSubmissions } from "../../src/course/read-submissions.node.ts";
import { FIXTURES } from "../fixture-course.ts";
import { type Parcel, parcels } from "./archives.ts";
import { runInBox } from "./box.ts";
import { type Hit, setCanaries } from "./canaries.ts";
import { makeZip } from "./make-zip.ts";
import { scanOutputs } from "./scan-outputs.ts";

const exercise = await readExercise(FIXTURES, "tiny-saver");
const NAIVE = path.join(import.meta.dirname, "naive/unzip.ts");

test.for(parcels)("$name: refused, or taken without what is wrong with it", async ({ lay, refused, notes }) => {
  await using canaries = await setCanaries();
  const inbox = path.join(canaries.folder, "out/inbox");
  mkdirSync(inbox);
  lay(inbox, canaries.targets);
  const read = await readSubmissions(inbox, exercise);
  expect(read.submissions).toHaveLength(1);
  const [submission] = read.submissions;
  expect(submission!.author).toBe("ada");
  if (refused) expect(submission).toEqual({ author: "ada", refused: expect.stringMatching(refused) });
  else expect(submission).toEqual({ author: "ada", files: { "saver.ts": "export class TinySaver {}\n" }, notes });
  expect(canaries.tripped([JSON.stringify(read)])).toEqual([]);
});

test.concurrent.for(parcels)("control: $name fools a naive reader", async ({ lay, hit }) => {
  expect(await readNaively(lay, hit === "time")).toContain(hit);
});

test("control: an honest archive trips nothing, whoever reads it", async () => {
  const lay: Parcel["lay"] = (folder) =>
    writeFileSync(path.join(folder, "ada.zip"), makeZip([{ name: "saver.ts", data: "export class TinySaver {}\n" }]));
  expect(await readNaively(lay, false)).toEqual([]);
});

async function readNaively(lay: Parcel["lay"], forEver: boolean): Promise<Hit[]> {
  await using canaries = await setCanaries();
  const inbox = path.join(canaries.folder, "out/inbox");
  const unpacked = path.join(canaries.folder, "out/unpacked");
  for (const folder of [inbox, unpacked]) mkdirSync(folder);
  lay(inbox, canaries.targets);
  const command = [process.execPath, "--no-warnings", NAIVE, inbox, unpacked];
  const limits = forEver ? { cpuSeconds: 1, wallMs: 3_000 } : { cpuSeconds: 10, wallMs: 40_000 };
  const run = await runInBox(command, { canaries, network: false, cwd: unpacked, ...limits });
  const outputs = { terminal: run.stdout, csv: "", html: null, json: "{}" };
  const scanned = scanOutputs(outputs, { rows: 0, keys: [] });
  const points: Hit[] = run.stdout.endsWith('{"passed":1}\n') ? ["points"] : [];
  return [...run.hits, ...points, ...scanned, ...canaries.tripped([run.stdout, run.stderr])];
}
