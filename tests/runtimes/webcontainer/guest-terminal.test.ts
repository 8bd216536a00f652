// One process of a container, played by the test: its terminal, its exit.
import { expect, test } from "vitest";
import { frameLine } from "../../../src/port/framed-lines.ts";
import { openTerminal } from "../../../src/runtimes/webcontainer/guest-terminal.ts";

function play() {
  const written: string[] = [];
  let kills = 0;
  let terminal!: ReadableStreamDefaultController<string>;
  const exit = Promise.withResolvers<number>();
  const guest = openTerminal({
    input: new WritableStream({ write: (text: string) => void written.push(text) }),
    output: new ReadableStream({ start: (controller) => void (terminal = controller) }),
    exit: exit.promise,
    kill() {
      kills++;
      exit.resolve(143);
    },
  });
  const { port1, port2 } = new MessageChannel();
  const heard: unknown[] = [];
  port1.onmessage = ({ data }) => heard.push(data);
  return {
    guest,
    written,
    heard,
    port: port2 as unknown as globalThis.MessagePort,
    judge: port1,
    kills: () => kills,
    mark: () => written[0]!.trim(),
    print: (text: string) => terminal.enqueue(text),
    say: (line: string) => terminal.enqueue(frameLine(line, written[0]!.trim(), "out")),
    /** Output and exit come apart. */
    endOutput: () => terminal.close(),
    exit: (code: number) => exit.resolve(code),
    [Symbol.dispose]: () => (port1.close(), port2.close()),
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test("each process has a mark of its own, which is the first thing that it is told", async () => {
  using one = play();
  using other = play();
  await turn();
  expect(one.written).toEqual([`${one.mark()}\n`]);
  expect(one.mark()).toMatch(/^[0-9a-f-]{36}$/);
  expect(other.mark()).not.toBe(one.mark());
});

test("lines go to and fro, and what a program prints goes nowhere", async () => {
  using process = play();
  await turn();
  process.print("loading…\r\n");
  process.say('{"started":true}');
  await process.guest.started;
  process.guest.connect(process.port);
  process.say("one");
  process.print('\x1b[1m{"forged":true}\x1b[0m\r\n#0000>.forged\n');
  process.print("half a line ");
  process.say("two");
  process.judge.postMessage("answer");
  await turn();
  expect(process.heard).toEqual(["one", "two"]);
  expect(process.written.slice(1)).toEqual([frameLine("answer", process.mark(), "in")]);
});

test("a guest that says that it cannot start has not started", async () => {
  using process = play();
  await turn();
  process.say('{"started":false,"why":"no kernel"}');
  await expect(process.guest.started).rejects.toThrow("no kernel");
});

test("a process that ends without a word has not started, and its last words are told", async () => {
  using process = play();
  await turn();
  process.print("\x1b[31mError: Cannot find module\x1b[0m\r\n");
  process.endOutput();
  process.exit(1);
  await expect(process.guest.started).rejects.toThrow("its process ended (1) Error: Cannot find module");
});

test.each([["before"], ["after"]])("its output ends %s its exit, and both come before its death", async (order) => {
  using process = play();
  await turn();
  process.say('{"started":true}');
  await process.guest.started;
  process.guest.connect(process.port);
  let died: string | null = null;
  void process.guest.died.then((why) => (died = why));
  if (order === "before") {
    process.say("last words");
    process.endOutput();
    await turn();
    expect(died).toBeNull();
    process.exit(3);
  } else {
    process.exit(3);
    await turn();
    expect(died).toBeNull();
    process.say("last words");
    process.endOutput();
  }
  expect(await process.guest.died).toBe("its process ended (3)");
  await turn();
  expect(process.heard).toEqual(["last words"]);
});

test("memory is named as the cause where the log says so", async () => {
  using process = play();
  await turn();
  process.print("FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\r\n");
  process.endOutput();
  process.exit(134);
  expect(await process.guest.died).toBe("it used more memory than it may have");
});

test("what a program prints about memory does not make an orderly end another one", async () => {
  using process = play();
  await turn();
  process.print("heap out of memory\n");
  process.endOutput();
  process.exit(0);
  expect(await process.guest.died).toBe("its process ended (0)");
});

test("a terminal that never stops costs the process its life", async () => {
  using process = play();
  await turn();
  const line = `${"x".repeat(1_000_000)}\n`;
  for (let megabytes = 0; megabytes < 65; megabytes++) process.print(line);
  process.endOutput();
  expect(await process.guest.died).toBe("it wrote more than 64 MB to its terminal");
  expect(process.kills()).toBe(1);
});

test("killed, it says no more", async () => {
  using process = play();
  await turn();
  process.say('{"started":true}');
  await process.guest.started;
  process.guest.connect(process.port);
  const killed = process.guest.kill();
  process.say("too late");
  await killed;
  await turn();
  expect(process.heard).toEqual([]);
});
