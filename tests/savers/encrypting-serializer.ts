// A caller's serializer that encrypts, as the package's README recommends it: AES-GCM over the bytes of the fast one.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { FastSerializer } from "@forkpoint/savers";

const IV_BYTES = 12;

export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]) as Promise<CryptoKey>;

/** Each value under an initialisation vector of its own, which goes before the sealed bytes. */
export function encryptingSerializer(key: CryptoKey): SerializerProtocol {
  const plain = new FastSerializer();
  return {
    async dumpsTyped(value) {
      const [type, bytes] = await plain.dumpsTyped(value);
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new Uint8Array(bytes));
      return [`${type}+aes`, Uint8Array.of(...iv, ...new Uint8Array(sealed))];
    },
    async loadsTyped(type, data) {
      // A saver that reads its column as text has destroyed the bytes already.
      if (typeof data === "string") throw new TypeError(`sealed values are bytes, but "${type}" was read as text`);
      const [iv, sealed] = [data.slice(0, IV_BYTES), data.slice(IV_BYTES)];
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed).catch((cause: unknown) => {
        throw new Error(`a value of type "${type}" cannot be decrypted: another key, or changed bytes`, { cause });
      });
      return plain.loadsTyped(type.replace(/\+aes$/, ""), new Uint8Array(opened));
    },
  };
}
