// What `import … from "node:async_hooks"` gives to the libraries and to learner code.
export { AsyncLocalStorage, AsyncResource } from "./storage.ts";
