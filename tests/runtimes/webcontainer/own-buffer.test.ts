import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { requireOwnBuffer } from "../../../src/runtimes/webcontainer/own-buffer.ts";

test("a buffer of another realm is refused, which nothing else would tell", () => {
  const own = new ArrayBuffer(8);
  expect(requireOwnBuffer(own)).toBe(own);
  expect(() => requireOwnBuffer(runInNewContext("new ArrayBuffer(8)"))).toThrow("only an ArrayBuffer of this frame");
});
