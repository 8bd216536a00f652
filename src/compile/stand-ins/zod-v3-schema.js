// Stands in for the conversion of zod 3 schemas: the kernel holds zod 4 alone.

export function zodToJsonSchema() {
  throw new Error("This page knows zod 4 schemas only.");
}
