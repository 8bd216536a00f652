// The limits that hold when a port is given none.
import type { PortLimits } from "./types.ts";

export const defaultLimits: PortLimits = {
  lineChars: 16_000_000,
  depth: 64,
  nodes: 200_000,
  messages: 200_000,
  handles: 20_000,
  events: 20_000,
  calls: 1_000,
  totalChars: 256_000_000,
};
