// Values to what is stored, and back. The package's own serializer writes text, at once; any other gives bytes of a type of
// its own, and takes its time.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { SaverError } from "../errors.ts";
import { FastSerializer } from "../serde/fast-serializer.ts";
import { fromUtf8, toUtf8 } from "../serde/utf8.ts";

/** What is stored of a value. Type null: JSON text of our own serializer; else bytes, under the serializer's name for them. */
export type Stored =
  { readonly type: null; readonly data: string } | { readonly type: string; readonly data: Uint8Array };

/** Our own serializer; a subclass with a reading or writing of its own (one that encrypts, say) is a caller's. */
export function asTextSerializer(serde: SerializerProtocol): FastSerializer | undefined {
  const { dumpsTyped, loadsTyped, stringify, parse } = FastSerializer.prototype;
  return serde instanceof FastSerializer &&
    serde.dumpsTyped === dumpsTyped &&
    serde.loadsTyped === loadsTyped &&
    serde.stringify === stringify &&
    serde.parse === parse
    ? serde
    : undefined;
}

/** At once. Throws what the serializer throws. */
export function encodeNow(serializer: FastSerializer, value: unknown): Stored {
  return value instanceof Uint8Array
    ? { type: "bytes", data: value }
    : { type: null, data: serializer.stringify(value) };
}

/** By a serializer of the caller's, from what the value is when this is called. */
export async function encode(serde: SerializerProtocol, value: unknown): Promise<Stored> {
  // A serializer hands bytes back as they are; without a copy, a later change by the caller would reach the database.
  const [type, data] = await serde.dumpsTyped(value instanceof Uint8Array ? value.slice() : value);
  if (ArrayBuffer.isView(data)) return { type, data };
  throw new SaverError(
    "SERDE_NOT_BYTES",
    `the serializer's dumpsTyped() gave a ${typeof data} for type "${type}": it must give a Uint8Array`,
  );
}

/** The value, or a promise of it. */
export function decode(serde: SerializerProtocol, { type, data }: Stored): unknown {
  const own = asTextSerializer(serde);
  if (own === undefined) return type === null ? serde.loadsTyped("json", toUtf8(data)) : serde.loadsTyped(type, data);
  if (type === null) return own.parse(data);
  if (type === "bytes") return data;
  return type === "json" ? own.parse(fromUtf8(data)) : own.loadsTyped(type, data);
}

/** From the columns type and data. A file may hold text under a type if it was changed by hand. */
export function storedOf(type: string | null, data: string | Uint8Array): Stored {
  if (type === null) return { type, data: typeof data === "string" ? data : fromUtf8(data) };
  return { type, data: typeof data === "string" ? toUtf8(data) : data };
}
