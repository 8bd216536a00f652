// The unmodified client in a real page against the stand-in: what its API promises, on a container that runs real Node.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { snapshot } from "@webcontainer/snapshot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, type Browser, type Tab } from "../../browsers.ts";
import { startStandIn, type StandIn } from "../stand-in.ts";
import type {} from "./embedder-page.ts";
import { openWithContainer, serveEmbedder, type Embedder } from "./embedder.ts";

let standIn: StandIn;
let embedder: Embedder;
let browser: Browser;
/** A container that most tests run their programs in, each with files of its own: pages are dear. */
let shared: Tab;
beforeAll(async () => {
  [standIn, browser] = await Promise.all([startStandIn(), launch("chromium")]);
  embedder = await serveEmbedder(standIn.origin);
  shared = await openContainer();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([standIn[Symbol.asyncDispose](), embedder[Symbol.asyncDispose]()]);
});

const openContainer = (url = embedder.url()): Promise<Tab> => openWithContainer(browser, url);

test.each(["localhost", "127.0.0.1"] as const)("a page on %s boots a container, and one only", async (hostname) => {
  await using tab = await openContainer(embedder.url({ hostname }));
  const facts = await tab.evaluate(async () => ({
    isolated: crossOriginIsolated,
    workdir: wc.workdir,
    files: await wc.fs.readdir("/"),
    second: await page.why(page.WebContainer.boot()),
  }));
  const second = "Only a single WebContainer instance can be booted";
  expect(facts).toEqual({ isolated: true, workdir: "/home/learner", files: [], second });
  expect(standIn.calls.find(({ method }) => method === "headless")!.args).toEqual([{ version: "1.6.4" }]);
});

test("a tree is mounted, with folders, bytes and links, and exported as it was", async () => {
  await using tab = await openContainer();
  const exported = await tab.evaluate(async () => {
    const contents = new Uint8Array([0, 255, 128, 7]);
    await wc.mount({
      "a.txt": { file: { contents: "ä" } },
      folder: { directory: { "b.bin": { file: { contents } }, link: { file: { symlink: "../a.txt" } } } },
    });
    const read = [await wc.fs.readFile("folder/link", "utf-8"), [...(await wc.fs.readFile("folder/b.bin"))]];
    const tree: any = await wc.export("/", { format: "json" });
    const bytes = [...tree.folder.directory["b.bin"].file.contents];
    const binary = await wc.export("/", { format: "binary" });
    await wc.fs.mkdir("again");
    await wc.mount(binary as unknown as Uint8Array, { mountPoint: "again" });
    return {
      read,
      text: tree["a.txt"].file.contents,
      bytes,
      link: tree.folder.directory.link.file.symlink,
      again: [await wc.fs.readdir("again"), [...(await wc.fs.readFile("again/folder/b.bin"))]],
      nowhere: await page.why(wc.mount({}, { mountPoint: "nowhere" })),
    };
  });
  expect(exported).toEqual({
    read: ["ä", [0, 255, 128, 7]],
    text: "ä",
    bytes: [0, 255, 128, 7],
    link: "../a.txt",
    again: [
      ["a.txt", "folder"],
      [0, 255, 128, 7],
    ],
    nowhere: "ENOENT: no such file or directory, mount 'nowhere'",
  });
});

test("a snapshot of @webcontainer/snapshot is mounted; its buffer is given away", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-snapshot-"));
  await writeFile(path.join(folder, "program.mjs"), `console.log("from a snapshot")`);
  const bytes = [...(await snapshot(folder))];
  await rm(folder, { recursive: true });
  const result = await shared.evaluate(async (numbers: number[]) => {
    const { buffer } = new Uint8Array(numbers);
    await wc.mount(buffer);
    return { left: buffer.byteLength, ...(await page.finish(await wc.spawn("node", ["program.mjs"]))) };
  }, bytes);
  expect(result).toEqual({ left: 0, code: 0, output: "from a snapshot\r\n" });
});

test("files are written, listed, renamed and removed, and errors have Node's messages", async () => {
  const result = await shared.evaluate(async () => {
    await wc.fs.mkdir("a/b", { recursive: true });
    await wc.fs.writeFile("a/b/c.txt", "héllo");
    await wc.fs.rename("a/b/c.txt", "a/d.txt");
    const entries = await wc.fs.readdir("a", { withFileTypes: true });
    const listed = entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory()]);
    const read = await wc.fs.readFile("/a/d.txt", "utf-8");
    const notEmpty = await page.why(wc.fs.rm("a"));
    await wc.fs.rm("a", { recursive: true });
    const missing = await page.why(wc.fs.readFile("a/d.txt", "utf-8"));
    return { listed, read, notEmpty, missing, outside: await page.why(wc.fs.readFile("../../../etc/hostname")) };
  });
  expect(result.listed).toEqual([
    ["b", false, true],
    ["d.txt", true, false],
  ]);
  expect(result.read).toBe("héllo");
  expect(result.notEmpty).toContain("/home/learner/a");
  expect(result.missing).toBe("ENOENT: no such file or directory, open '/home/learner/a/d.txt'");
  expect(result.outside).toBe("EACCES: the path leaves the container: '../../../etc/hostname'");
});

test("a watcher hears of a file that a program writes", async () => {
  const name = await shared.evaluate(async () => {
    // The client does not say when a watcher is in place, so the program writes again and again.
    const writes = `import fs from "node:fs"; setInterval(() => fs.writeFileSync("seen.txt", ""), 5);`;
    await wc.fs.writeFile("writes.mjs", writes);
    const heard = new Promise<string>((resolve) => {
      wc.fs.watch("/", (_event, file) => file === "seen.txt" && resolve(file));
    });
    const writer = await wc.spawn("node", ["writes.mjs"]);
    const file = await heard;
    writer.kill();
    return file;
  });
  expect(name).toBe("seen.txt");
});

test("output is a terminal's: both streams in one, CRLF, colours, columns", async () => {
  const source = `
    console.log(process.stdout.isTTY, process.stdout.columns, process.versions.webcontainer !== undefined);
    console.error("to the other stream"); process.exitCode = 7;`;
  const run = (text: string) => page.run(wc, text, { terminal: { cols: 91, rows: 20 } });
  expect(await shared.evaluate(run, source)).toEqual({
    code: 7,
    output: "\x1b[33mtrue\x1b[39m \x1b[33m91\x1b[39m \x1b[33mtrue\x1b[39m\r\nto the other stream\r\n",
  });
});

test("output is streamed while the program runs", async () => {
  const result = await shared.evaluate(async () => {
    // It goes on only when it is answered, so the first line cannot have waited for the end.
    await wc.fs.writeFile("asks.mjs", `console.log("first"); process.stdin.once("data", () => process.exit(0));`);
    const process = await wc.spawn("node", ["asks.mjs"]);
    const first = await page.until(process, "first");
    await process.input.getWriter().write("go\r");
    return { first, ...(await page.finish(process)) };
  });
  expect(result).toEqual({ first: "first\r\n", code: 0, output: "go\r\n" });
});

test("input is echoed by line, and not at all in raw mode", async () => {
  const output = await shared.evaluate(async () => {
    await wc.fs.writeFile(
      "reads.mjs",
      `process.stdin.setEncoding("utf8"); console.log("ready");
       process.stdin.once("data", (line) => {
         process.stdin.setRawMode(true); console.log(JSON.stringify(line), "raw");
         process.stdin.once("data", (rest) => { console.log(JSON.stringify(rest)); process.exit(); });
       });`,
    );
    const process = await wc.spawn("node", ["reads.mjs"], { env: { NO_COLOR: "1" } });
    const writer = process.input.getWriter();
    await page.until(process, "ready\r\n");
    await writer.write("cooked\r");
    const cooked = await page.until(process, "raw\r\n");
    await writer.write("unseen\r");
    return [cooked, await page.text(process)];
  });
  expect(output).toEqual(['cooked\r\n"cooked\\n" raw\r\n', '"unseen\\r"\r\n']);
});

test("a megabyte of input in pieces arrives whole at a program that reads in raw mode", async () => {
  const { output, sum } = await shared.evaluate(async () => {
    await wc.fs.writeFile(
      "sums.mjs",
      `let bytes = 0, sum = 0; process.stdin.setRawMode(true); console.log("ready");
       process.stdin.on("data", (data) => {
         for (const byte of data) sum = (sum * 31 + byte) >>> 0;
         bytes += data.length;
         if (bytes >= 1048576) { process.stdout.write(bytes + " " + sum); process.exit(); }
       });`,
    );
    const process = await wc.spawn("node", ["sums.mjs"]);
    await page.until(process, "ready");
    const writer = process.input.getWriter();
    let sum = 0;
    for (let piece = 0; piece < 1024; piece++) {
      const text = `${String(piece).padEnd(1023, "y")}\n`;
      for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) >>> 0;
      void writer.write(text);
    }
    return { sum, output: await page.text(process) };
  });
  expect(output.trim()).toBe(`1048576 ${sum}`);
});

test("ten megabytes of output arrive whole and in order, and the exit code after them", async () => {
  const result = await shared.evaluate(async () => {
    await wc.fs.writeFile(
      "writes.mjs",
      `for (let line = 0; line < 10240; line++) console.log(String(line).padEnd(1022, "x")); process.exitCode = 3;`,
    );
    const process = await wc.spawn("node", ["writes.mjs"]);
    const order: string[] = [];
    const text = page.text(process).finally(() => order.push("output"));
    const code = await process.exit.finally(() => order.push("exit"));
    const lines = (await text).split("\r\n");
    const wrong = lines.findIndex((line, at) => line !== (at < 10240 ? String(at).padEnd(1022, "x") : ""));
    return { code, length: lines.length, wrong, order };
  });
  expect(result).toEqual({ code: 3, length: 10241, wrong: -1, order: ["output", "exit"] });
});

test("what nobody reads is not kept back from the exit code", async () => {
  const code = await shared.evaluate(async () => {
    await wc.fs.writeFile("writes.mjs", `console.log("x".repeat(1e6)); process.exitCode = 4;`);
    return (await wc.spawn("node", ["writes.mjs"], { output: false })).exit;
  });
  expect(code).toBe(4);
});

test("programs end as real ones do", async () => {
  const ends = await shared.evaluate(async () => {
    const thrown = await page.run(wc, `throw new TypeError("boom")`);
    const missing = await page.finish(await wc.spawn("node", ["missing.mjs"]));
    const unknown = await page.finish(await wc.spawn("nonsense"));
    const addon = await page.run(wc, `process.dlopen({ exports: {} }, "/x.node")`);
    await wc.fs.writeFile("loop.mjs", `console.log("up"); for (;;) {}`);
    const loop = await wc.spawn("node", ["loop.mjs"]);
    await page.until(loop, "up");
    loop.kill();
    return { thrown, missing, unknown, addon, killed: await loop.exit };
  });
  expect(ends.thrown).toMatchObject({ code: 1, output: expect.stringContaining("TypeError: boom") });
  expect(ends.missing).toMatchObject({ code: 1, output: expect.stringContaining("Cannot find module") });
  expect(ends.unknown).toEqual({ code: 127, output: "jsh: command not found: nonsense\r\n" });
  expect(ends.addon.output).toContain("Cannot load native addon because loading addons is disabled");
  expect(ends.killed).toBe(143);
});

test("a process runs in the folder that it is given", async () => {
  const ends = await shared.evaluate(async () => {
    await wc.mount({ jobs: { directory: { one: { directory: { "here.txt": { file: { contents: "here" } } } } } } });
    await wc.fs.writeFile("lists.mjs", `import fs from "node:fs"; console.log(fs.readdirSync(".").join());`);
    const inside = await page.finish(await wc.spawn("node", ["../../lists.mjs"], { cwd: "jobs/one" }));
    const refused = await page.why(wc.spawn("node", [], { cwd: ".." }));
    const missing = await page.why(wc.spawn("node", [], { cwd: "jobs/two" }));
    return { inside, refused, missing };
  });
  expect(ends).toEqual({
    inside: { code: 0, output: "here.txt\r\n" },
    refused: "EACCES: the path leaves the container: '..'",
    missing: "ENOENT: no such file or directory, stat '/home/learner/jobs/two'",
  });
});

/** Answers with a page that tells the page around it where it is. */
const SERVES = `
  import fs from "node:fs"; import http from "node:http";
  const page = "<script>parent.postMessage('shown ' + location.pathname, '*')</script>";
  const server = http.createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(request.url === "/asked" ? "answered" : page);
  });
  server.listen(0, () => { fs.writeFileSync("port", String(server.address().port)); console.log("up"); });`;

const ASKS = `
  import fs from "node:fs";
  const port = fs.readFileSync("port", "utf8");
  console.log(port, await (await fetch("http://localhost:" + port + "/asked")).text());`;

test("two processes share a folder and talk over HTTP; the page hears of the port and shows a preview", async () => {
  const result = await shared.evaluate(
    async ([serves, asks]) => {
      await wc.fs.writeFile("serves.mjs", serves!);
      await wc.fs.writeFile("asks.mjs", asks!);
      const heard: unknown[] = [];
      const closed = new Promise((resolve) =>
        wc.on("port", (...event) => (event[1] === "close" ? resolve(event) : heard.push(event))),
      );
      const ready = new Promise<[number, string]>((resolve) =>
        wc.on("server-ready", (...event) => {
          heard.push(["ready", ...event]);
          resolve(event);
        }),
      );
      const server = await wc.spawn("node", ["serves.mjs"]);
      const [port, url] = await ready;
      await page.until(server, "up");
      const asked = await page.finish(await wc.spawn("node", ["asks.mjs"]));
      const preview = document.createElement("iframe");
      const shown = new Promise((resolve) =>
        addEventListener("message", ({ data, source }) => source === preview.contentWindow && resolve(data)),
      );
      preview.src = `${url}/preview`;
      document.body.append(preview);
      const said = await shown;
      server.kill();
      const ended = { closed: await closed, code: await server.exit };
      // One more trip to the host: an event too many has come by then.
      await wc.fs.readdir("/");
      return { port, url, asked, heard, said, ...ended };
    },
    [SERVES, ASKS],
  );
  const { port, url } = result;
  expect(result.asked).toEqual({ code: 0, output: `${port} answered\r\n` });
  expect(result.heard).toEqual([
    [port, "open", url],
    ["ready", port, url],
  ]);
  expect(result.said).toBe("shown /preview");
  expect(result.closed).toEqual([port, "close", url]);
  expect(result.code).toBe(143);
});

test("after teardown an empty container boots in the same page", async () => {
  await using own = await startStandIn();
  await using ownEmbedder = await serveEmbedder(own.origin);
  await using tab = await openContainer(ownEmbedder.url());
  const result = await tab.evaluate(async () => {
    await wc.fs.writeFile("old.txt", "old");
    await wc.fs.writeFile("stays.mjs", `console.log("up"); setInterval(() => {}, 1000);`);
    await page.until(await wc.spawn("node", ["stays.mjs"]), "up");
    wc.teardown();
    globalThis.wc = await page.WebContainer.boot({ workdirName: "second" });
    return [wc.workdir, await wc.fs.readdir("/")];
  });
  expect(result).toEqual(["/home/second", []]);
  expect(own.calls.filter(({ method }) => method === "headless")).toHaveLength(1);
  expect([own.containers, own.processes]).toEqual([1, 0]);
});

test("closing the tab ends its container", async () => {
  await using own = await startStandIn();
  await using ownEmbedder = await serveEmbedder(own.origin);
  const tab = await openContainer(ownEmbedder.url());
  await tab.evaluate(async () => {
    await wc.fs.writeFile("stays.mjs", `console.log("up"); setInterval(() => {}, 1000);`);
    await page.until(await wc.spawn("node", ["stays.mjs"]), "up");
  });
  expect([own.containers, own.processes]).toEqual([1, 1]);
  await tab.close();
  await expect.poll(() => [own.containers, own.processes]).toEqual([0, 0]);
});
