// What becomes of the predictions: the recipe of the articles, without an input and with one.
import { graphOf, ran } from "./app.ts";

export async function observe(): Promise<Record<string, string>> {
  const app = graphOf();
  const onThread = (thread: string) => ({ configurable: { thread_id: thread } });
  await app.invoke({ category: "complaint" }, onThread("observed"));
  let id = "";
  for await (const { next, config } of app.getStateHistory(onThread("observed")))
    if (next[0] === "check") id = config.configurable?.checkpoint_id;
  const copy = (thread: string) => ({ configurable: { thread_id: thread, checkpoint_id: id } });

  ran.length = 0;
  const withNull = await app.invoke(null, copy("copy-1")).then(
    () => (ran.join() === "check,send" ? "check and send run, on the old state" : "nothing runs, and nobody is told"),
    () => "it throws, and no station runs",
  );
  ran.length = 0;
  const end = await app.invoke({ category: "refund" }, copy("copy-2"));
  const withInput =
    ran.join() === "check,send"
      ? "check and send, on the old state with the new category"
      : end.log.length > ran.length
        ? "all four, on top of the old log"
        : "all four, on an empty log";
  return { "no-input": withNull, input: withInput };
}
