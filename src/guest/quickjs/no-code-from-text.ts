// As in a worker and in Node, learner code makes no code from text: what a submission can do is what was compiled.

const KINDS = [function () {}, async function () {}, function* () {}, async function* () {}] as const;

export function forbidCodeFromText(global: typeof globalThis): void {
  const refuse = (): never => {
    throw new EvalError("Code generation from strings disallowed for this context");
  };
  define(global, "eval", refuse);
  for (const kind of KINDS) {
    const prototype = Object.getPrototypeOf(kind) as object;
    // A proxy, so that its name, its prototype and `instanceof` stay.
    const made = prototype.constructor;
    const refusing = new Proxy(made, { apply: refuse, construct: refuse });
    define(prototype, "constructor", refusing);
    if (made === Function) define(global, "Function", refusing);
  }
}

function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
