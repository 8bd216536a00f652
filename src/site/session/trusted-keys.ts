// The keys that a person trusts on the page /verify/: the site's own, and those that were added, kept in this browser. They do
// not travel with the progress file: whoever made such a file must not choose whom its reader trusts.
import { type PublicKey, readPublicKey, type TrustedKeys, trustedKeys } from "../../results/keys.ts";
import type { KeyRefusalCode, Refusal } from "../../results/refusals.ts";
import type { Store } from "./store.ts";

const PREFIX = "forkpoint.trusted-key.";

export interface KnownKey {
  readonly key: PublicKey;
  /** Of the site itself: it cannot be removed here. */
  readonly fixed: boolean;
}

export class KeyRing {
  readonly #store: Store;
  readonly #own: readonly PublicKey[];

  constructor(store: Store, own: readonly PublicKey[]) {
    this.#store = store;
    this.#own = own;
  }

  /** What was kept is read as strictly as what is brought: anything in this browser may have written it. */
  async list(): Promise<readonly KnownKey[]> {
    const kept = await Promise.all(this.#store.keys(PREFIX).map((name) => readPublicKey(this.#store.get(name) ?? "")));
    const own = new Set(this.#own.map(({ kid }) => kid));
    return [
      ...this.#own.map((key) => ({ key, fixed: true })),
      ...kept.flatMap((key) => ("refusal" in key || own.has(key.kid) ? [] : [{ key, fixed: false }])),
    ];
  }

  async trusted(): Promise<TrustedKeys> {
    return trustedKeys((await this.list()).map(({ key }) => key));
  }

  async add(text: string): Promise<PublicKey | { readonly refusal: Refusal<KeyRefusalCode> }> {
    const key = await readPublicKey(text);
    if (!("refusal" in key)) this.put(key);
    return key;
  }

  put(key: PublicKey): void {
    this.#store.set(PREFIX + key.kid, JSON.stringify(key));
  }

  remove({ kid }: PublicKey): void {
    this.#store.remove(PREFIX + kid);
  }
}
