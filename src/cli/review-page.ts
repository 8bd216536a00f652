// review.html: one file that needs nothing else. Its policy lets run what is in it and nothing more, and lets nothing out.
import { createHash } from "node:crypto";
import path from "node:path";
import { build } from "esbuild";
import type { ReviewPage } from "../interview/review-page.ts";
import { HOME } from "./open-course.ts";

/** By its path: the page is built from the site's sources, not imported from them. */
const PAGE = path.join(HOME, "src/site/interview-review/main.ts");

/** The text of the page, with what it shows. Throws when its sources cannot be built. */
export async function writeReviewPage(page: ReviewPage): Promise<string> {
  const { script, style } = await bundle();
  const policy = [
    "default-src 'none'",
    `script-src '${sourceHash(script)}'`,
    `style-src '${sourceHash(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Review of a practice interview</title>
<style>${style}</style>
</head>
<body>
<main id="review"><p>This page needs JavaScript. It asks for nothing over the network; what it shows is in review.json too.</p></main>
<script type="application/json" id="data">${asData(page)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON in which nothing can end the element that holds it. */
function asData(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

async function bundle(): Promise<{ readonly script: string; readonly style: string }> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    absWorkingDir: HOME,
    outdir: HOME,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    platform: "browser",
    conditions: ["source", "browser", "import"],
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
  });
  const text = (extension: string) => outputFiles.find((file) => file.path.endsWith(extension))?.text ?? "";
  // What is ours ends its own element as little as what is not.
  return { script: text(".js").replaceAll("</script", "<\\/script"), style: text(".css") };
}

function sourceHash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
