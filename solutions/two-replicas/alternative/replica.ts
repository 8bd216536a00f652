// The same replica from two parts: a line in which the requests of this process stand, and a visit to the database.
import { createServer } from "node:http";
import type { BaseCheckpointSaver, Pregel } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import { fileJournal } from "@forkpoint/savers/node";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What a replica is made of. `start.ts` hands it in. */
export interface Parts {
  /** The graph of the shop over that saver. */
  buildShop(saver: BaseCheckpointSaver): Pregel<any, any>;
  /** Waits a moment. */
  pause(): Promise<void>;
}

export interface Replica {
  /** What it answers. `body` is the order of a turn. */
  answer(method: string, path: string, body: string): Promise<Answer>;
  /** Listens on a free port, and resolves with it. */
  serve(): Promise<number>;
}

export function createReplica(parts: Parts): Replica {
  /** One visit after another in this process; the other process is waited for in the visit. */
  let last: Promise<unknown> = Promise.resolve();
  const answer: Replica["answer"] = (method, path, body) => {
    const mine = last.then(() => visit(parts, method, path.split("/"), body));
    last = mine.catch(() => {});
    return mine;
  };
  return { answer, serve: () => listen(answer) };
}

async function visit(
  { buildShop, pause }: Parts,
  method: string,
  [, root, thread, what]: readonly string[],
  body: string,
): Promise<Answer> {
  if (root !== "threads" || !thread) return { status: 404, body: "" };
  const saver = await claim(pause);
  try {
    const shop = buildShop(saver);
    const config = { configurable: { thread_id: thread }, durability: "sync" as const };
    const { tasks, values } = await shop.getState(config);
    let log: readonly string[] = values.log ?? [];
    const inputs: ({ order: string; log: string[] } | null)[] = [];
    if (method === "POST" && what === "turns") {
      if (tasks.length > 0) inputs.push(null);
      if (body) inputs.push({ order: body, log: [body] });
    }
    for (const input of inputs)
      for await (const state of await shop.stream(input, { ...config, streamMode: "values" })) log = state.log;
    return { status: 200, body: JSON.stringify(log) };
  } finally {
    await saver.flush();
    saver.close();
  }
}

async function claim(pause: () => Promise<void>): Promise<SqlJsSaver> {
  for (let saver; ; await pause()) {
    saver = await SqlJsSaver.open({ journal: fileJournal("threads") }).catch((error: { code?: string }) => {
      if (error.code === "DATABASE_IN_USE") return null;
      throw error;
    });
    if (saver) return saver;
  }
}

const listen = (answer: Replica["answer"]) =>
  new Promise<number>((resolve) => {
    const server = createServer((request, response) => {
      const chunks: string[] = [];
      request.setEncoding("utf8");
      request.on("data", (chunk: string) => chunks.push(chunk));
      request.on("end", () =>
        answer(request.method!, request.url!, chunks.join("")).then(
          ({ status, body }) => response.writeHead(status).end(body),
          () => response.writeHead(500).end("that went wrong"),
        ),
      );
    });
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
