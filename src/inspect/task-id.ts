// The id that LangGraph gives a task: a name-based UUID (version 5) within the checkpoint's own id. It is how a pending write
// can be told to be a certain node's, for nothing stored says so.

export interface TaskPlace {
  readonly namespace: string;
  readonly node: string;
  /** The step that the task belongs to: one after its checkpoint's. */
  readonly step: number;
}

/** The task that stands for whoever called the graph. */
export const CALLER = "00000000-0000-0000-0000-000000000000";

/** A node that runs because a channel that it listens to was written to. */
export function triggeredTaskId(checkpointId: string, place: TaskPlace, trigger: string): string {
  return taskId(checkpointId, place, ["__pregel_pull", [trigger]]);
}

/** A node that something was sent to; `index` is the place among all that was sent. */
export function sentTaskId(checkpointId: string, place: TaskPlace, index: number): string {
  return taskId(checkpointId, place, ["__pregel_push", String(index)]);
}

/** What stands for a task where `updateState` wrote to a checkpoint. */
export function updateTaskId(checkpointId: string): string {
  return uuid5("__interrupt__", checkpointId);
}

function taskId(checkpointId: string, { namespace, node, step }: TaskPlace, rest: readonly unknown[]): string {
  const path = namespace === "" ? node : `${namespace}|${node}`;
  return uuid5(JSON.stringify([path, String(step), node, ...rest]), checkpointId);
}

function uuid5(name: string, namespaceId: string): string {
  const namespace = (namespaceId.replaceAll("-", "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const hash = sha1(new Uint8Array([...namespace, ...new TextEncoder().encode(name)])).subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Written out because the platforms' own is asynchronous, and missing where a page is not served securely.
function sha1(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((message.length + 8) >> 6) * 64 + 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, message.length << 3);

  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Uint32Array(80);
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(block + at * 4);
    for (let at = 16; at < 80; at += 1)
      words[at] = rotate(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1);
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let at = 0; at < 80; at += 1) {
      const [mix, constant] =
        at < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : at < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : at < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const next = (rotate(a, 5) + mix + e + constant + words[at]!) >>> 0;
      [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
    }
    [a, b, c, d, e].forEach((value, at) => (state[at] = state[at]! + value));
  }

  const digest = new Uint8Array(20);
  state.forEach((word, at) => new DataView(digest.buffer).setUint32(at * 4, word));
  return digest;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
