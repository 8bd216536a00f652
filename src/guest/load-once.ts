// Imported for its effect, first of all in the kernel: a realm gets the libraries once. A worker can import one address
// again under another fragment, and a second kernel would hand out a registry that nobody has reduced (offer-libraries.ts).
const LOADED = Symbol.for("forkpoint.kernel");
if (LOADED in globalThis) throw new Error("the libraries are loaded already");
// Not configurable: learner code cannot take it away.
Object.defineProperty(globalThis, LOADED, { value: true });

export {};
