// The built site behind the real server.
import path from "node:path";
import { serve, type Served } from "../../src/cli/serve.ts";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const DIST = path.join(ROOT, "dist");

/** Serves `dist/` on a free port. */
export function serveSite(): Promise<Served> {
  return serve({ folder: DIST, port: 0 });
}
