// review.html: one file that needs nothing else. Its policy lets run what is in it and nothing more, and lets nothing out.
import path from "node:path";
import type { ReviewPage } from "../interview/review-page.ts";
import { asData, bundle, insideElement, sourceHash } from "./one-file-page.ts";
import { HOME } from "./open-course.ts";

const PAGE = path.join(HOME, "src/site/interview-review/main.ts");

/** The text of the page, with what it shows. Throws when its sources cannot be built. */
export async function writeReviewPage(page: ReviewPage): Promise<string> {
  const { script: bundled, style } = await bundle(PAGE);
  const script = insideElement(bundled);
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)}`,
    `style-src ${sourceHash(style)}`,
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
