// The node that takes the customer's money.
import type { LangGraphRunnableConfig } from "@langchain/langgraph";

/** The world: it belongs to somebody else, and no checkpoint holds any of it. */
export interface Bank {
  /**
   * Books the amount and resolves with a receipt. A key that was used before books nothing and gives the old receipt;
   * with another amount it is refused.
   */
  charge(key: string, amount: number): Promise<string>;
  /** The receipt that was given for that key, null when there is none. */
  receiptFor(key: string): Promise<string | null>;
}

export interface OrderState {
  /** The customer's first order is 1, the second 2, … The customer is the thread. */
  readonly order: number;
  readonly pieces: number;
  readonly address: string;
  readonly amount: number;
  /** What the bank gave for the charge. */
  readonly receipt: string;
}

export type ChargeNode = (state: OrderState, config: LangGraphRunnableConfig) => Promise<Partial<OrderState>>;

export function chargeNode(bank: Bank): ChargeNode {
  return async ({ order, amount }, config) => {
    // What makes it this charge and no other: whose, for which order, how much. All three are the same in every replay.
    // Nothing about the run belongs in here: taskId and checkpointId are new with each replay.
    const key = `${config.configurable?.thread_id}/${order}/${amount}`;
    // No question whether it was paid: the state was turned back, and does not know. The bank does.
    return { receipt: await bank.charge(key, amount) };
  };
}
