// Put in place of the global `process` while a bundle is made: in a guest, that global is a stub.
export { default as process } from "node:process";
