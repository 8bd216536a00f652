// What checking a result found, drawn: a card with everything that is signed, or why it is refused.
import type { PublicKey } from "../../results/keys.ts";
import type { SignedResult, SignedVerdict } from "../../results/model.ts";
import type { Refusal } from "../../results/refusals.ts";
import { LEVELS, type Promises, TIERS } from "../../results/words.ts";
import { h, icon, type IconName } from "./h.ts";
import { filesOf } from "./verify-result-files.ts";

export function drawRefusal({ code, what, todo }: Refusal): HTMLElement {
  return h(
    "div",
    { class: "refused", "data-refused": code },
    h("h2", {}, icon("failed"), " Not verified"),
    h("p", {}, what),
    h("p", { class: "todo" }, todo),
    h("p", { class: "code-name" }, code),
  );
}

/** The parts of the card, one below the other. `asked`: the challenge was compared. */
export function drawResult(result: SignedResult, key: PublicKey, asked: boolean): readonly HTMLElement[] {
  return [
    head(result, key),
    whatItMeans(result),
    facts(result, asked),
    verdicts(result),
    filesOf(result),
    details(result),
    next(),
  ];
}

function head({ subject, exercise, score, verdicts: all, problem }: SignedResult, key: PublicKey): HTMLElement {
  const passed = all.filter(({ status }) => status === "passed").length;
  return h(
    "div",
    { class: "verified" },
    h("h2", {}, icon("passed"), ` Signed by ${key.name ? `“${key.name}”` : "a key that you trust"}`),
    h("p", { class: "by" }, "key ", h("code", {}, key.kid)),
    h(
      "p",
      { class: "score" },
      h("strong", {}, `${score.earned} of ${score.possible} points`),
      ` for ${exercise.id}: ${passed} of ${all.length} tests passed, in the files of “${subject.author}”.`,
    ),
    problem &&
      h("p", { class: "signed-problem" }, `What kept it from being judged: ${problem.message} (${problem.code})`),
  );
}

function whatItMeans({ level, grader }: SignedResult): HTMLElement {
  const { tier } = grader;
  return h("div", { class: "meaning" }, meaning(level, LEVELS[level]), meaning(`${tier} tier`, TIERS[tier], tier));
}

function meaning(title: string, { how, promises, doesNot }: Promises, tier?: string): HTMLElement {
  const list = (kind: string, says: readonly string[]) =>
    h("ul", { class: kind }, ...says.map((one) => h("li", {}, one)));
  return h(
    "section",
    { "data-tier": tier },
    h("h3", {}, title),
    h("p", {}, how),
    h("h4", {}, "What it promises"),
    list("promised", promises),
    h("h4", {}, "What it does not promise"),
    list("not-promised", doesNot),
  );
}

function facts({ subject, time }: SignedResult, asked: boolean): HTMLElement {
  const { challenge } = subject;
  return list([
    [
      "When",
      `${new Date(time).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })} (${time}), by the grader's clock`,
    ],
    ["Challenge", challenge === null ? "none was signed" : `${challenge}${asked ? ", which is yours" : ""}`],
    ["Author", `${subject.author}. This is a label: no signature says who wrote the files.`],
  ]);
}

const STATUS: Readonly<Record<SignedVerdict["status"], readonly [IconName, string]>> = {
  passed: ["passed", "passed"],
  failed: ["failed", "failed"],
  threw: ["failed", "ended in an error"],
  "timed-out": ["late", "took too long"],
  "not-run": ["skipped", "not run"],
};

function verdicts({ verdicts: all }: SignedResult): HTMLElement {
  return h(
    "section",
    {},
    h("h3", {}, "Verdicts"),
    h(
      "ul",
      { class: "verdicts plain" },
      ...all.map(({ rule, status, points, id }) =>
        h(
          "li",
          { "data-status": status, "data-test": id },
          icon(STATUS[status][0]),
          h("span", { class: "rule" }, rule),
          h("span", { class: "status" }, `${STATUS[status][1]}, ${points} ${points === 1 ? "point" : "points"}`),
        ),
      ),
    ),
  );
}

function details({ id, grader, exercise, tests, libraries, submission }: SignedResult): HTMLElement {
  const pins = Object.entries(libraries.pins).map(([name, version]) => `${name} ${version}`);
  return h(
    "details",
    {},
    h("summary", {}, "Everything else that is signed"),
    list([
      ["Result", id],
      ["Graded by", `${grader.name} ${grader.version} in Node ${grader.node}`],
      ["Isolation", grader.isolation],
      ["Exercise", `${exercise.id}, edition ${exercise.hash}`],
      ["Tests", `${tests.count}${tests.pack === null ? "" : `, of the pack ${tests.pack}`}, hash ${tests.hash}`],
      ["Seed", tests.seed],
      ["Libraries", pins.join(", ") || "none"],
      ["Lock file", libraries.lock],
      ["All files", submission.hash],
    ]),
  );
}

function next(): HTMLElement {
  return h(
    "section",
    { class: "again" },
    h("h3", {}, "To grade it again"),
    h(
      "p",
      {},
      "Whoever has the files can run the same tests with the same seed on a machine of their own and compare:",
    ),
    h("pre", { tabindex: 0 }, "forkpoint verify-result result.jws --key team.pub.json --files the-submission --rerun"),
  );
}

function list(rows: readonly (readonly [string, string])[]): HTMLElement {
  return h("dl", { class: "facts" }, ...rows.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text))));
}
