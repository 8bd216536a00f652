// In a browser's worker: the rounds of the journal bench in the storage that the page names.
import initSqlJs from "sql.js";
import { browserJournal } from "@forkpoint/savers/journal";
import { type Place, timeJournal } from "./time-journal.ts";

const scope = globalThis as unknown as {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: { storage: "opfs" | "indexeddb"; rounds: number } }) => void) | null;
};

scope.onmessage = ({ data: { storage, rounds } }) =>
  void run(storage, rounds).then(
    (times) => scope.postMessage({ times }),
    (error: unknown) => scope.postMessage({ broken: String(error) }),
  );

async function run(storage: "opfs" | "indexeddb", rounds: number) {
  const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
  const keep = storage === "opfs" ? await fileKeeper() : await recordKeeper();
  const place: Place = { journal: () => browserJournal("bench", { storage, waitMs: 10_000 }), keep };
  return timeJournal(sqlJs, place, rounds);
}

async function fileKeeper(): Promise<Place["keep"]> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle("whole", { create: true });
  const handle = await (file as unknown as { createSyncAccessHandle(): Promise<any> }).createSyncAccessHandle();
  return async (bytes) => {
    handle.truncate(bytes.length);
    handle.write(bytes, { at: 0 });
    handle.flush();
  };
}

async function recordKeeper(): Promise<Place["keep"]> {
  const request = indexedDB.open("whole", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("whole");
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
  return (bytes) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction("whole", "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error!);
      transaction.objectStore("whole").put(bytes, "whole");
    });
}
