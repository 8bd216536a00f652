// One chat of a given length in every saver: stored bytes, a turn's saver calls, reads, and the graph's own invoke.
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { chatGraph, THREAD, userInput } from "./chat.ts";
import { type Contender, contenders } from "./contenders.ts";
import { NoSerialising, recordChat, replay, asReadBy } from "./saver-calls.ts";
import { printTable, Samples } from "./table.ts";

export const NO_SAVER = "(no saver)";
export const NO_SERIALISING = "(saver that keeps objects)";
export const TURN = "saver calls of a turn";
export const TURN_KEPT = "same, objects kept";
export const LATEST = "getTuple latest";
export const LATEST_COLD = "same, cold";
export const LIST = "list(limit 10)";
export const LIST_COLD = "same, cold ";
export const INVOKE = "graph.invoke";
export const BYTES = "bytes";
export const BYTES_HALF = "bytes at half";
const FIGURES = [TURN, TURN_KEPT, LATEST, LATEST_COLD, LIST, LIST_COLD, INVOKE];

export async function chatOf(turns: number, rounds: number): Promise<Samples> {
  const samples = new Samples();
  const all = Object.entries(contenders).map(([name, open]) => [name, open()] as const);
  const chat = await recordChat(turns);
  // The last turns are timed, in two ways, all savers taking turns; those before are only filled in.
  const timed = Math.min(20, Math.ceil(turns / 3));
  for (const [turn, calls] of chat.entries()) {
    if (turn === turns / 2) for (const [name, { bytes }] of all) samples.add(name, BYTES_HALF, bytes());
    const figure = turn >= turns - timed ? TURN : turn >= turns - 2 * timed ? TURN_KEPT : undefined;
    for (const [name, { saver }] of all) {
      const given = figure === TURN ? await asReadBy(saver, calls) : calls;
      if (figure === undefined) await replay(saver, given);
      else await samples.time(name, figure, () => replay(saver, given));
    }
  }
  for (const [name, { bytes }] of all) samples.add(name, BYTES, bytes());
  await readAll(samples, all, turns, rounds);
  await invokeAll(samples, all, turns, rounds);
  for (const [, { close }] of all) close();
  printTable(
    `(e) Chat of ${turns} turns: ${2 * turns} messages, ${chat.flat().filter(([method]) => method === "put").length} checkpoints`,
    samples,
    [...all.map(([name]) => name), NO_SERIALISING, NO_SAVER],
    FIGURES,
  );
  for (const [name] of all)
    console.log(
      `  ${name}: ${samples.median(name, BYTES).toLocaleString("en")} bytes, ` +
        `${samples.median(name, BYTES_HALF).toLocaleString("en")} at ${turns / 2} turns`,
    );
  return samples;
}

type Opened = readonly (readonly [name: string, Contender])[];

async function readAll(samples: Samples, all: Opened, turns: number, rounds: number): Promise<void> {
  for (const [name, { saver }] of all) {
    const messages = (await saver.getTuple(THREAD))?.checkpoint.channel_values.messages as unknown[] | undefined;
    if (messages?.length !== 2 * turns) throw new Error(`${name} gave back ${messages?.length} messages`);
  }
  for (let round = -1; round < rounds; round += 1)
    for (const [name, { saver, forget }] of all) {
      const into = round < 0 ? new Samples() : samples; // the first round warms up
      await into.time(name, LATEST, () => saver.getTuple(THREAD));
      forget();
      await into.time(name, LATEST_COLD, () => saver.getTuple(THREAD));
      await into.time(name, LIST, () => listTen(saver));
      forget();
      await into.time(name, LIST_COLD, () => listTen(saver));
    }
}

async function invokeAll(samples: Samples, all: Opened, turns: number, rounds: number): Promise<void> {
  const bare = new NoSerialising();
  const bareGraph = chatGraph(bare);
  for (let turn = 0; turn < turns; turn += 1) await bareGraph.invoke(userInput(turn), THREAD);
  const graphs = [
    ...all.map(([name, { saver }]) => [name, chatGraph(saver)] as const),
    [NO_SERIALISING, bareGraph] as const,
  ];
  const noSaver = chatGraph(undefined);
  let { messages } = await bareGraph.invoke(userInput(turns), THREAD);
  for (let round = -1; round < rounds; round += 1) {
    const into = round < 0 ? new Samples() : samples;
    for (const [name, graph] of graphs)
      await into.time(name, INVOKE, () => graph.invoke(userInput(turns + 1 + round), THREAD));
    const input = { messages: [...messages, ...userInput(turns + 1 + round).messages] };
    await into.time(NO_SAVER, INVOKE, async () => ({ messages } = await noSaver.invoke(input)));
  }
}

async function listTen(saver: BaseCheckpointSaver): Promise<void> {
  let count = 0;
  for await (const _ of saver.list(THREAD, { limit: 10 })) count += 1;
  if (count !== 10) throw new Error(`list({ limit: 10 }) gave ${count}`);
}
