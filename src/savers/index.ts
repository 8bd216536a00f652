// The package's front door.
export { SaverError, type SaverErrorCode } from "./errors.ts";
export { SqlJsSaver, type OpenOptions } from "./sql-js-saver.ts";
