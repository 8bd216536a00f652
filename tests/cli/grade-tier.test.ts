import { expect, test } from "vitest";
import { chooseTier, refuseUnmetNeeds, type Probing } from "../../src/cli/grade-tier.ts";
import { UsageError } from "../../src/cli/open-course.ts";
import { output } from "../../src/cli/terminal.ts";
import type { Capability, ExerciseFolder, Tier } from "../../src/course/model.ts";
import type { ExerciseRuntime } from "../../src/runtimes/runtime.ts";

const { signal } = new AbortController();

/** A machine on which these tiers work. */
function machine(...works: Tier[]): Probing {
  const probes = (["strong", "portable", "trust-me"] as const).map((tier) => ({
    tier,
    works: works.includes(tier),
    why: `why of ${tier}`,
    todo: tier === "strong" ? "install it" : null,
  }));
  return {
    probeTiers: async () => probes,
    strongestTier: async () => probes.find(({ tier, works }) => works && tier !== "trust-me")?.tier ?? null,
  };
}

async function choose(tier: "strong" | "portable" | null, trustsFiles: boolean, probing: Probing) {
  let notes = "";
  const stream = { write: (text: string) => (notes += text) };
  const out = output({ stdout: stream, stderr: stream, env: {} });
  return { chosen: await chooseTier({ tier, trustsFiles, signal }, out, probing), notes };
}

test("the strongest tier that works is taken, and the one that was asked for if it works", async () => {
  expect((await choose(null, false, machine("strong", "portable", "trust-me"))).chosen).toBe("strong");
  expect((await choose(null, false, machine("portable", "trust-me"))).chosen).toBe("portable");
  expect(await choose("portable", false, machine("strong", "portable"))).toEqual({ chosen: "portable", notes: "" });
});

test("trust-me is never chosen where nothing else works: it is said why, and what to do", async () => {
  const { chosen, notes } = await choose(null, false, machine("trust-me"));
  expect(chosen).toBeNull();
  expect(notes).toContain("strong: why of strong; to do: install it");
  expect(notes).toContain("portable: why of portable");
  expect(notes).toContain('Run "forkpoint doctor"');
  expect(notes).not.toContain("trust-me");
});

test("a tier that was asked for and does not work is not replaced by another", async () => {
  const { chosen, notes } = await choose("strong", false, machine("portable", "trust-me"));
  expect(chosen).toBeNull();
  expect(notes).toContain("the strong tier does not work here");
  expect(notes).toContain('Run "forkpoint doctor"');
});

test("trust-me is taken when it is asked for in full, and not beside another wish", async () => {
  expect((await choose(null, true, machine("strong", "trust-me"))).chosen).toBe("trust-me");
  await expect(choose("strong", true, machine("strong"))).rejects.toThrow(UsageError);
});

test("an exercise is not graded in a tier that lacks what it needs", () => {
  const runtime = { provides: new Set<Capability>(["filesystem"]), tier: "portable" } as unknown as ExerciseRuntime;
  const needing = (...needs: Capability[]) => ({ id: "two", needs }) as unknown as ExerciseFolder;
  expect(() => refuseUnmetNeeds(needing("filesystem"), runtime)).not.toThrow();
  expect(() => refuseUnmetNeeds(needing("filesystem", "process"), runtime)).toThrow(
    "two needs process, which a guest of the portable tier does not have",
  );
});
