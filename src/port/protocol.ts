// The messages between judge and guest, one JSON text a line, and how a tree is told to be one.
import { hasOwn, isArray, stringifyJson } from "./captured.ts";
import { idOf } from "./decode.ts";
import { printable, printableFrames, printableText } from "./describe-error.ts";
import { PortError } from "./errors.ts";

/** What a call does with its target; "next" and "return" drive an iterator that "iterate" gave. */
export type Way = "call" | "new" | "iterate" | "next" | "return";

/** `name` is a method's, or null for the target itself. What "new" makes is known as `-id` from then on. */
export interface CallMessage {
  readonly do: "call";
  readonly id: number;
  readonly on: number;
  readonly way: Way;
  readonly name: string | null;
  readonly args: unknown;
}

export type AnswerMessage =
  | { do: "ok"; id: number; value: unknown }
  /** The called code threw. */
  | { do: "threw"; id: number; name: string; message: string; frames: readonly string[] }
  /** The call could not be made, or its result not be handed over. */
  | { do: "refused"; id: number; why: Refusal; message: string };

export type Message =
  | CallMessage
  | AnswerMessage
  | { do: "event"; value: unknown }
  /** The sender has let go of these handles of the receiver's. */
  | { do: "release"; ids: readonly number[] };

export type Refusal = "value" | "revoked";

/** Every event that this code writes begins so, which lets a flood of them be dropped unread. */
export const EVENT_PREFIX = '{"do":"event"';

export const write = {
  call: (id: number, on: number, way: Way, name: string | null, args: string) =>
    `{"do":"call","id":${id},"on":${on},"way":"${way}","name":${stringifyJson(name)},"args":${args}}`,
  ok: (id: number, value: string) => `{"do":"ok","id":${id},"value":${value}}`,
  threw: (id: number, error: { name: string; message: string }, frames: readonly string[]) =>
    `{"do":"threw","id":${id},"name":${stringifyJson(error.name)},"message":${stringifyJson(error.message)},` +
    `"frames":[${listed(frames, (frame) => stringifyJson(frame))}]}`,
  refused: (id: number, why: Refusal, message: string) =>
    `{"do":"refused","id":${id},"why":"${why}","message":${stringifyJson(message)}}`,
  event: (value: string) => `${EVENT_PREFIX},"value":${value}}`,
  release: (ids: readonly number[]) => `{"do":"release","ids":[${listed(ids, (id) => `${id}`)}]}`,
};

function listed<Item>(items: readonly Item[], text: (item: Item) => string): string {
  let all = "";
  for (let i = 0; i < items.length; i++) all += (i === 0 ? "" : ",") + text(items[i]!);
  return all;
}

type Fields = { [key: string]: unknown };

/** Throws PORT_MALFORMED for a tree that is no message. The values inside are left undecoded. */
export function readMessage(tree: unknown): Message {
  if (typeof tree !== "object" || tree === null || isArray(tree)) throw malformed("is not an object");
  const fields = tree as Fields;
  switch (own(fields, "do")) {
    case "call":
      return readCall(fields);
    case "ok":
      return { do: "ok", id: idOf(own(fields, "id")), value: own(fields, "value") };
    case "threw":
      return {
        do: "threw",
        id: idOf(own(fields, "id")),
        ...printable({ name: text(fields, "name"), message: text(fields, "message") }),
        frames: printableFrames(own(fields, "frames")),
      };
    case "refused":
      return {
        do: "refused",
        id: idOf(own(fields, "id")),
        why: own(fields, "why") === "revoked" ? "revoked" : "value",
        message: printableText(text(fields, "message"), 4_000),
      };
    case "event":
      return { do: "event", value: own(fields, "value") };
    case "release":
      return { do: "release", ids: readIds(own(fields, "ids")) };
    default:
      throw malformed("does not say what to do");
  }
}

function readCall(fields: Fields): Message {
  const way = own(fields, "way");
  if (way !== "call" && way !== "new" && way !== "iterate" && way !== "next" && way !== "return")
    throw malformed("calls in an unknown way");
  const id = idOf(own(fields, "id"));
  // `-id` names what "new" makes, so it must not be taken for a handle that this side has given out.
  if (id < 1) throw malformed("has a call without a positive id");
  const name = own(fields, "name");
  if (name !== null && typeof name !== "string") throw malformed("calls a method without a name");
  const args = own(fields, "args");
  if (!isArray(args)) throw malformed("has a call without a list of arguments");
  return { do: "call", id, on: idOf(own(fields, "on")), way, name, args };
}

function readIds(ids: unknown): readonly number[] {
  if (!isArray(ids)) throw malformed("releases no list");
  for (let i = 0; i < ids.length; i++) idOf(ids[i]);
  return ids as readonly number[];
}

function own(fields: Fields, key: string): unknown {
  return hasOwn(fields, key) ? fields[key] : undefined;
}

function text(fields: Fields, key: string): string {
  const value = own(fields, key);
  if (typeof value !== "string") throw malformed(`has no text “${key}”`);
  return value;
}

function malformed(what: string): PortError {
  return new PortError("PORT_MALFORMED", `a message ${what}`);
}
