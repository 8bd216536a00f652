// Signing: a compact JWS with EdDSA over canonical JSON. The header says which key by its thumbprint and never brings one along.
import { CompactSign, importJWK } from "jose";
import { canonicalBytes } from "./canonical.ts";
import { type PrivateKey, publicPart, trustedKeys } from "./keys.ts";
import type { SignedResult } from "./model.ts";
import { ResultError } from "./refusals.ts";
import { ALGORITHM, TOKEN_TYPE, verifyResult } from "./verify.ts";

/** Throws `ResultError` where the token would be refused by `verifyResult`: what is signed and useless is noticed here, not later. */
export async function signResult(result: SignedResult, key: PrivateKey): Promise<string> {
  const token = await new CompactSign(canonicalBytes(result))
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: TOKEN_TYPE })
    .sign(await importPrivateKey(key));
  const checked = await verifyResult(token, trustedKeys([publicPart(key)]));
  if ("refusal" in checked)
    throw new ResultError("RESULT_UNSIGNABLE", `this result cannot be signed. ${checked.refusal.what}`);
  return token;
}

async function importPrivateKey({ kty, crv, x, d }: PrivateKey) {
  try {
    return await importJWK({ kty, crv, x, d }, ALGORITHM);
  } catch (cause) {
    throw new ResultError("SIGNING_KEY_BAD", "the private key is damaged: its two halves do not belong together", {
      cause,
    });
  }
}
