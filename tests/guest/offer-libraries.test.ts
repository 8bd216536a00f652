// While learner code runs, the kernel's registry holds what the job offers and nothing else.
import { expect, test } from "vitest";
import { offerLibraries } from "../../src/guest/offer-libraries.ts";

function someLibraries() {
  return { graphs: { StateGraph: class {}, MemorySaver: class {} }, zod: { z: 1 } };
}

test("names and libraries that are not offered are gone from the registry, and still there for the guest itself", () => {
  const libraries = someLibraries();
  const registry: Record<string, Record<string, unknown>> = { ...libraries };
  const everything = offerLibraries(registry, { graphs: ["StateGraph"] });
  expect(Object.keys(registry)).toEqual(["graphs"]);
  expect(Object.keys(registry.graphs!)).toEqual(["StateGraph"]);
  expect(everything.graphs).toBe(libraries.graphs);
  expect(everything.zod).toBe(libraries.zod);
});

test("nothing can be put back", () => {
  const registry: Record<string, Record<string, unknown>> = { ...someLibraries() };
  offerLibraries(registry, { graphs: ["StateGraph"] });
  expect(() => (registry.zod = {})).toThrow(TypeError);
  expect(() => (registry.graphs!.MemorySaver = 1)).toThrow(TypeError);
});

test("names of every object are no libraries", () => {
  const registry: Record<string, Record<string, unknown>> = { ...someLibraries(), constructor: {} };
  offerLibraries(registry, { graphs: [] });
  expect(Object.keys(registry)).toEqual(["graphs"]);
  expect("toString" in registry.graphs!).toBe(false);
});
