// Stands in for the way from a JSON Schema to a zod schema.

export function fromJSONSchema() {
  throw new Error("This page cannot make a zod schema from a JSON Schema.");
}
