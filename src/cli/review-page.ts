// review.html: one file that needs nothing else. Its policy lets run what is in it and nothing more, and lets nothing out.
import path from "node:path";
import type { ReviewPage } from "../interview/review-page.ts";
import { asData, bundle, headOf, insideElement, sourceHash } from "./one-file-page.ts";
import { HOME } from "./open-course.ts";

const PAGE = path.join(HOME, "src/site/interview-review/main.ts");

/** The text of the page, with what it shows. Throws when its sources cannot be built. */
export async function writeReviewPage(page: ReviewPage): Promise<string> {
  const { script: bundled, style } = await bundle(PAGE);
  const script = insideElement(bundled);
  const policy = [`script-src ${sourceHash(script)}`];
  return `${headOf({ title: "Review of a practice interview", style, policy, icon: null })}
<body>
<main id="review"><p>This page needs JavaScript. It asks for nothing over the network; what it shows is in review.json too.</p></main>
<script type="application/json" id="data">${asData(page)}</script>
<script>${script}</script>
</body>
</html>
`;
}
