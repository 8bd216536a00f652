// The caller's embeddings, asked once for each distinct text, and their answers checked before anything is stored.
import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { SaverError } from "../errors.ts";
import { type FieldPath, parsePath } from "./field-paths.ts";

export interface IndexOptions {
  /** How many numbers each vector has. */
  readonly dims: number;
  /** Either LangChain embeddings, */
  readonly embeddings?: EmbeddingsInterface;
  /** or a function that gives one vector for each text, for items and for queries. */
  readonly embed?: (texts: string[]) => Promise<number[][]> | number[][];
  /** Paths of what is embedded where `put` does not say otherwise: "text", "a.b", "a[*].b", "a[-1]"; ["$"], all of the value, if not given. */
  readonly fields?: readonly string[];
}

export class Embedder {
  readonly dims: number;
  readonly fields: readonly FieldPath[];
  readonly #documents: (texts: string[]) => Promise<number[][]> | number[][];
  readonly #queries: (texts: string[]) => Promise<number[][]> | number[][];

  constructor({ dims, embeddings, embed, fields = ["$"] }: IndexOptions) {
    if (!Number.isInteger(dims) || dims < 1)
      throw new SaverError("INDEX_INVALID", `index.dims is ${String(dims)}: pass how many numbers each vector has`);
    if ((embeddings === undefined) === (embed === undefined))
      throw new SaverError("INDEX_INVALID", "index needs either `embeddings` or `embed`, and not both");
    this.dims = dims;
    this.fields = fields.map(parsePath);
    this.#documents = embed ?? ((texts) => embeddings!.embedDocuments(texts));
    this.#queries = embed ?? ((texts) => Promise.all(texts.map((text) => embeddings!.embedQuery(text))));
  }

  /** A vector of length 1, or 0, for each of the texts. What the embeddings throw passes through unchanged. */
  async embed(documents: ReadonlySet<string>, queries: ReadonlySet<string>): Promise<EmbeddedTexts> {
    const [ofDocuments, ofQueries] = await Promise.all([
      this.#ask(this.#documents, [...documents]),
      this.#ask(this.#queries, [...queries]),
    ]);
    return { ofDocuments, ofQueries };
  }

  async #ask(
    ask: (texts: string[]) => Promise<number[][]> | number[][],
    texts: string[],
  ): Promise<ReadonlyMap<string, Float32Array>> {
    if (texts.length === 0) return new Map();
    const vectors: unknown = await ask([...texts]);
    if (!Array.isArray(vectors) || vectors.length !== texts.length)
      throw new SaverError(
        "EMBEDDING_INVALID",
        `the embeddings gave ${Array.isArray(vectors) ? `${vectors.length} vectors` : typeof vectors} for ${texts.length} texts; nothing was stored`,
      );
    return new Map(texts.map((text, at) => [text, this.#normalised(vectors[at])]));
  }

  #normalised(vector: unknown): Float32Array {
    if (!Array.isArray(vector) && !ArrayBuffer.isView(vector))
      throw new SaverError("EMBEDDING_INVALID", "the embeddings gave a vector that is no list; nothing was stored");
    const numbers = vector as unknown as ArrayLike<unknown>;
    if (numbers.length !== this.dims)
      throw new SaverError(
        "DIMENSIONS_DIFFER",
        `the embeddings gave ${numbers.length} numbers, index.dims is ${this.dims}: correct index.dims; nothing was stored`,
      );
    let largest = 0;
    for (let at = 0; at < this.dims; at += 1) {
      const number = numbers[at];
      if (typeof number !== "number" || !Number.isFinite(number))
        throw new SaverError(
          "EMBEDDING_INVALID",
          `the embeddings gave ${String(number)} in a vector; nothing was stored`,
        );
      largest = Math.max(largest, Math.abs(number));
    }
    return toUnitLength(numbers as ArrayLike<number>, largest);
  }
}

export interface EmbeddedTexts {
  readonly ofDocuments: ReadonlyMap<string, Float32Array>;
  readonly ofQueries: ReadonlyMap<string, Float32Array>;
}

/** Scaled by its largest number first: the squares of 1e300 would be infinite, those of 1e-300 nothing. */
function toUnitLength(numbers: ArrayLike<number>, largest: number): Float32Array {
  const unit = new Float32Array(numbers.length);
  if (largest === 0) return unit;
  let squares = 0;
  for (let at = 0; at < numbers.length; at += 1) squares += (numbers[at]! / largest) ** 2;
  const length = Math.sqrt(squares);
  for (let at = 0; at < numbers.length; at += 1) unit[at] = numbers[at]! / largest / length;
  return unit;
}
