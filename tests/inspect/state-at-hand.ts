// What is shown of one checkpoint, and the words for it.
import { at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openFile } from "../../src/inspect/open-file.ts";
import type { Channel, CheckpointState } from "../../src/inspect/saver-file.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";

export const key = { thread: "t", namespace: "", id: idOf(1) };

/** What is shown of one checkpoint with these values. */
export async function stateOf(values: Record<string, unknown>): Promise<CheckpointState> {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values });
  using file = openFile(sqlJs, saver.export());
  return file.state(key);
}

export async function channelOf(value: unknown): Promise<Channel> {
  const { channels } = await stateOf({ value });
  return channels[0]!;
}

export const entries = (type: string | null, ...list: [string, unknown][]) => ({ is: "object", type, entries: list });
export const other = (text: string) => ({ is: "other", text });
