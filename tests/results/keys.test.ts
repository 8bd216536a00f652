import { expect, test } from "vitest";
import { makeKeys, publicPart, readPrivateKey, readPublicKey } from "../../src/results/keys.ts";
import { team } from "./sample.ts";

test("a key that was written is read again, named by its thumbprint", async () => {
  expect(await readPublicKey(JSON.stringify(publicPart(team)))).toEqual(publicPart(team));
  expect(await readPrivateKey(JSON.stringify(team))).toEqual(team);
  // The example of RFC 8037, appendix A.3.
  const rfc = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
  expect(await readPublicKey(JSON.stringify(rfc))).toMatchObject({
    kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
  });
});

test("no two keys are the same, and a public part holds no private one", async () => {
  const key = await makeKeys(" Team\n\u202eB ");
  expect(key.kid).not.toBe(team.kid);
  expect(key.name).toBe("Team \ufffdB");
  expect(JSON.stringify(publicPart(key))).not.toContain(key.d);
});

const PUBLIC = publicPart(team);
const BAD: readonly (readonly [string, string, string])[] = [
  ["a private key", "KEY_PRIVATE", JSON.stringify(team)],
  ["a secret", "KEY_PRIVATE", '{"kty":"oct","k":"AAAA"}'],
  ["another curve", "KEY_KIND", JSON.stringify({ ...PUBLIC, crv: "X25519" })],
  ["a key of 31 bytes", "KEY_KIND", JSON.stringify({ ...PUBLIC, x: PUBLIC.x.slice(1), kid: undefined })],
  ["the name of another key", "KEY_ID", JSON.stringify({ ...PUBLIC, kid: "a".repeat(43) })],
  ["a PEM", "KEY_UNREADABLE", "-----BEGIN PUBLIC KEY-----"],
  ["a list", "KEY_UNREADABLE", "[]"],
  ["nothing", "KEY_UNREADABLE", ""],
  ["a book", "KEY_UNREADABLE", " ".repeat(20_000)],
];

for (const [what, code, text] of BAD)
  test(`${what} is no public key: ${code}`, async () => {
    expect(await readPublicKey(text)).toMatchObject({ refusal: { code, todo: expect.stringMatching(/\.$/) } });
  });

test("what is no private key is none", async () => {
  for (const text of ["", "{}", JSON.stringify(PUBLIC), JSON.stringify({ ...team, d: "short" })])
    expect(await readPrivateKey(text)).toBeNull();
});
