// The document of the sandboxed frame: a page of its own, because the policy of our pages forbids the inline script that it is.
import type { APIRoute } from "astro";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { frameDocument } from "../../runtimes/worker/frame-document.ts";

/** Shown without a sandbox, by whoever links or frames it, it would be a page of our origin that runs what it is sent. */
const ONLY_SANDBOXED =
  'if (self.origin !== "null") throw new Error("this document works only inside a sandboxed frame");';

export const GET: APIRoute = async () => {
  const script = await readFile(join(process.cwd(), ".build/vendor/frame.js"), "utf8");
  return new Response(frameDocument(`${ONLY_SANDBOXED}\n${script}`), {
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
};
