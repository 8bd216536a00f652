// What the answers of Node's own programs mean. Answers are as they came: anything.
import { sortPlaces } from "./judge-guest.ts";
import { failed, finding, passed, type Result } from "./model.ts";
import { TYPED } from "./node-programs.ts";
import { ms, oneLine, same } from "./words.ts";

export function node(answer: unknown): Result {
  const { version, webcontainer, v8, platform, arch } = fieldsOf(answer);
  if (typeof version !== "string") return failed(oneLine(answer), "The program did not say which Node it runs in.");
  const container =
    typeof webcontainer === "string"
      ? `process.versions.webcontainer ${webcontainer}`
      : "no process.versions.webcontainer";
  return finding(
    `Node ${version}, ${container}, V8 ${oneLine(v8)}, ${oneLine(platform)} ${oneLine(arch)}`,
    "Reports made in this container come from this Node.",
  );
}

/** Both answers are findings: where it is lost, our own takes its place. */
export function nativeContext(answer: unknown): Result {
  const { kept, lost } = sortPlaces(answer);
  if (kept.length + lost.length === 0) return failed(oneLine(answer), "The program gave no answer that can be read.");
  if (lost.length === 0)
    return finding(`kept ${kept.join(", ")}`, "Node's own would do here. The course uses its own all the same.");
  return finding(
    `lost ${lost.join(", ")}; kept ${kept.join(", ") || "nowhere"}`,
    "LangGraph.js as it is installed would lose its run here. The course uses an async context of its own, checked below.",
  );
}

export function moduleHooks(answer: unknown): Result {
  return finding(
    `typeof module.registerHooks is ${oneLine(answer)}`,
    "Nothing depends on it: in a container, modules lie in files.",
  );
}

export function rawTerminal(state: unknown, got: unknown): Result {
  const { tty, refused } = fieldsOf(state);
  const received = fieldsOf(got).got;
  const measured = [
    tty === true ? "a terminal" : "no terminal",
    typeof refused === "string" ? `setRawMode: ${oneLine(refused)}` : null,
    `typed ${shown(TYPED)}, received ${shown(received)}`,
  ];
  return finding(
    measured.filter((part) => part !== null).join("; "),
    received === TYPED
      ? "Lines reach a program as they were sent."
      : "The terminal edits what is sent. Our lines are made to stand that.",
  );
}

export function server(answer: unknown): Result {
  return same(answer, { status: 200, body: "you asked /self-test" })
    ? passed("200, from a port that the system chose", "Exercises with a server in a process of its own can run here.")
    : failed(oneLine(answer), "Processes do not reach each other over HTTP: exercises with a server fail here.");
}

export function alive({ before, after }: { before: unknown; after: unknown }): Result {
  const measured = `while it lived: ${oneLine(before)}; after it was killed: ${oneLine(after)}`;
  if (before !== "alive")
    return failed(
      measured,
      "A living process looks dead, so two of them may take the same file for theirs. Please report this.",
    );
  if (after !== "ESRCH")
    return failed(
      measured,
      "A killed process looks alive, so its files stay locked until the container is started anew. Please report this.",
    );
  return passed(measured, "A process can tell whether the owner of a file is still there.");
}

export function kill({ code, killMs }: { code: number; killMs: number }): Result {
  return passed(
    `exit code ${code} after ${ms(killMs)}`,
    "A process can be ended at any moment, as crashes are in exercises.",
  );
}

/** "Delete" as its code. */
function shown(text: unknown): string {
  return oneLine(JSON.stringify(text)).replaceAll("\u007f", "\\u007f");
}

function fieldsOf(answer: unknown): Record<string, unknown> {
  return typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : {};
}
