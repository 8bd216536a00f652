// The settings for servers in docs/webcontainer.md are those that the list of isolated addresses gives. `UPDATE_DOCS=1`
// writes them anew.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { rulesOf } from "../../src/site/build/isolate.node.ts";
import { asNetlifyToml, asNginx, asVercelJson } from "../../src/site/isolation.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PAGE = path.join(ROOT, "docs/webcontainer.md");

test("docs/webcontainer.md has the headers of the addresses that there are", async () => {
  const rules = await rulesOf(ROOT);
  const blocks = { toml: asNetlifyToml(rules), json: asVercelJson(rules), nginx: asNginx(rules) };
  const page = readFileSync(PAGE, "utf8");
  const wanted = Object.entries(blocks).reduce(
    (text, [language, block]) =>
      text.replace(new RegExp(`(\`\`\`${language}\n)[^\`]*(\`\`\`)`), (_all, from, to) => `${from}${block}${to}`),
    page,
  );
  for (const block of Object.values(blocks)) expect(wanted).toContain(block);
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, wanted);
  expect(readFileSync(PAGE, "utf8")).toBe(wanted);
});
