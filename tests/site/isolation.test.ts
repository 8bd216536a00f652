// One list of isolated addresses, and every form in which servers read it.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseHeaders } from "../../src/cli/headers-file.ts";
import { rulesOf } from "../../src/site/build/isolate.node.ts";
import {
  asHeadersFile,
  asNetlifyToml,
  asNginx,
  asVercelJson,
  headerRules,
  headersOf,
} from "../../src/site/isolation.ts";

const RULES = headerRules(["crash-table"]);
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const LOADS_INSIDE = { "Cross-Origin-Embedder-Policy": "require-corp" };

const EXPECTED: readonly (readonly [string, object])[] = [
  ["/self-test/", ISOLATED],
  ["/container.html", ISOLATED],
  ["/exercises/fork-properly/node/", ISOLATED],
  ["/exercises/crash-table/", ISOLATED],
  ["/sandbox.html", { ...LOADS_INSIDE, "Cross-Origin-Resource-Policy": "cross-origin" }],
  ["/_astro/judge.worker-Dx1.js", LOADS_INSIDE],
  ["/", {}],
  ["/exercises/fork-properly/", {}],
  ["/exercises/fork-properly/solution.json", {}],
  ["/exercises/a/b/node/", {}],
  ["/exercises/crash-table/hints.json", {}],
  ["/lessons/threads/who-remembers/", {}],
  ["/containerXhtml", {}],
  ["/lab/", {}],
];

test.each(EXPECTED)("%s has its headers and no others", (pathname, headers) => {
  expect(headersOf(RULES, pathname)).toEqual(headers);
});

test.each(EXPECTED)("what _headers says of %s is the same", (pathname, headers) => {
  expect(Object.fromEntries(parseHeaders(asHeadersFile(RULES))(pathname))).toEqual(headers);
});

test("no address matches two rules: some hosts would join the values of both, which no browser reads", () => {
  for (const [pathname] of EXPECTED) {
    const names = parseHeaders(asHeadersFile(RULES))(pathname).map(([name]) => name);
    expect(new Set(names).size, pathname).toBe(names.length);
  }
});

test("nginx: a folder's rule holds for the index file that is served for it", () => {
  const blocks = asNginx(RULES).split("\n\n");
  expect(blocks).toHaveLength(RULES.length);
  const [, node] = /^location ~ (\S+) \{$/m.exec(blocks.find((block) => block.includes("/node/"))!)!;
  for (const served of ["/exercises/fork-properly/node/", "/exercises/fork-properly/node/index.html"])
    expect(served).toMatch(new RegExp(node!));
  expect("/exercises/fork-properly/").not.toMatch(new RegExp(node!));
  expect(asNginx(RULES)).toContain('location ^~ /_astro/ {\n  add_header Cross-Origin-Embedder-Policy "require-corp"');
  expect(asNginx(RULES)).toContain("location = /container.html {");
});

test("Vercel and Netlify get every rule with all of its headers", () => {
  const vercel = JSON.parse(asVercelJson(RULES)) as {
    headers: { source: string; headers: { key: string; value: string }[] }[];
  };
  const read = vercel.headers.map(({ headers }) => Object.fromEntries(headers.map(({ key, value }) => [key, value])));
  expect(read).toEqual(RULES.map(({ headers }) => headers));
  expect(vercel.headers.map(({ source }) => source)).toContain("/_astro/(.*)");
  const toml = asNetlifyToml(RULES);
  for (const { path } of RULES) expect(toml).toContain(`for = "${path}"`);
  expect(toml.match(/Cross-Origin-Embedder-Policy = "require-corp"/g)).toHaveLength(RULES.length);
  expect(toml.match(/Cross-Origin-Opener-Policy = "same-origin"/g)).toHaveLength(4);
});

test("docs/isolation.md has the list as it is, in the form of each host", async () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const file = path.join(root, "docs/isolation.md");
  const rules = await rulesOf(root);
  const before = readFileSync(file, "utf8");
  const forms = [
    ["nginx", "nginx", asNginx(rules)],
    ["netlify", "toml", asNetlifyToml(rules)],
    ["vercel", "json", asVercelJson(rules)],
  ] as const;
  const now = forms.reduce((page, [name, language, text]) => {
    expect(page).toContain(`<!-- ${name} -->`);
    const block = new RegExp(`<!-- ${name} -->\\n(\\n\`\`\`[\\s\\S]*?\\n\`\`\`\\n)?`);
    return page.replace(block, () => `<!-- ${name} -->\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`);
  }, before);
  if (process.env.UPDATE_DOCS) writeFileSync(file, now);
  else expect(before).toBe(now);
});
