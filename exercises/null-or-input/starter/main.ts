// Run this to make three of the four threads; the fourth is fresh. What a call does to them is what the form asks.
import { failing, graphOf } from "./app.ts";

for (const thread of ["finished", "crashed", "paused"]) {
  if (thread === "crashed") failing.add("charge");
  const config = { configurable: { thread_id: thread } };
  await graphOf(thread)
    .invoke({ log: ["three mugs"] }, config)
    .catch(() => {});
  const { values, next } = await graphOf(thread).getState(config);
  console.log(`${thread}: log ${values.log.join(", ")}; next ${next.join() || "–"}`);
}
