// Stands in for the tokenizers of hosted models, whose tables are downloaded: there are no such models here.

export class Tiktoken {}

export function getEncodingNameForModel() {
  throw new Error("This page has no tokenizer.");
}
