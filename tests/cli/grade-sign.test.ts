// `grade --sign`: a signature beside each report that has a score, made anew with the report and with what it says.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { run } from "./capture.ts";
import { MUTANT, SOLUTION, workshop } from "./workshop.ts";

test("each judged submission is signed, with challenge and level; again only when the result, or what is said of it, changed", async () => {
  await using shop = await workshop();
  const key = path.join(shop.root, "team.key");
  expect((await run(["keygen", "--out", key])).code).toBe(0);
  await shop.add("ada", SOLUTION);
  await shop.add("bob", SOLUTION);
  await shop.write("cyd", "export class TinySaver {");
  await shop.write("dan", "x".repeat(300 * 1024));
  const signed = async (...more: string[]) => {
    expect((await shop.grade(["--sign", key, ...more])).code).toBe(0);
    const files = (await readdir(shop.reports)).filter((name) => name.endsWith(".jws")).sort();
    return Object.fromEntries(await Promise.all(files.map(async (name) => [name, await shop.read(name)] as const)));
  };

  const first = await signed("--challenge", "nonce-1", "--level", "supervised");
  // Refused: nothing was judged. A submission that does not compile was.
  expect(Object.keys(first)).toEqual(["ada.jws", "bob.jws", "cyd.jws"]);
  const payload = JSON.parse(Buffer.from(first["ada.jws"]!.split(".")[1]!, "base64url").toString());
  expect(payload).toMatchObject({
    level: "supervised",
    subject: { author: "ada", challenge: "nonce-1" },
    score: { earned: 12, possible: 12 },
  });
  const pub = `${key}.pub.json`;
  const checked = await run([
    "verify-result",
    path.join(shop.reports, "ada.jws"),
    "--key",
    pub,
    "--challenge",
    "nonce-1",
  ]);
  expect(checked, checked.stdout + checked.stderr).toMatchObject({ code: 0 });

  await shop.add("bob", MUTANT);
  const second = await signed("--challenge", "nonce-1", "--level", "supervised");
  expect(second["ada.jws"]).toBe(first["ada.jws"]);
  expect(second["bob.jws"]).not.toBe(first["bob.jws"]);

  const third = await signed("--challenge", "nonce-2");
  expect(third["ada.jws"]).not.toBe(first["ada.jws"]);

  // Without a key no older signature stays beside a new report.
  await shop.add("bob", SOLUTION);
  expect((await shop.grade()).code).toBe(0);
  expect(await readdir(shop.reports)).not.toContain("bob.jws");
  expect(await readFile(path.join(shop.reports, "ada.jws"), "utf8")).toBe(third["ada.jws"]);
});

test("a key that cannot be used is said before anything is graded", async () => {
  await using shop = await workshop();
  await shop.add("ada", SOLUTION);
  const { code, stderr } = await shop.grade(["--sign", path.join(shop.root, "no.key")]);
  expect(code).toBe(2);
  expect(stderr).toContain("no.key");
  expect((await readdir(shop.reports)).filter((name) => name.endsWith("ada.json"))).toEqual([]);
  expect((await shop.grade(["--level", "certain"])).code).toBe(2);
});
