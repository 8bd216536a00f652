// The review page: draws what a review found from the data that lies in the page. It asks for nothing over the network.
import "../styles/tokens.css";
import "../styles/code-palette.css";
import "../styles/base.css";
import "../styles/verdicts.css";
import "./review.css";
import "./people.css";
import "./replay/replay.css";
import type { ReviewPage } from "../../interview/review-page.ts";
import { h } from "../elements/h.ts";
import { drawCalibration } from "./calibration.ts";
import { Draft } from "./draft.ts";
import { drawHead } from "./head.ts";
import { drawItem } from "./item.ts";
import { drawReplay } from "./replay/replay.ts";
import { Reviewers } from "./reviewers.ts";
import { drawRubric } from "./rubric.ts";
import { drawScores } from "./scores.ts";

const page = JSON.parse(document.getElementById("data")!.textContent!) as ReviewPage;
const { review, shown } = page;
const name = review.name === "" ? "a candidate" : review.name;
const draft = new Draft(review);
document.title = `Review of a practice interview: ${name}`;
document
  .getElementById("review")!
  .replaceChildren(
    ...drawHead(page),
    drawScores(review),
    drawCalibration(review),
    new Reviewers(review, draft).element,
    h(
      "section",
      { "aria-labelledby": "answers" },
      h("h2", { id: "answers" }, "Answers"),
      ...review.items.map((item, index) =>
        drawItem(item, shown[index]!, drawReplay(shown[index]!, page), drawRubric(item, index, draft)),
      ),
    ),
  );
void draft.load();
