import { describeConformance } from "@forkpoint/conformance/vitest";
import { describe, it } from "vitest";
import { makeHost, tests } from "./fork-properly-host.ts";

describeConformance("fork-properly", tests, makeHost, { describe, it }, { seed: "bench" });
