// A judge's port and a guest's, joined in memory; and a judge's port whose other side is written by hand.
import { memoryTransports } from "../../src/port/memory-transport.ts";
import { createPort, type CountedPort } from "../../src/port/port.ts";
import type { PortError } from "../../src/port/errors.ts";
import type { PortLimits, Transport } from "../../src/port/types.ts";

export interface Connected extends Disposable {
  readonly judge: CountedPort;
  readonly guest: CountedPort;
  /** The guest's root as the judge sees it. */
  readonly remote: any;
  readonly violations: PortError[];
}

export function connect(guestRoot: object, limits: Partial<PortLimits> = {}, judgeRoot: object = {}): Connected {
  const [judgeEnd, guestEnd] = memoryTransports();
  const violations: PortError[] = [];
  const guest = createPort({ transport: guestEnd, root: guestRoot, trust: "own", limits });
  const judge = createPort({
    transport: judgeEnd,
    root: judgeRoot,
    trust: "hostile",
    limits,
    onViolation: (error) => violations.push(error),
  });
  return { judge, guest, remote: judge.remote, violations, [Symbol.dispose]: () => judge.close("the test is over") };
}

export interface Forged extends Disposable {
  readonly judge: CountedPort;
  /** What the judge has sent, parsed. */
  readonly sent: any[];
  readonly violations: PortError[];
  /** Hands the judge a line as the guest's; anything but text goes as it is. */
  line(line: unknown): void;
  message(message: unknown): void;
}

/** A judge whose guest says exactly what the test makes it say. */
export function forge(judgeRoot: object = {}, limits: Partial<PortLimits> = {}): Forged {
  let onLine: (line: unknown) => void = () => {};
  const sent: unknown[] = [];
  const violations: PortError[] = [];
  const transport: Transport = {
    send: (line) => sent.push(JSON.parse(line)),
    onLine: (listener) => (onLine = listener),
    onClose: () => {},
    close: () => {},
  };
  const judge = createPort({
    transport,
    root: judgeRoot,
    trust: "hostile",
    limits,
    onViolation: (error) => violations.push(error),
  });
  return {
    judge,
    sent,
    violations,
    line: (line) => onLine(line),
    message: (message) => onLine(JSON.stringify(message)),
    [Symbol.dispose]: () => judge.close("the test is over"),
  };
}

/** What a promise rejects with; fails the test when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<any> {
  const value = await promise.then(
    (resolved) => ({ resolved }),
    (error: unknown) => ({ error }),
  );
  if ("resolved" in value) throw new Error(`resolved with ${String(value.resolved)}`);
  return value.error;
}

/** Lets everything that is already under way in memory arrive. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
