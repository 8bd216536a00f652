// The stand-in says what it was recorded against: a new client is looked at before anybody trusts results with it.
import { expect, test } from "vitest";
import { hostConfig } from "./wire-client.ts";
import { startStandIn } from "./stand-in.ts";
import { installedApiVersion, TESTED_API_VERSIONS } from "./tested-versions.ts";

test("the installed client is one that the stand-in was recorded against", () => {
  expect(TESTED_API_VERSIONS).toContain(installedApiVersion());
});

test("the page of the host knows these versions", async () => {
  await using standIn = await startStandIn();
  expect((await hostConfig(standIn)).testedVersions).toEqual(TESTED_API_VERSIONS);
});
