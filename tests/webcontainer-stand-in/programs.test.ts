// What a program of a container is given and what it cannot reach.
import { connect as connectTcp } from "node:net";
import { expect, test } from "vitest";
import { startStandIn } from "./stand-in.ts";
import { connect } from "./wire-client.ts";

test("a program sees nothing of our environment", async () => {
  process.env.FORKPOINT_SECRET_OF_A_TEST = "secret";
  try {
    await using standIn = await startStandIn();
    await using client = await connect(standIn);
    const { output } = await client.run("console.log(JSON.stringify(process.env))", { env: { GIVEN: 1 } });
    expect(output).not.toContain("secret");
    expect(Object.keys(JSON.parse(output) as object).sort()).toEqual(
      "COLORTERM FORKPOINT_STAND_IN GIVEN HOME NODE_OPTIONS PATH PWD SHELL TERM TMPDIR".split(" "),
    );
  } finally {
    delete process.env.FORKPOINT_SECRET_OF_A_TEST;
  }
});

/** Each prints how an attempt to reach another machine ended; 192.0.2.1 is nobody's. */
const ATTEMPTS = {
  "net.connect by address": `net.connect(80, "192.0.2.1").on("error", tell)`,
  "net.connect by name": `net.connect({ port: 80, host: "example.com" }).on("error", tell)`,
  "an address that only looks like loopback": `net.connect(80, "127.0.0.1.example.com").on("error", tell)`,
  "node:http": `http.get("http://192.0.2.1/").on("error", tell)`,
  "node:tls": `tls.connect(443, "192.0.2.1").on("error", tell)`,
  fetch: `fetch("http://192.0.2.1/").catch((error) => tell(error.cause))`,
  "dns.lookup": `dns.lookup("example.com", tell)`,
  "dns.promises.lookup": `dns.promises.lookup("example.com").catch(tell)`,
  "dns.resolve4": `dns.resolve4("example.com", tell)`,
  "a resolver of its own": `try { new dns.Resolver() } catch (error) { tell(error) }`,
  UDP: `try { dgram.createSocket("udp4") } catch (error) { tell(error) }`,
  "a worker": `new Worker(inWorker, { eval: true }).on("message", (code) => tell({ code }))`,
  "another process": `execFile(process.execPath, ["-e", "require('net').connect(80, '192.0.2.1').on('error', (e) => console.log(e.code))"], (error, out) => tell({ code: out.trim() }))`,
};

test("a program reaches no other machine", async () => {
  await using standIn = await startStandIn();
  await using client = await connect(standIn);
  const source = `
    import dgram from "node:dgram"; import dns from "node:dns"; import http from "node:http"; import net from "node:net";
    import tls from "node:tls"; import { Worker } from "node:worker_threads"; import { execFile } from "node:child_process";
    const inWorker = \`
      const say = async ({ code }) => (await import("node:worker_threads")).parentPort.postMessage(code);
      import("node:net").then((net) => net.connect(80, "192.0.2.1").on("error", say));\`;
    const names = ${JSON.stringify(Object.keys(ATTEMPTS))};
    const attempts = [${Object.values(ATTEMPTS).map((code) => `(tell) => { ${code} }`)}];
    const ends = attempts.map((attempt, i) => new Promise((resolve) => attempt((e) => resolve([names[i], e?.code]))));
    console.log(JSON.stringify(Object.fromEntries(await Promise.all(ends))));
    process.exit();`;
  const { output } = await client.run(source, { terminal: { cols: 10_000, rows: 20 } });
  const refused = Object.fromEntries(Object.keys(ATTEMPTS).map((name) => [name, "ENETUNREACH"]));
  expect(JSON.parse(output)).toEqual(refused);
});

test("a program reaches other programs on this machine, under the port that they were given", async () => {
  await using standIn = await startStandIn();
  await using client = await connect(standIn);
  const { output: said } = await client.runUntil(
    `import http from "node:http";
     const server = http.createServer((request, response) => response.end("hello " + request.url));
     server.listen(0, "0.0.0.0", () => console.log(JSON.stringify(server.address())));`,
    "}",
  );
  const { address, port } = JSON.parse(said) as { address: string; port: number };
  expect(address).toBe("127.0.0.1");
  expect(await reaches("127.0.0.2", port)).toBe(false);
  for (const host of ["127.0.0.1", "localhost"]) {
    const { output } = await client.run(`console.log(await (await fetch("http://${host}:${port}/there")).text())`);
    expect(output).toBe("hello /there\r\n");
  }
});

test.each(["server.listen()", "server.listen(0)", `server.listen("0")`, "server.listen({ port: 0 })"])(
  "%s is announced, and closed when the server closes",
  async (listen) => {
    await using standIn = await startStandIn();
    await using client = await connect(standIn);
    const opened = client.nextPort();
    const { process: program, output } = await client.runUntil(
      `import net from "node:net"; const server = net.createServer();
       ${listen}.on("listening", () => console.log("<" + server.address().port + ">"));
       process.stdin.once("data", () => server.close());`,
      ">",
    );
    const port = Number(/<(\d+)>/.exec(output)![1]);
    expect(await opened).toEqual([port, "open", expect.stringContaining(`--${port}.`)]);
    const closed = client.nextPort();
    await client.call("write", program, "close\r");
    expect(await closed).toEqual([port, "close", expect.any(String)]);
  },
);

test("options for Node that a page gives do not switch the guards off", async () => {
  await using standIn = await startStandIn();
  await using client = await connect(standIn);
  const env = { NODE_OPTIONS: "--no-warnings", FORKPOINT_STAND_IN: "{}" };
  const source = `import net from "node:net"; console.log(process.execArgv.length, process.env.NODE_OPTIONS);
    net.connect(80, "192.0.2.1").on("error", (error) => console.log(error.code));`;
  const { output } = await client.run(source, { env });
  expect(output).toContain("--no-warnings --no-addons --import=");
  expect(output).toContain("ENETUNREACH");
});

test("only node is a command", async () => {
  await using standIn = await startStandIn();
  await using client = await connect(standIn);
  for (const command of ["sh", "/bin/sh", "npm", process.execPath])
    expect(await client.run("", { command })).toEqual({ code: 127, output: `jsh: command not found: ${command}\r\n` });
});

function reaches(host: string, port: number): Promise<boolean> {
  const socket = connectTcp({ host, port });
  return new Promise((resolve) => {
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
