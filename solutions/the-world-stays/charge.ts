// The node that takes the customer's money.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async ({ order, amount }, config) => {
    // What makes it this charge and no other: whose, for which order, how much. All three are the same in every replay.
    // Nothing about the run belongs in here: taskId and checkpointId are new with each replay.
    const key = `${config.configurable?.thread_id}/${order}/${amount}`;
    // No question whether it was paid: the state was turned back, and does not know. The bank does.
    return { receipt: await bank.charge(key, amount) };
  };
}
