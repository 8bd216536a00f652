// The document of the sandboxed frame. It has an opaque origin and may connect to nothing; workers that it starts from
// blob: addresses inherit its policy.

/**
 * 'unsafe-inline' is for the one script of this document, whose text the build makes; 'wasm-unsafe-eval' is for sql.js.
 * There is no 'unsafe-eval': learner code cannot make code from strings.
 */
export const FRAME_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  "worker-src blob:",
  "connect-src 'none'",
].join("; ");

/** A frame's document needs a page of its own where the page's policy forbids inline scripts: a srcdoc inherits that. */
export function frameDocument(script: string): string {
  // The script is text of ours, but it is text inside an element.
  const escaped = script.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
  return [
    "<!doctype html>",
    `<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">`,
    `<title>Sandbox</title>`,
    `<script>${escaped}</script>`,
  ].join("\n");
}
