// Stands in for `streamLog`, the forerunner of `streamEvents`, which describes a run as a series of JSON patches.

export class RunLog {}
export class RunLogPatch {}

export class LogStreamCallbackHandler {
  constructor() {
    throw new Error("This page has no streamLog: use stream or streamEvents.");
  }
}

export const isLogStreamHandler = () => false;
