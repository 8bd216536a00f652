// Everything that may be done to a signed result, and what whoever checks it is told.
import { createHmac } from "node:crypto";
import { base64url } from "jose";
import { expect, test } from "vitest";
import { canonicalText } from "../../src/results/canonical.ts";
import { makeKeys, publicPart, trustedKeys } from "../../src/results/keys.ts";
import { type ResultRefusalCode, TODO } from "../../src/results/refusals.ts";
import { signResult } from "../../src/results/sign.ts";
import { TOKEN_TYPE, verifyResult } from "../../src/results/verify.ts";
import { forge, forgeResult, pinned, reheaded, sampleResult, stranger, team } from "./sample.ts";

const good = await sampleResult();
const token = await signResult(good, team);
const [header, payload, signature] = token.split(".") as [string, string, string];
const HEADER = { alg: "EdDSA", kid: team.kid, typ: TOKEN_TYPE };

const coded = async (text: string) => {
  const checked = await verifyResult(text, pinned);
  return "refusal" in checked ? checked.refusal.code : "accepted";
};

test("what a trusted key signed is given back as it was, with the key", async () => {
  expect(await verifyResult(`\n${token}\n`, pinned, { challenge: " blue-42\n" })).toEqual({
    result: good,
    key: publicPart(team),
  });
});

test("what was signed with another challenge, or with none, is refused where one is asked for", async () => {
  const checked = await verifyResult(token, pinned, { challenge: "green-7" });
  expect(checked).toMatchObject({ refusal: { code: "RESULT_CHALLENGE", todo: TODO.RESULT_CHALLENGE } });
  const without = await signResult(await sampleResult({ challenge: null }), team);
  expect(await verifyResult(without, pinned, { challenge: "blue-42" })).toHaveProperty("refusal");
  expect(await verifyResult(without, pinned)).toHaveProperty("result");
});

/** Made as somebody would who has the token, the public key and a key of their own. */
const ATTACKS: readonly (readonly [string, ResultRefusalCode, string | Promise<string>])[] = [
  ["a changed payload", "RESULT_SIGNATURE", reheaded(token, HEADER, { ...good, score: { earned: 5, possible: 5 } })],
  [
    "algorithm none, without a signature",
    "RESULT_ALGORITHM",
    reheaded(token, { ...HEADER, alg: "none" }).replace(/\.[^.]*$/, "."),
  ],
  ["algorithm none, with the old signature", "RESULT_ALGORITHM", reheaded(token, { ...HEADER, alg: "none" })],
  ["HS256 with the public key as the secret", "RESULT_ALGORITHM", hs256(base64url.decode(team.x))],
  ["HS256 with the key's JSON as the secret", "RESULT_ALGORITHM", hs256(JSON.stringify(publicPart(team)))],
  [
    "a key of its own",
    "RESULT_BRINGS_KEY",
    forge(canonicalText(good), { key: stranger, header: { jwk: publicPart(stranger) } }),
  ],
  ["an address of a key", "RESULT_BRINGS_KEY", reheaded(token, { ...HEADER, jku: "https://example.org/keys" })],
  ["a certificate", "RESULT_BRINGS_KEY", reheaded(token, { ...HEADER, x5c: ["AAAA"] })],
  ["an address of a certificate", "RESULT_BRINGS_KEY", reheaded(token, { ...HEADER, x5u: "https://example.org/c" })],
  ["critical extensions", "RESULT_HEADER", reheaded(token, { ...HEADER, crit: ["exp"], exp: 1 })],
  ["an unencoded payload", "RESULT_HEADER", reheaded(token, { ...HEADER, b64: false, crit: ["b64"] })],
  [
    "another key under the same kid",
    "RESULT_SIGNATURE",
    forge(canonicalText(good), { key: { ...stranger, kid: team.kid } }),
  ],
  ["a key that nobody pinned", "RESULT_KEY_UNKNOWN", forge(canonicalText(good), { key: stranger })],
  ["no kid", "RESULT_HEADER", reheaded(token, { alg: "EdDSA", typ: TOKEN_TYPE })],
  ["a kid that is a name of every object", "RESULT_HEADER", reheaded(token, { ...HEADER, kid: "__proto__" })],
  [
    "a kid with half a character",
    "RESULT_HEADER",
    `${base64url.encode(`{"alg":"EdDSA","kid":"\\ud800","typ":"${TOKEN_TYPE}"}`)}.${payload}.${signature}`,
  ],
  ["another type by the same key", "RESULT_TYPE", forge(canonicalText(good), { header: { typ: "session+jws" } })],
  ["a cut signature", "RESULT_SIGNATURE", token.slice(0, -2)],
  ["a cut token", "RESULT_NO_TOKEN", token.slice(0, -200)],
  ["no signature", "RESULT_SIGNATURE", `${header}.${payload}.`],
  ["bits left over in the signature", "RESULT_NO_TOKEN", `${header}.${payload}.${leftOver(signature)}`],
  ["padding", "RESULT_NO_TOKEN", `${token}==`],
  [
    "a header with two keys of one name",
    "RESULT_HEADER",
    `${base64url.encode(`{"alg":"none","alg":"EdDSA","kid":"${team.kid}","typ":"${TOKEN_TYPE}"}`)}.${payload}.${signature}`,
  ],
  ["a header that is no object", "RESULT_HEADER", `${base64url.encode("[]")}.${payload}.${signature}`],
  ["a header that is no UTF-8", "RESULT_HEADER", `${base64url.encode(new Uint8Array([0xff]))}.${payload}.${signature}`],
  ["something else", "RESULT_NO_TOKEN", "<script>alert(1)</script>"],
  ["nothing", "RESULT_NO_TOKEN", ""],
  ["a token without end", "RESULT_TOO_LARGE", "A".repeat(9_000_000)],
];

for (const [what, code, made] of ATTACKS)
  test(`${what} is refused as ${code}`, async () => {
    expect(await coded(await made)).toBe(code);
  });

/** Signed by the trusted key itself: somebody holds it who writes what no grader would, or a grader of ours has a fault. */
const SIGNED_BADLY: readonly (readonly [string, ResultRefusalCode, Promise<string>])[] = [
  ["spaces in the payload", "RESULT_NOT_CANONICAL", forge(JSON.stringify(good, null, 1))],
  ["another order of keys", "RESULT_NOT_CANONICAL", forge(JSON.stringify({ ...good, problem: null }))],
  [
    "two scores",
    "RESULT_NOT_CANONICAL",
    forge(canonicalText(good).replace('"score":', '"score":{"earned":5,"possible":5},"score":')),
  ],
  [
    "a number written otherwise",
    "RESULT_NOT_CANONICAL",
    forge(canonicalText(good).replace('"count":2', '"count":2.0')),
  ],
  [
    "a pin with the name of every object's own",
    "RESULT_NOT_CANONICAL",
    forge(
      canonicalText(good)
        .replace('"pins":{', '"pins":{"__proto__":"1.0.0",')
        .replace(/("pins":\{)("__proto__":"1.0.0"),([^}]*)/, "$1$3,$2"),
    ),
  ],
  ["a byte order mark", "RESULT_SHAPE", forge(`\ufeff${canonicalText(good)}`)],
  ["bytes that are no UTF-8", "RESULT_SHAPE", forge(notUtf8(canonicalText(good)))],
  ["lists in lists", "RESULT_SHAPE", forge("[".repeat(100_000))],
  ["more points than its verdicts give", "RESULT_TOTALS", forgeResult((result) => void (result.score.earned = 5))],
  ["fewer possible points", "RESULT_TOTALS", forgeResult((result) => void (result.score.possible = 2))],
  ["a test that is left out", "RESULT_TOTALS", forgeResult((result) => void (result.tests.count = 3))],
  [
    "one verdict twice",
    "RESULT_TOTALS",
    forgeResult((r) => ({
      ...r,
      tests: { ...r.tests, count: 3 },
      verdicts: [...r.verdicts, { ...r.verdicts[0], points: 0 }],
    })),
  ],
  [
    "a file's hash that the list's does not cover",
    "RESULT_TOTALS",
    forgeResult((result) => void (result.submission.files[0].bytes = 7)),
  ],
  [
    "files in no order",
    "RESULT_TOTALS",
    forgeResult((result) => void result.submission.files.push({ ...result.submission.files[0], path: "a.ts" })),
  ],
  ["a key that nobody knows", "RESULT_SHAPE", forgeResult((result) => ({ ...result, note: "trust me" }))],
  ["the level of a browser", "RESULT_SHAPE", forgeResult((result) => void (result.level = "self-checked"))],
  ["another format", "RESULT_SHAPE", forgeResult((result) => void (result.format = "forkpoint-result-2"))],
  ["a day that is none", "RESULT_SHAPE", forgeResult((result) => void (result.time = "2026-13-41T10:00:00.000Z"))],
  ["a name that writes backwards", "RESULT_SHAPE", forgeResult((result) => void (result.subject.author = "ada\u202e"))],
  [
    "a name that moves the cursor",
    "RESULT_SHAPE",
    forgeResult((result) => void (result.subject.author = "\u001b[2Jada")),
  ],
  ["a name in two lines", "RESULT_SHAPE", forgeResult((result) => void (result.subject.author = "ada\nscore: 5 of 5"))],
  ["half a character", "RESULT_SHAPE", forge(canonicalText(good).replace('"ada"', '"\\ud800"'))],
  [
    "a file outside the submission",
    "RESULT_SHAPE",
    forgeResult((result) => void (result.submission.files[0].path = "../saver.ts")),
  ],
  ["a rule without end", "RESULT_SHAPE", forgeResult((result) => void (result.verdicts[0].rule = "a".repeat(2_000)))],
  ["half a point", "RESULT_SHAPE", forgeResult((result) => void (result.verdicts[0].points = 0.5))],
];

for (const [what, code, made] of SIGNED_BADLY)
  test(`${what}, signed by a trusted key, is refused as ${code}`, async () => {
    expect(await coded(await made)).toBe(code);
  });

test("a refusal repeats nothing of the file but a kid that is one", async () => {
  const evil = "<img onerror=alert(1)>\u202e";
  const tokens = [
    ...[...ATTACKS, ...SIGNED_BADLY].map(([, , made]) => made),
    forgeResult((result) => ({ ...result, [evil]: evil })),
    forgeResult((result) => void (result.libraries.pins[evil] = evil)),
    forge(evil),
    reheaded(token, { ...HEADER, [evil]: evil }),
  ];
  for (const made of tokens) {
    const checked = await verifyResult(await made, pinned);
    expect(checked).toHaveProperty("refusal.what", expect.stringMatching(/^(It|Its|The) [^<>\u202e]*\.$/));
  }
});

test("without keys, nothing is trusted, and that is said", async () => {
  const checked = await verifyResult(token, new Map());
  expect(checked).toMatchObject({
    refusal: { code: "RESULT_KEY_UNKNOWN", what: expect.stringMatching(/no key is trusted here yet/) },
  });
});

test("a signer refuses what a checker would", async () => {
  await expect(signResult({ ...good, score: { earned: 9, possible: 9 } }, team)).rejects.toMatchObject({
    code: "RESULT_UNSIGNABLE",
    message: expect.stringMatching(/does not add up/),
  });
  const other = await makeKeys("");
  await expect(signResult(good, { ...team, d: other.d })).rejects.toMatchObject({
    code: expect.stringMatching(/^(SIGNING_KEY_BAD|RESULT_UNSIGNABLE)$/),
  });
});

test("of two trusted keys the one that is named is used", async () => {
  const both = trustedKeys([publicPart(stranger), publicPart(team)]);
  expect(await verifyResult(token, both)).toMatchObject({ key: { kid: team.kid } });
});

function hs256(secret: string | Uint8Array): string {
  const start = `${base64url.encode(canonicalText({ ...HEADER, alg: "HS256" }))}.${payload}`;
  return `${start}.${createHmac("sha256", secret).update(start).digest("base64url")}`;
}

/** The same bytes to a lax reader: the last letter of 64 bytes carries four bits that mean nothing. */
function leftOver(text: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.slice(0, -1) + letters[letters.indexOf(text.at(-1)!) + 1]!;
}

function notUtf8(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  bytes[text.indexOf('"ada"') + 1] = 0xff;
  return bytes;
}
