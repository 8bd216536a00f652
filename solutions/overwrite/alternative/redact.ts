// The same, built another way: one walk through the history tells everything, and the newest state is written from it.
import { Overwrite, type Pregel } from "@langchain/langgraph";

export async function redact(app: Pregel<any, any>, thread: string, secret: string): Promise<string[]> {
  const telling = (text: unknown) => typeof text === "string" && text.includes(secret);
  const tells = ({ customer, notes }: any) => telling(customer) || (notes ?? []).some(telling);

  const snapshots = [];
  for await (const snapshot of app.getStateHistory({ configurable: { thread_id: thread } })) snapshots.push(snapshot);
  const ids = snapshots.filter(({ values }) => tells(values)).map(({ config }) => config.configurable!.checkpoint_id);

  const latest = snapshots[0];
  if (latest && tells(latest.values)) {
    const { customer, notes } = latest.values;
    await app.updateState(latest.config, {
      customer: telling(customer) ? "removed" : customer,
      notes: new Overwrite(notes.filter((note: string) => !telling(note))),
    });
  }
  return ids;
}
