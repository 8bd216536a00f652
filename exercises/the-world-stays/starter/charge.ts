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
  return async (state) => {
    // Paid already? Then not again.
    if (state.receipt) return {};
    return { receipt: await bank.charge(crypto.randomUUID(), state.amount) };
  };
}
