// Starts the lab's reader. Apart from the reader itself, so that tests can do without a worker.
import { sqliteUrls } from "../sqlite-urls.ts";
import { createReader, type Reader, type ReaderPort } from "./reader.ts";

export function openReader(): Reader {
  return createReader(() => {
    const worker = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module", name: "lab" });
    worker.postMessage({ kind: "sqlite", sqlite: sqliteUrls });
    return worker as unknown as ReaderPort;
  });
}
