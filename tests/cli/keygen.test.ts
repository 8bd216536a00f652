import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openSigner } from "../../src/cli/sign-result.ts";
import type { PrivateKey, PublicKey } from "../../src/results/keys.ts";
import { run } from "./capture.ts";

async function folder() {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-keygen-"));
  return {
    root,
    key: path.join(root, "team.key"),
    json: async (name: string) => JSON.parse(await readFile(path.join(root, name), "utf8")) as unknown,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

test("a key is two files, and only its owner can read the private one", async () => {
  await using at = await folder();
  const { code, stdout } = await run(["keygen", "--out", at.key, "--name", "Team A"]);
  expect(code).toBe(0);
  const secret = (await at.json("team.key")) as PrivateKey;
  const shared = (await at.json("team.key.pub.json")) as PublicKey;
  expect(shared).toEqual({ kty: "OKP", crv: "Ed25519", x: secret.x, kid: secret.kid, name: "Team A" });
  expect((await stat(at.key)).mode & 0o777).toBe(0o600);
  expect(stdout).toContain(secret.kid);
  expect(stdout).not.toContain(secret.d);
  expect((await openSigner(at.key)).kid).toBe(secret.kid);
});

test("nothing is overwritten, and no half of a pair is written beside another key", async () => {
  await using at = await folder();
  await writeFile(`${at.key}.pub.json`, "another's");
  const { code, stderr } = await run(["keygen", "--out", at.key]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/team\.key\.pub\.json is there already.*choose another name/);
  expect(await readdir(at.root)).toEqual(["team.key.pub.json"]);
  expect(await readFile(`${at.key}.pub.json`, "utf8")).toBe("another's");
});

test("a link is not written through", async () => {
  await using at = await folder();
  await symlink(path.join(at.root, "elsewhere"), at.key);
  expect(await run(["keygen", "--out", at.key])).toMatchObject({ code: 2 });
  expect(await readdir(at.root)).toEqual(["team.key"]);
});

test("a folder that is not there is the command line's mistake", async () => {
  await using at = await folder();
  const { code, stderr } = await run(["keygen", "--out", path.join(at.root, "nowhere/team.key")]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/cannot be written \(ENOENT\)/)]);
});

test("what is no private key, or one that others can read, signs nothing", async () => {
  await using at = await folder();
  await run(["keygen", "--out", at.key]);
  await expect(openSigner(`${at.key}.pub.json`)).rejects.toThrow(/can be read by others|no private key/);
  await writeFile(path.join(at.root, "loose.key"), await readFile(at.key), { mode: 0o644 });
  await expect(openSigner(path.join(at.root, "loose.key"))).rejects.toThrow(/chmod 600/);
  await writeFile(path.join(at.root, "empty.key"), "{}", { mode: 0o600 });
  await expect(openSigner(path.join(at.root, "empty.key"))).rejects.toThrow(/no private key/);
  await expect(openSigner(path.join(at.root, "none.key"))).rejects.toThrow(/no file/);
});
