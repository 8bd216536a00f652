// Keys as files. A key is called by its thumbprint (RFC 7638), so nobody can give another key the same name.
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { oneLine } from "./one-line.ts";
import { type KeyRefusalCode, refusal, type Refusal } from "./refusals.ts";

export interface PublicKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  /** 32 bytes in base64url. */
  readonly x: string;
  readonly kid: string;
  /** What the team calls itself in its key file; "" = nothing. It is not part of the thumbprint: only the kid is the key. */
  readonly name: string;
}

export interface PrivateKey extends PublicKey {
  readonly d: string;
}

/** Keys that whoever checks has chosen to trust, by kid. */
export type TrustedKeys = ReadonlyMap<string, PublicKey>;

const MAX_KEY_CHARS = 10_000;
const THIRTY_TWO_BYTES = /^[A-Za-z0-9_-]{43}$/;

export async function makeKeys(name: string): Promise<PrivateKey> {
  const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const { x = "", d = "" } = await exportJWK(pair.privateKey);
  const key = { kty: "OKP", crv: "Ed25519", x } as const;
  return { ...key, kid: await calculateJwkThumbprint(key), name: oneLine(name, 80), d };
}

export function publicPart({ kty, crv, x, kid, name }: PrivateKey): PublicKey {
  return { kty, crv, x, kid, name };
}

export function trustedKeys(keys: readonly PublicKey[]): TrustedKeys {
  return new Map(keys.map((key) => [key.kid, key]));
}

/** A public key as keygen writes it, or any Ed25519 key in the form of a JWK; its kid is worked out, and compared where there is one. */
export async function readPublicKey(text: string): Promise<PublicKey | { readonly refusal: Refusal<KeyRefusalCode> }> {
  const refused = (code: KeyRefusalCode, what: string) => ({ refusal: refusal(code, what) });
  const json = text.length > MAX_KEY_CHARS ? null : parseObject(text);
  if (!json) return refused("KEY_UNREADABLE", "This is no public key: it is not a JSON object of a few lines.");
  if ("d" in json || "k" in json) return refused("KEY_PRIVATE", "This is a private key, which signs results.");
  if (json.kty !== "OKP" || json.crv !== "Ed25519" || typeof json.x !== "string" || !THIRTY_TWO_BYTES.test(json.x))
    return refused("KEY_KIND", "This is no Ed25519 key, and results are signed with those alone.");
  const key = { kty: "OKP", crv: "Ed25519", x: json.x } as const;
  const kid = await calculateJwkThumbprint(key);
  if (json.kid !== undefined && json.kid !== kid)
    return refused("KEY_ID", `The key calls itself by the name of another key: its own is ${kid}.`);
  return { ...key, kid, name: typeof json.name === "string" ? oneLine(json.name, 80) : "" };
}

/** Null = the text is no private key of ours. */
export async function readPrivateKey(text: string): Promise<PrivateKey | null> {
  const { d, ...rest } = parseObject(text) ?? {};
  const key = await readPublicKey(JSON.stringify(rest));
  if ("refusal" in key || typeof d !== "string" || !THIRTY_TWO_BYTES.test(d)) return null;
  return { ...key, d };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
