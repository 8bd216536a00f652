// Answers a call of the other side: one line, whether the called code returns, throws or gives what cannot travel.
import { carryOut } from "./carry-out.ts";
import { describeError, orNothing, printableFrames } from "./describe-error.ts";
import { PortError } from "./errors.ts";
import type { Handles } from "./handles.ts";
import type { LineWriter } from "./line-writer.ts";
import { write, type CallMessage } from "./protocol.ts";

export interface Answerer {
  readonly handles: Handles;
  readonly writer: LineWriter;
  framesOf?(thrown: unknown): readonly string[];
}

/** What it calls runs before this returns, up to its first wait. */
export async function answerCall(call: CallMessage, args: readonly unknown[], by: Answerer): Promise<string> {
  let target: object;
  try {
    target = by.handles.original(call.on);
  } catch (error) {
    return refusalOf(call.id, error);
  }
  let result: unknown;
  try {
    result = carryOut(target, call.way, call.name, args);
    // What "new" makes has its id before the next message is read, since that one may be a call on it.
    if (call.way !== "new") result = await result;
  } catch (thrown) {
    const frames = by.framesOf ? orNothing(by.framesOf, thrown) : undefined;
    return write.threw(call.id, describeError(thrown), printableFrames(frames));
  }
  try {
    if (call.way === "new") by.handles.adopt(-call.id, result as object);
    return by.writer.lineWith(call.way === "new" ? null : result, (encoded) => write.ok(call.id, encoded));
  } catch (error) {
    return refusalOf(call.id, error);
  }
}

export function refusalOf(id: number, error: unknown): string {
  const why = error instanceof PortError && error.code === "PORT_REVOKED" ? "revoked" : "value";
  return write.refused(id, why, describeError(error).message);
}
