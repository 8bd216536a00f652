// The libraries that a guest has in a Node process with a folder, and requests to the servers that learner code starts. A
// program of its own: a guest without a folder never loads it.
import { appendFile, mkdir, open, readFile, readdir, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import process from "node:process";
import { fileJournal } from "@forkpoint/savers/node";
import type { NodeHome } from "./agent.ts";
import { runOutsideAnyContext } from "./async-context.ts";
import type { HttpAnswer, HttpRequest } from "./guest-root.ts";

// Not imported: that asks for each of its exports, among them a WebSocket that needs globals which are gone by now.
const { createServer: nativeServer, request: nativeRequest } = process.getBuiltinModule("node:http");

/** A request that comes in belongs to no run of a graph, whatever ran last. */
function createServer(...args: unknown[]) {
  const bound = args.map((arg) =>
    typeof arg === "function"
      ? (...given: Parameters<RequestListener>) => runOutsideAnyContext(() => void (arg as RequestListener)(...given))
      : arg,
  );
  return Reflect.apply(nativeServer, undefined, bound);
}

function request(port: number, { method = "GET", path, body = "" }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = nativeRequest({ host: "127.0.0.1", port, method, path, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

export const nodeHome: NodeHome = {
  libraries: {
    "@forkpoint/savers/node": { fileJournal },
    "node:fs/promises": { appendFile, mkdir, open, readFile, readdir, rename, rm, stat, unlink, writeFile },
    "node:http": { createServer },
  },
  request,
};
