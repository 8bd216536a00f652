// Stands in for zod's code generator, which needs `new Function`: a guest has none. As zod itself does with a schema that
// it cannot compile, the schema is given back as it is.

export const INVALID = Symbol.for("zod.compile.invalid");
export class ZodCompileAsyncError extends Error {}
export class ZodCompileUnsupportedError extends Error {}
export const compile = (schema) => schema;
export const withParser = (schema) => schema;
