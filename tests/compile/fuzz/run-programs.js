// Runs random programs one after another and gives their traces. Plain JavaScript: it is itself put through the transform.

/** Turns of the event loop without a new line in the trace after which a program counts as hanging. */
const QUIET_TURNS = 4;

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

export async function runPrograms(programs, als) {
  const traces = [];
  for (const program of programs) {
    const trace = [];
    const at = (label) => {
      trace.push(`${label}:${als.getStore() ?? "-"}`);
      return label;
    };
    let end = "hangs";
    als
      .run(1, () => program(als, at))
      .then(
        () => (end = "ends"),
        (error) => (end = `throws ${error?.message ?? error}`),
      );
    for (let quiet = 0; quiet < QUIET_TURNS;) {
      const before = trace.length;
      await turn();
      quiet = trace.length === before ? quiet + 1 : 0;
    }
    traces.push([end, als.getStore() ?? "-", trace.join(" ")]);
  }
  return traces;
}
