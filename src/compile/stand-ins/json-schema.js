// Stands in for a JSON Schema validator. Tools of the course take zod schemas.

export function validate() {
  throw new Error("This page cannot check values against a JSON Schema: give the tool a zod schema instead.");
}

export class Validator {
  validate() {
    return validate();
  }
}

export const dereference = validate;

export function deepCompareStrict(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
