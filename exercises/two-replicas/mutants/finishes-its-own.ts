// Wrong: who began a run is thought to have to finish it.
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

export function createReplica({ buildShop, pause }: Parts): Replica {
  const begun = new Set<string>();

  async function withShop<Result>(use: (shop: Pregel<any, any>) => Promise<Result>): Promise<Result> {
    const saver = await openWhenFree();
    try {
      return await use(buildShop(saver));
    } finally {
      await saver.flush();
      saver.close();
    }
  }

  async function openWhenFree(): Promise<SqlJsSaver> {
    for (;;)
      try {
        return await SqlJsSaver.open({ journal: fileJournal("threads") });
      } catch (error) {
        if ((error as { code?: string }).code !== "DATABASE_IN_USE") throw error;
        await pause();
      }
  }

  async function answer(method: string, path: string, body: string): Promise<Answer> {
    const [, thread, turns] = /^\/threads\/([^/]+)(\/turns)?$/.exec(path) ?? [];
    if (thread === undefined) return { status: 404, body: "" };
    const config = { configurable: { thread_id: thread }, durability: "sync" as const };
    return withShop(async (shop) => {
      if (method === "POST" && turns) {
        const { next } = await shop.getState(config);
        if (next.length > 0 && begun.has(thread)) await shop.invoke(null, config);
        begun.add(thread);
        if (body !== "") await shop.invoke({ order: body, log: [body] }, config);
        begun.delete(thread);
      }
      const { values } = await shop.getState(config);
      return { status: 200, body: JSON.stringify(values.log ?? []) };
    });
  }

  return { answer, serve: () => listen(answer) };
}

function listen(answer: Replica["answer"]): Promise<number> {
  const server = createServer(async (request, response) => {
    try {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { status, body: text } = await answer(request.method ?? "GET", request.url ?? "/", body);
      response.statusCode = status;
      response.end(text);
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  return new Promise((resolve) => {
    server.listen(0, () => resolve((server.address() as { port: number }).port));
  });
}
