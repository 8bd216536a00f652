// The programs that the self-test starts with `node` itself: they ask what Node can do in a container, without anything of
// ours in between. What their answers mean is in judge-node.ts.
import { CONTEXT } from "./guest-programs.ts";

const HEAD = "@@self-test ";
const TAIL = " @@";

/** A terminal may carry other things as well, so answers are marked. */
const SAY = `
import process from "node:process";
const say = (answer) => console.log(${JSON.stringify(HEAD)} + JSON.stringify(answer) + ${JSON.stringify(TAIL)});
`;

/** What was said so far. A piece that has not come whole yet is no answer. */
export function answersIn(output: string): unknown[] {
  return output
    .split(HEAD)
    .slice(1)
    .flatMap((piece) => {
      const end = piece.indexOf(TAIL);
      return end === -1 ? [] : [parsed(piece.slice(0, end))];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return `not to be read: ${text}`;
  }
}

export const NODE = `${SAY}
const { version, versions, platform, arch } = process;
say({ version, webcontainer: versions.webcontainer ?? null, v8: versions.v8, platform, arch });`;

export const NATIVE_CONTEXT = `${SAY}${CONTEXT}
say(await places());`;

export const MODULE_HOOKS = `${SAY}
import module from "node:module";
say(typeof module.registerHooks);`;

/** What is typed at it once it has said that it is ready: a letter, another, "delete", a third, "return". */
export const TYPED = "ab\u007fc\r";

export const RAW_TERMINAL = `${SAY}
const { stdin } = process;
stdin.setEncoding("utf8");
let refused = null;
try {
  stdin.setRawMode(true);
} catch (error) {
  refused = error.message;
}
let got = "";
stdin.on("data", (chunk) => {
  got += chunk;
  if (!/[\\r\\n]/.test(got)) return;
  say({ got });
  process.exit(0);
});
say({ tty: stdin.isTTY === true, refused });`;

export const SERVER = `${SAY}
import { createServer } from "node:http";
const server = createServer((request, response) => response.end("you asked " + request.url));
server.listen(0, () => say({ port: server.address().port }));`;

export const client = (port: number): string => `${SAY}
import { get } from "node:http";
const asked = get({ host: "127.0.0.1", port: ${port}, path: "/self-test", agent: false }, (response) => {
  let body = "";
  response.setEncoding("utf8");
  response.on("data", (chunk) => (body += chunk));
  response.on("end", () => say({ status: response.statusCode, body }));
});
asked.on("error", (error) => say({ error: error.message }));`;

export const SLEEPER = `${SAY}
setInterval(() => {}, 100_000);
say({ pid: process.pid });`;

export const look = (pid: number): string => `${SAY}
try {
  process.kill(${pid}, 0);
  say("alive");
} catch (error) {
  say(error.code ?? error.message);
}`;

export const LOOP = `${SAY}
say("looping");
for (;;);`;
