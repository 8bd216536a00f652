// Branches of a thread keep apart, however deep they go and whatever their channels count to.
import {
  type Link,
  type Saver,
  type Values,
  at,
  idOf,
  listedIds,
  put,
  putChain,
  rule,
  valuesAt,
} from "./saver-calls.ts";

/** Two branches of five steps each, put turn by turn from one checkpoint. */
async function putTwoBranches(saver: Saver, thread: string): Promise<{ root: Link; left: Link[]; right: Link[] }> {
  const [root] = await putChain(saver, at(thread), [{ said: ["one"], topic: "none" }]);
  const left: Link[] = [];
  const right: Link[] = [];
  for (let step = 1; step <= 5; step += 1)
    for (const [place, branch] of [left, right].entries()) {
      const before = branch.at(-1) ?? root!;
      const name = place === 0 ? "left" : "right";
      const said = [...(before.values.said as string[]), `${name} ${step}`];
      const topic = step === 1 ? name : before.values.topic;
      branch.push(...(await putChain(saver, before, [{ said, topic }], 2 * step + place)));
    }
  return { root: root!, left, right };
}

export const fork = [
  rule(
    "fork/keeps-both-branches",
    "after a fork, each branch reads back its own values, although both counted to the same channel version",
    async (saver, t) => {
      const [root] = await putChain(saver, at(t.random.id("thread")), [{ messages: ["one"] }]);
      const [left] = await putChain(saver, root!, [{ messages: ["one", "left"] }], 2);
      const [right] = await putChain(saver, root!, [{ messages: ["one", "right"] }], 3);
      t.equal(await valuesAt(saver, left!.config), { messages: ["one", "left"] }, "the values of the first branch");
      t.equal(await valuesAt(saver, right!.config), { messages: ["one", "right"] }, "the values of the second branch");
      t.equal(await valuesAt(saver, root!.config), { messages: ["one"] }, "the values before the fork");
    },
  ),
  rule(
    "fork/unchanged-channels-follow-the-parent",
    "a channel that a step did not change keeps the value of that step's own parent, not of the newest checkpoint",
    async (saver, t) => {
      const [root] = await putChain(saver, at(t.random.id("thread")), [{ topic: "none", steps: 0 }]);
      const branch = (topic: string, firstN: number) =>
        putChain(
          saver,
          root!,
          [0, 1, 2].map((steps) => ({ topic, steps })),
          firstN,
        );
      const left = await branch("left", 2);
      const right = await branch("right", 5);
      const leftAgain = await putChain(saver, left.at(-1)!, [{ topic: "left", steps: 3 }], 8);
      for (const [name, links] of Object.entries({ left: [...left, ...leftAgain], right }))
        for (const { config, values } of links)
          t.equal(await valuesAt(saver, config), values, `the ${name} branch at step ${String(values.steps)}`);
    },
  ),
  rule(
    "fork/interleaved-branches",
    "two branches that grow in turns never take a value from each other",
    async (saver, t) => {
      const { left, right } = await putTwoBranches(saver, t.random.id("thread"));
      t.equal(await valuesAt(saver, left.at(-1)!.config), left.at(-1)!.values, "the end of the first branch");
      t.equal(await valuesAt(saver, right.at(-1)!.config), right.at(-1)!.values, "the end of the second branch");
    },
  ),
  rule(
    "fork/every-checkpoint-stays",
    "each checkpoint of a forked thread reads back as it was when it was put",
    async (saver, t) => {
      const { root, left, right } = await putTwoBranches(saver, t.random.id("thread"));
      for (const { config, values } of [root, ...left, ...right])
        t.equal(
          await valuesAt(saver, config),
          values,
          `values of checkpoint ${String(config.configurable.checkpoint_id)}`,
        );
    },
  ),
  rule(
    "fork/history-follows-parents",
    "going back from parent to parent visits one's own branch and no other",
    async (saver, t) => {
      const { root, left, right } = await putTwoBranches(saver, t.random.id("thread"));
      for (const [name, branch] of Object.entries({ first: left, second: right })) {
        const visited: Values[] = [];
        // No further than there are checkpoints: a saver that goes round in circles must not keep the test here.
        let tuple = await saver.getTuple(branch.at(-1)!.config);
        for (let left = 20; tuple !== undefined && left > 0; left -= 1) {
          visited.push(tuple.checkpoint.channel_values);
          tuple = tuple.parentConfig && (await saver.getTuple(tuple.parentConfig));
        }
        t.equal(visited, [root, ...branch].map(({ values }) => values).toReversed(), `values along the ${name} branch`);
      }
    },
  ),
  rule(
    "fork/children-outlive-a-second-put",
    "putting a checkpoint again changes nothing in the checkpoints that were made from it",
    async (saver, t) => {
      const [root, child] = await putChain(saver, at(t.random.id("thread")), [
        { list: ["a"], kept: 1 },
        { list: ["a", "b"], kept: 1 },
      ]);
      const again = { list: ["z", "y"], kept: 2 };
      const start = at(root!.config.configurable.thread_id);
      await put(saver, { config: start, n: 1, values: again, versions: { list: 9, kept: 9 } });
      t.equal(await valuesAt(saver, root!.config), again, "the checkpoint that was put again");
      t.equal(await valuesAt(saver, child!.config), child!.values, "its child");
    },
  ),
  rule(
    "fork/removed-in-one-branch",
    "a channel that one branch emptied is still there in the other",
    async (saver, t) => {
      const [root] = await putChain(saver, at(t.random.id("thread")), [{ draft: "x", total: 0 }]);
      const [left] = await putChain(saver, root!, [{ total: 1 }], 2);
      const [right] = await putChain(saver, root!, [{ draft: "x", total: 1 }], 3);
      t.equal(await valuesAt(saver, left!.config), { total: 1 }, "the branch that emptied it");
      t.equal(await valuesAt(saver, right!.config), { draft: "x", total: 1 }, "the other branch");
    },
  ),
  rule(
    "fork/same-text-version",
    "two branches keep apart though whoever put them gave both the same versions, as text",
    async (saver, t) => {
      const root = await put(saver, {
        config: at(t.random.id("thread")),
        n: 1,
        values: { a: 0 },
        versions: { a: "1.x" },
      });
      const child = (n: number) => put(saver, { config: root, n, values: { a: n }, versions: { a: "2.x" } });
      const [left, right] = [await child(2), await child(3)];
      t.equal(await valuesAt(saver, left), { a: 2 }, "the first branch");
      t.equal(await valuesAt(saver, right), { a: 3 }, "the second branch");
    },
  ),
  rule(
    "fork/copy-beside-the-original",
    "a checkpoint copied beside the original, with nothing said to be new, reads back whole",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const links = await putChain(saver, at(thread), [{ a: 1 }, { a: 1, b: 2 }]);
      const { values, versions } = links[1]!;
      const copy = await put(saver, {
        config: links[0]!.config,
        n: 3,
        values,
        versions,
        newVersions: {},
        metadata: { source: "fork" },
      });
      t.equal(await valuesAt(saver, copy), { a: 1, b: 2 }, "the values of the copy");
      t.equal(await listedIds(saver, at(thread)), [3, 2, 1].map(idOf), "ids");
    },
  ),
];
