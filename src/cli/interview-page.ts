// The candidate's page as one file: script, styles, judge, guest, libraries and the session. Its policy lets it ask the network
// for nothing.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";
import type { PageData, PageParts } from "../interview/page-data.ts";
import { frameDocument } from "../runtimes/worker/frame-document.ts";
import { asData, bundle, headOf, insideElement, sourceHash } from "./one-file-page.ts";
import { HOME, UsageError } from "./open-course.ts";

const SITE = path.join(HOME, "src/site");
const VENDOR = path.join(HOME, ".build/vendor");

/** `root`: the deck. Throws `UsageError` where the libraries are not built, and plainly where the sources cannot be. */
export async function writeInterviewPage(root: string, page: PageData): Promise<string> {
  const [{ script: bundled, style }, parts, icon] = await Promise.all([
    bundle(path.join(SITE, "interview/main.ts"), [stylesAsText()]),
    makeParts(root, page.session.items),
    readFile(path.join(HOME, "public/favicon.svg")),
  ]);
  const script = insideElement(bundled);
  const address = `data:image/svg+xml;base64,${icon.toString("base64")}`;
  // What a srcdoc is inherits this policy, so the one script of the sandboxed frame is named here too.
  const framed = /<script>([\s\S]*)<\/script>/.exec(frameDocument(parts.frame))?.[1] ?? "";
  const policy = [
    `script-src ${sourceHash(script)} ${sourceHash(framed)} 'wasm-unsafe-eval' blob:`,
    "connect-src blob:",
    "worker-src blob:",
  ];
  return `${headOf({ title: `${page.title}: practice interview`, style, policy, icon: address })}
<body class="interview">
<a class="skip-link" href="#content">Skip to the content</a>
<header class="site-header">
<span class="brand"><img src="${address}" width="24" height="24" alt=""><span>Practice interview</span></span>
<span id="clock"></span>
<scheme-switch class="scheme-switch"></scheme-switch>
</header>
<div id="notes"></div>
<main id="content" tabindex="-1"><article class="sheet"><h1>Practice interview</h1>
<p>This page needs JavaScript, and a browser of the last two years. It asks for nothing over the network.</p></article></main>
<p class="visually-hidden" role="status" id="status"></p>
<script type="application/json" id="session">${asData(page)}</script>
<script type="application/json" id="parts">${asData(parts)}</script>
<script>${script}</script>
</body>
</html>
`;
}

async function makeParts(root: string, exercises: readonly string[]): Promise<PageParts> {
  const [judge, kernel, guest, frame, sqlJs, wasm] = await Promise.all([
    buildJudge(root, exercises),
    ...["kernel.js", "guest.worker.js", "frame.js", "sql-js.js"].map((name) => readVendor(name, "utf8")),
    readVendor("sql-wasm.wasm", "base64"),
  ]);
  return { judge: judge!, kernel: kernel!, guest: guest!, frame: frame!, sqlJs: sqlJs!, wasm: wasm! };
}

async function buildJudge(root: string, exercises: readonly string[]): Promise<string> {
  const plugins = [onlyVisibleTests(root, exercises), withoutLabAndClaims()];
  return (await bundle(path.join(SITE, "session/judge.worker.ts"), plugins)).script;
}

/** In the place of what loads the tests of the course: the deck's visible ones, and nothing that could tell the others. */
function onlyVisibleTests(root: string, exercises: readonly string[]): Plugin {
  const imports = exercises.map(
    (id, index) =>
      `import { tests as tests${index} } from ${JSON.stringify(path.join(root, "exercises", id, "tests/visible.test.ts"))};`,
  );
  const table = exercises.map((id, index) => `${JSON.stringify(id)}: tests${index}`).join(", ");
  const contents = `${imports.join("\n")}
const visible = { ${table} };
export async function loadTests(exercise) {
  return { tests: { visible: visible[exercise] ?? [], hidden: [] }, fingerprints: [] };
}
export async function loadClaims() { throw new Error("there are no claims in an interview"); }`;
  return {
    name: "only-visible-tests",
    setup: ({ onLoad }) =>
      onLoad({ filter: /src[\\/]site[\\/]session[\\/]course-code\.ts$/ }, () => ({
        contents,
        loader: "js",
        resolveDir: root,
      })),
  };
}

function withoutLabAndClaims(): Plugin {
  const refuse = (name: string) => `export async function ${name}() { throw new Error("not in an interview"); }`;
  return {
    name: "without-lab-and-claims",
    setup({ onLoad }) {
      onLoad({ filter: /src[\\/]site[\\/]session[\\/]claim-work\.ts$/ }, () => ({ contents: refuse("claimWork") }));
      onLoad({ filter: /src[\\/]site[\\/]session[\\/]crash-work\.ts$/ }, () => ({ contents: refuse("crashWork") }));
    },
  };
}

/** "x.css?inline" is the text of x.css, as in the site's own build. */
function stylesAsText(): Plugin {
  return {
    name: "styles-as-text",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.css\?inline$/ }, ({ path: name, resolveDir }) => ({
        path: path.join(resolveDir, name.replace(/\?inline$/, "")),
        namespace: "text",
      }));
      onLoad({ filter: /.*/, namespace: "text" }, async ({ path: file }) => ({
        contents: await readFile(file, "utf8"),
        loader: "text",
      }));
    },
  };
}

async function readVendor(name: string, encoding: "utf8" | "base64"): Promise<string> {
  try {
    return await readFile(path.join(VENDOR, name), encoding);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UsageError(`the libraries for guests have not been built: run "npm run vendor" (${name} is missing)`);
  }
}
