// Every case of the official suite, as Vitest tests of their own.
import initSqlJs from "sql.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { declareOfficialSuite } from "./official-suite.ts";

Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it });
declareOfficialSuite(await initSqlJs());
