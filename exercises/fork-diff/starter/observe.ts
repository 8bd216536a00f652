// What came true: the forked ticket of main.ts, and what the function makes of it as it was handed out.
import { app, forkedTicket } from "./app.ts";
import { diffForks } from "./diff.ts";

const idOf = (config: any): string => config?.configurable?.checkpoint_id;

async function wayTo(end: any): Promise<string[]> {
  const ids: string[] = [];
  for (let config = end; config; config = (await app.getState(config)).parentConfig) ids.push(idOf(config));
  return ids;
}

export async function observe(): Promise<Record<string, string>> {
  const { a, b } = await forkedTicket("ticket-1");
  let withStep = 0;
  for await (const { metadata } of app.getStateHistory({ configurable: { thread_id: "ticket-1" } }))
    if (metadata?.step === 3) withStep += 1;

  const found = (await diffForks(app, a, b))?.ancestor ?? "";
  const of = [(await wayTo(a)).includes(found), (await wayTo(b)).includes(found)].filter(Boolean).length;
  return { step: `${withStep}`, ancestor: ["of neither", "of one of them", "of both"][of]! };
}
