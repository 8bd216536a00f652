// Compares what scenarios saw in two places.

export type Observed = Readonly<Record<string, string>>;

/** One entry for each scenario that did not see the same, readable in a failing test. */
export function differences(truth: Observed, here: Observed): string[] {
  return Object.keys(truth)
    .filter((name) => truth[name] !== here[name])
    .map(
      (name) =>
        `${name}\n  in Node: ${around(truth[name]!, here[name])}\n  here:    ${around(here[name] ?? "nothing", truth[name])}`,
    );
}

/** The text from a little before the place where it begins to differ. */
function around(text: string, other: string | undefined): string {
  let same = 0;
  while (other !== undefined && same < text.length && text[same] === other[same]) same++;
  const from = Math.max(0, same - 60);
  return `${from > 0 ? "…" : ""}${text.slice(from, from + 240)}`;
}
