// Which test of an exercise catches which of its mutants, from the fingerprints that `forkpoint verify --update` wrote.
import type { Fingerprint } from "./model.ts";

export interface TestOfMatrix {
  readonly id: string;
  readonly visible: boolean;
}

export interface KillMatrix {
  readonly tests: readonly TestOfMatrix[];
  readonly rows: readonly {
    readonly mutant: string;
    /** In the order of `tests`. */
    readonly caught: readonly boolean[];
  }[];
}

/** A mutant that nobody measured counts as caught by nothing. Throws when a fingerprint names a test that is not there. */
export function killMatrix(
  tests: readonly TestOfMatrix[],
  mutants: readonly string[],
  fingerprints: readonly Fingerprint[],
): KillMatrix {
  const known = new Set(tests.map(({ id }) => id));
  const rows = mutants.map((mutant) => {
    const failures = fingerprints.find((each) => each.mutant === mutant)?.failures ?? {};
    const unknown = Object.keys(failures).filter((id) => !known.has(id));
    if (unknown.length > 0)
      throw new Error(`the fingerprint of ${mutant} names ${unknown.join(", ")}, and there is no such test`);
    return { mutant, caught: tests.map(({ id }) => id in failures) };
  });
  return { tests, rows };
}

export interface MatrixFigures {
  readonly visible: number;
  readonly hidden: number;
  readonly mutants: number;
  /** Mutants that at least one test catches. */
  readonly caught: number;
  /** Of those, how many no visible test catches: whoever only reads the visible ones would not know of them. */
  readonly caughtByHiddenOnly: number;
  /** Hidden tests without which some mutant would pass. */
  readonly indispensable: number;
}

export function figuresOf({ tests, rows }: KillMatrix): MatrixFigures {
  const catchers = rows.map(({ caught }) => tests.filter((_, index) => caught[index]));
  const alone = catchers.flatMap((by) => (by.length === 1 ? by : []));
  const visible = tests.filter((test) => test.visible).length;
  return {
    visible,
    hidden: tests.length - visible,
    mutants: rows.length,
    caught: catchers.filter((by) => by.length > 0).length,
    caughtByHiddenOnly: catchers.filter((by) => by.length > 0 && by.every((test) => !test.visible)).length,
    indispensable: new Set(alone.filter((test) => !test.visible)).size,
  };
}

export function sumFigures(all: readonly MatrixFigures[]): MatrixFigures {
  const sum = (of: (figures: MatrixFigures) => number) => all.reduce((total, figures) => total + of(figures), 0);
  return {
    visible: sum(({ visible }) => visible),
    hidden: sum(({ hidden }) => hidden),
    mutants: sum(({ mutants }) => mutants),
    caught: sum(({ caught }) => caught),
    caughtByHiddenOnly: sum((figures) => figures.caughtByHiddenOnly),
    indispensable: sum(({ indispensable }) => indispensable),
  };
}

/** "100 %", and never that while one is missing. */
export function scoreInWords({ caught, mutants }: Pick<MatrixFigures, "caught" | "mutants">): string {
  if (mutants === 0) return "no mutants";
  return `${Math.floor((caught * 100) / mutants)} %`;
}
