// Lines that a hostile guest might send: valid ones, valid ones damaged, random JSON, bombs, and what is no text at all.
import { seededRandom } from "@forkpoint/conformance";

const KEYS = [
  "a",
  "then",
  "$",
  "do",
  "id",
  "of",
  "is",
  "on",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "0",
  "",
];
const TAGS = ["undefined", "number", "bigint", "date", "bytes", "map", "set", "object", "error", "function", "class"];
const MORE_TAGS = ["instance", "yours", "made", "__proto__", "", "hasOwnProperty"];
const WORDS = [
  "",
  "NaN",
  "-0",
  "12",
  "YWJj",
  "ab==",
  "\u202e",
  "\u0000",
  "revoked",
  "call",
  "new",
  "next",
  "constructor",
];
const CUTS = ["[", "]", "{", "}", '"', ",", ":", "\\", "\\u", "1e999", "-", "null", '"$"', '"__proto__":1,', "\ud800"];

/**
 * The same seed gives the same lines. Of a hundred lines, `hostility` are meant to break something; `lastCall` is the
 * newest call of the judge's, so that many an answer finds someone who waits for it.
 */
export function hostileLines(seed: string): (hostility: number, lastCall: number) => unknown {
  const random = seededRandom(seed);
  const { int, pick } = random;
  let newest = 0;
  const asked = () => Math.max(1, newest - int(-1, 12));
  const chance = (percent: number) => int(1, 100) <= percent;

  const id = (): unknown =>
    chance(85) ? int(-6, 30) : pick([0.5, "1", null, 2 ** 53, -(2 ** 53), 1e308, [], {}, true]);

  function leaf(): unknown {
    switch (int(0, 7)) {
      case 0:
        return pick(WORDS);
      case 1:
        return pick([0, -1, 1e308, 5e-324, 2 ** 53, 8.64e15, 8.64e15 + 1, -1e300]);
      case 2:
        return chance(50);
      case 3:
        return null;
      case 4:
        return "x".repeat(int(0, 300));
      case 5:
        return { $: pick(TAGS) };
      default:
        return {};
    }
  }

  function tagged(depth: number): unknown {
    const tag = chance(90) ? pick(TAGS) : pick(MORE_TAGS);
    const pairs = () => list(() => (chance(90) ? [value(depth - 2), value(depth - 2)] : value(depth - 2)), 4);
    const body: Record<string, unknown> = { $: tag };
    if (chance(80)) body.is = pick([...WORDS, int(0, 99), null, "9".repeat(int(1, 1_200)), "YWJj".repeat(int(0, 50))]);
    if (chance(80)) body.of = chance(80) ? pairs() : leaf();
    if (chance(80)) body.id = id();
    if (chance(50)) body.name = pick(WORDS);
    if (chance(50)) body.message = pick(WORDS);
    return body;
  }

  function list(item: () => unknown, most: number): unknown[] {
    return Array.from({ length: int(0, most) }, item);
  }

  function value(depth: number): unknown {
    if (depth <= 0 || chance(40)) return leaf();
    if (chance(40)) return list(() => value(depth - 1), 5);
    if (chance(30)) return tagged(depth);
    // Defined, not assigned: "__proto__" shall be a key.
    return Object.fromEntries(list(() => [pick(KEYS), value(depth - 1)], 4) as [string, unknown][]);
  }

  /** Keeps most of its values plain, so that not every message is the last one of its port. */
  function harmless(depth: number): unknown {
    if (depth <= 0 || chance(50)) return pick([1, "text", null, true, { $: "undefined" }, { $: "date", is: 1 }]);
    if (chance(20)) return { $: pick(["function", "class", "instance"]), id: int(1, 45), name: "f" };
    if (chance(10)) return { $: "yours", id: int(-3, 12) };
    return chance(50) ? list(() => harmless(depth - 1), 4) : { a: harmless(depth - 1), b: harmless(depth - 1) };
  }

  function message(content: (depth: number) => unknown): unknown {
    const way = pick(["call", "call", "call", "new", "iterate", "next", "return"]);
    switch (int(0, 9)) {
      case 0:
      case 1:
      case 6:
        return { do: "ok", id: content === value && chance(50) ? id() : asked(), value: content(5) };
      case 2:
        return { do: "threw", id: asked(), name: pick(WORDS), message: pick(WORDS), frames: [content(2)] };
      case 3:
        return { do: "refused", id: asked(), why: pick(WORDS), message: pick(WORDS) };
      case 4:
        return { do: "event", value: content(4) };
      case 5:
        return { do: "release", ids: list(() => int(-3, 20), 2) };
      default:
        return {
          do: "call",
          id: int(1, 30),
          on: chance(50) ? 0 : int(-4, 12),
          way: content === value && chance(10) ? leaf() : way,
          name: pick([null, "twice", "twice", "never", "make", "iterate", "constructor", "__proto__", "toString"]),
          args: list(() => content(3), 3),
        };
    }
  }

  function damaged(line: string): string {
    let text = line;
    for (let i = int(1, 4); i > 0; i--) {
      const at = int(0, text.length);
      const cut = chance(50) ? int(0, 5) : 0;
      text = text.slice(0, at) + (chance(60) ? pick(CUTS) : "") + text.slice(at + cut);
    }
    return chance(5) ? text.repeat(2) : text;
  }

  function bomb(): string {
    const many = int(10, 3_000);
    return pick([
      () => "[".repeat(many),
      () => '{"a":'.repeat(many) + "1" + "}".repeat(many),
      () => `{"do":"ok","id":1,"value":${"[".repeat(many)}${"]".repeat(many)}}`,
      () => `{"do":"ok","id":1,"value":[${"[],".repeat(many)}0]}`,
      () => `{"do":"event","value":${"9".repeat(many)}}`,
      () => `{"do":"ok","id":2,"value":{"$":"bigint","is":"${"9".repeat(many)}"}}`,
      () => `{"do":"ok","id":3,"value":"${"\\u0000".repeat(many)}"}`,
      () => `{"do":"ok","do":"event","id":${"1".repeat(many)}}`,
      () => `"${"\\".repeat(many)}"`,
      () => "x".repeat(many * 10),
    ])();
  }

  const notText = (): unknown =>
    pick([
      undefined,
      null,
      1,
      NaN,
      1n,
      true,
      {},
      [],
      ["{}"],
      new Uint8Array(3),
      Object("{}"),
      Symbol("line"),
      () => "{}",
    ]);

  return (hostility, lastCall) => {
    newest = lastCall;
    if (!chance(hostility)) return JSON.stringify(message(harmless));
    const kind = int(1, 100);
    if (kind <= 50) return JSON.stringify(message(value));
    if (kind <= 80) return damaged(JSON.stringify(message(harmless)));
    if (kind <= 90) return JSON.stringify(value(6));
    return kind <= 97 ? bomb() : notText();
  };
}
