// A page that can do everything, for tests that take something away from it.
import type { PageFacts } from "../src/runtimes/choose-runtime.ts";

export const ABLE_PAGE: PageFacts = {
  isolated: true,
  online: true,
  topLevel: true,
  phoneOrTablet: false,
  memoryGb: 8,
  saveData: false,
};
