// Which clients the stand-in was recorded against, and which one is installed.
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * What the host says was read from these clients' source, and the messages that they exchange were looked at. Another
 * version: read what changed in its `dist/index.js` and `dist/vendor/index.js`, run the tests here, then add it.
 */
export const TESTED_API_VERSIONS: readonly string[] = ["1.6.4"];

/** The client's own folder of code; it ships the Comlink that the other side has to speak. */
export const CLIENT_FOLDER = path.resolve(import.meta.dirname, "../../node_modules/@webcontainer/api/dist");

export function installedApiVersion(): string {
  const text = readFileSync(path.join(CLIENT_FOLDER, "../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
