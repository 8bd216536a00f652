// Changes one byte in the middle of a journal's log, past the journal's own code.
import { appendsIn } from "../savers/journal/memory-disk.ts";
import type { Where } from "./journal.worker.ts";

export async function changeByte({ name, storage }: Where): Promise<void> {
  if (storage === "opfs") await changeFile(name);
  else await changeRecord(name);
}

async function changeFile(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("forkpoint-journals");
  const file = await folder.getFileHandle(`${encodeURIComponent(name)}.0`);
  const handle = await (file as unknown as { createSyncAccessHandle(): Promise<any> }).createSyncAccessHandle();
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes, { at: 0 });
  const appends = appendsIn(bytes);
  const at = appends[Math.floor(appends.length * 0.8)]! + 30;
  handle.write(new Uint8Array([bytes[at]! ^ 1]), { at });
  handle.flush();
  handle.close();
}

async function changeRecord(name: string): Promise<void> {
  const request = indexedDB.open(`forkpoint-journal:${name}`);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
  const transaction = database.transaction("log", "readwrite");
  const log = transaction.objectStore("log");
  const keys = log.getAllKeys();
  keys.onsuccess = () => {
    const key = keys.result[Math.floor(keys.result.length * 0.8)]!;
    const record = log.get(key);
    record.onsuccess = () => {
      const bytes = record.result as Uint8Array;
      bytes[bytes.length >> 1]! ^= 1;
      log.put(bytes, key);
    };
  };
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error!);
  });
  database.close();
}
