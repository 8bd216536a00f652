// The lines of LangGraph that are run over a broken copy, as a module beside the learner's files.
import type { CheckpointKey } from "./saver-file.ts";

/** Of a long history; what comes after it should still be seen. */
const MOST_SHOWN = 12;

/**
 * A program that reads the thread of `at` in four ways and prints what came of each. `graphFile` is the learner's file that
 * exports `graphOf(thread)`.
 */
export function tamperLines({ thread, namespace, id }: CheckpointKey, graphFile: string): string {
  const broken = {
    thread_id: thread,
    ...(namespace !== "" && { checkpoint_ns: namespace }),
    checkpoint_id: id,
  };
  return `import { graphOf } from ${JSON.stringify(`./${graphFile}`)};

const graph: any = await graphOf(${JSON.stringify(thread)});
const latest = { configurable: ${JSON.stringify({ thread_id: thread })} };
const changed = { configurable: ${JSON.stringify(broken)} };

await tell("getState of the latest", async () => show(await graph.getState(latest)));
await tell("getState of the changed checkpoint", async () => show(await graph.getState(changed)));
await tell("getStateHistory", async () => {
  let count = 0;
  for await (const state of graph.getStateHistory(latest)) if (++count <= ${MOST_SHOWN}) show(state);
  console.log(\`  \${count} checkpoints in all\`);
});
await tell("invoke(null) on the latest", async () => {
  // Streamed, so that each node is told as it runs.
  for await (const update of await graph.stream(null, { ...latest, streamMode: "updates" }))
    for (const node of Object.keys(update).filter((key) => key !== "__metadata__"))
      console.log(update.__metadata__?.cached ? \`  did not run \${node} again: its stored result was used\` : \`  ran \${node}\`);
  show(await graph.getState(latest));
});

async function tell(what: string, act: () => Promise<void>) {
  console.log(what + ":");
  try {
    await act();
  } catch (error: any) {
    console.log(\`  threw \${error.name}: \${String(error.message).split("\\n")[0]}\`);
  }
}

function show({ values, next, metadata, parentConfig }: any) {
  const parent = parentConfig?.configurable?.checkpoint_id;
  // A message is told by its kind and what it says.
  const text = JSON.stringify(values, (_, value) =>
    value?.lc === 1 ? \`\${value.id.at(-1)}: \${value.kwargs?.content}\` : value,
  );
  const step = metadata?.step ?? "none";
  console.log(\`  step \${step}, next [\${next.join(", ")}], parent \${parent ? "…" + parent.slice(-12) : "none"}\`);
  console.log(\`    values \${text.length > 300 ? text.slice(0, 300) + "…" : text}\`);
}
`;
}
