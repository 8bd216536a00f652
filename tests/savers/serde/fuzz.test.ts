// The fast serializer against the official one, on random values. FUZZ_SEED and FUZZ_COUNT replay or lengthen a run.
import { isDeepStrictEqual } from "node:util";
import { FastSerializer, SaverError } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { seededRandom } from "../../../src/conformance/random.ts";
import { official } from "../../../src/savers/serde/official.ts";
import { NOT_DIRECT } from "../../../src/savers/serde/direct-writing.ts";
import { writeValue } from "../../../src/savers/serde/write-value.ts";
import { mutateSomewhere, randomValue } from "./random-values.ts";

const SEED = process.env.FUZZ_SEED ?? String(Date.now());
const COUNT = Number(process.env.FUZZ_COUNT ?? 20_000);
const fast = new FastSerializer();

test(`${COUNT} random values are written and read as by the official serializer`, { timeout: 300_000 }, async () => {
  console.log(`fuzz: FUZZ_SEED=${SEED} FUZZ_COUNT=${COUNT}`);
  const met = { direct: 0, changed: 0, noText: 0, same: 0, unreadable: 0, prototypes: 0 };
  for (let index = 0; index < COUNT; index += 1) {
    const random = seededRandom(`${SEED}-${index}`);
    const where = `FUZZ_SEED=${SEED}, value ${index}`;
    const value = randomValue(random);
    const text = await compareWriting(value, where);
    if (text === undefined) met.noText += 1;
    else met[await compareReading(text, where)] += 1;
    if (isWrittenDirectly(value)) met.direct += 1;
    // Written before, so that whoever remembers must notice.
    if (!mutateSomewhere(value, random)) continue;
    met.changed += 1;
    await compareWriting(value, `${where}, changed in place`);
  }
  console.log(`fuzz: ${JSON.stringify(met)}`);
  // The run met what it was meant to meet; otherwise there would be little to compare.
  expect(met.direct).toBeGreaterThan(COUNT / 2);
  expect(met.changed).toBeGreaterThan(COUNT / 4);
  expect(met.same).toBeGreaterThan(COUNT / 2);
});

/** The text that both write; undefined for bytes, and where both write nothing of the value. */
async function compareWriting(value: unknown, where: string): Promise<string | undefined> {
  const [type, bytes] = await official.dumpsTyped(value);
  const written = await fast.dumpsTyped(value).catch(codeOf);
  const text = show(bytes);
  if (written === "VALUE_NOT_STORABLE") {
    if (!text.startsWith('"[unable to serialize')) expect.fail(`${where}: refused, but the official text is ${text}`);
    return undefined;
  }
  if (written[0] !== type || show(written[1] as Uint8Array) !== text)
    expect.fail(`${where}: written differently\n  ${text}\n  ${show(written[1] as Uint8Array)}`);
  return type === "json" ? text : undefined;
}

async function compareReading(text: string, where: string): Promise<"same" | "unreadable" | "prototypes"> {
  const byFast = await fast.loadsTyped("json", text);
  const byOfficial = await official.loadsTyped("json", text).then(
    (value: unknown) => ({ value }),
    () => undefined,
  );
  // A record that core refuses: there is nothing to compare with, but ours has read it.
  if (byOfficial === undefined) return "unreadable";
  if (text.includes('"__proto__":')) return "prototypes";
  // As text as well, for the order of keys, and what deep equality does not look at.
  if (!isDeepStrictEqual(byFast, byOfficial.value) || fast.stringify(byFast) !== fast.stringify(byOfficial.value))
    expect.fail(`${where}: read differently from ${text}`);
  return "same";
}

const show = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const codeOf = (error: unknown): [string] | string => {
  if (error instanceof SaverError) return error.code;
  throw error;
};

/** Without falling back to the official serializer, in which case there would be little to compare. */
function isWrittenDirectly(value: unknown): boolean {
  try {
    writeValue(value);
    return true;
  } catch (error) {
    if (error !== NOT_DIRECT) throw error;
    return false;
  }
}
