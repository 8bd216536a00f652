// What is asked of the browser itself.
import { sqliteUrls } from "../sqlite-urls.ts";
import * as judge from "./judge-browser.ts";
import { failed, finding, type OpenGroup, passed, type Run, untold } from "./model.ts";
import type { NameIn } from "./catalogue.ts";
import type { Asked, Told } from "./probe-protocol.ts";

const WORDS = "forkpoint self-test";

export function openBrowserChecks(): OpenGroup {
  const probe = openProbe();
  const runs: Record<NameIn<"browser">, Run> = {
    agent: async () => finding(navigator.userAgent, "It goes into the report, and nothing else that is about you."),
    "module-worker": async () => {
      const isModule = await probe.ask({ ask: "module" });
      return judge.kept(true, isModule, "The judge of your exercises can be started.");
    },
    wasm: async () => {
      const exports = (await probe.ask({ ask: "compile", url: sqliteUrls.wasm })) as number;
      return passed(`SQLite, with ${exports} exports`, "The database of the exercises can be loaded.");
    },
    isolation: async () => judge.isolation({ isolated: crossOriginIsolated, topLevel: self === top }),
    headers: async (signal) => {
      const { headers } = await fetch(location.pathname, { method: "HEAD", cache: "no-store", signal });
      return judge.headers((name) => headers.get(name), crossOriginIsolated);
    },
    "shared-memory": async () => {
      if (typeof SharedArrayBuffer === "undefined")
        return failed("there is no SharedArrayBuffer", "No container can start here; it needs an isolated page.");
      const memory = new SharedArrayBuffer(4);
      await probe.ask({ ask: "write-memory", memory, value: 42 });
      return judge.kept(
        42,
        Atomics.load(new Int32Array(memory), 0),
        "What a container shares between its processes can be shared.",
      );
    },
    indexeddb: async () =>
      judge.kept(WORDS, await throughIndexedDb(WORDS), "A journal of databases can be kept in it."),
    opfs: async () => {
      const back = await probe.ask({ ask: "keep-file", name: `self-test-${crypto.randomUUID()}`, text: WORDS });
      return judge.kept(WORDS, back, "A journal of databases can be kept in it, faster than in IndexedDB.");
    },
    quota: async () => judge.quota(await navigator.storage.estimate()),
    persistence: async () => judge.persistence(await navigator.storage.persisted()),
    locks: async () => {
      if (!("locks" in navigator))
        return untold(
          "there is no navigator.locks",
          "Two tabs that have the same work open do not know of each other.",
        );
      const held = await navigator.locks.request(WORDS, async () => (await navigator.locks.query()).held ?? []);
      return judge.kept(
        true,
        held.some(({ name }) => name === WORDS),
        "Two tabs that have the same work open know of each other.",
      );
    },
    machine: async () => {
      const { hardwareConcurrency, deviceMemory } = navigator as Navigator & { deviceMemory?: number };
      return judge.machine({ cores: hardwareConcurrency, memoryGb: deviceMemory });
    },
  };
  return { runs, [Symbol.asyncDispose]: async () => probe.end() };
}

/** One question at a time. */
function openProbe() {
  const worker = new Worker(new URL("./probe.worker.ts", import.meta.url), { type: "module", name: "self-test" });
  const ask = (asked: Asked) =>
    new Promise<unknown>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ("said" in data) resolve(data.said);
        else reject(new Error(data.failed));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message || "the worker could not be started"));
      };
      worker.postMessage(asked);
    });
  return { ask, end: () => worker.terminate() };
}

/** Through a database of its own, which is removed again. */
async function throughIndexedDb(value: string): Promise<unknown> {
  const name = `self-test-${crypto.randomUUID()}`;
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
  const database = await done(opening);
  try {
    await done(database.transaction("kept", "readwrite").objectStore("kept").put(value, "key"));
    return await done(database.transaction("kept").objectStore("kept").get("key"));
  } finally {
    database.close();
    await done(indexedDB.deleteDatabase(name));
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}
