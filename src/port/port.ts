// One end of the wire between judge and guest: sends calls, answers them, and closes when the other side breaks a rule.
import { carryOut } from "./answer-call.ts";
import { NativePromise, slice, stringifyJson, then } from "./captured.ts";
import { decode, type Inbound } from "./decode.ts";
import { describeError, orNothing, printableFrames } from "./describe-error.ts";
import { encode, type Outbound } from "./encode.ts";
import { PortError, RemoteError } from "./errors.ts";
import { EventQueue } from "./event-queue.ts";
import { Handles } from "./handles.ts";
import { defaultLimits } from "./limits.ts";
import { parseLine } from "./parse-line.ts";
import { EVENT_PREFIX, readMessage, write, type AnswerMessage, type CallMessage, type Way } from "./protocol.ts";
import { asResult, makeRemote, type Caller, type Making } from "./remote.ts";
import type { Port, PortLimits, Transport } from "./types.ts";
import { WaitingCalls } from "./waiting-calls.ts";

export interface PortOptions {
  readonly transport: Transport;
  /** What the other side gets as its `remote`. */
  readonly root: object;
  /** "hostile": the other side is a guest and every limit holds. "own": it is the judge, and only each message is checked. */
  readonly trust: "hostile" | "own";
  readonly limits?: Partial<PortLimits>;
  /** Told once, before the port closes, that the other side broke a rule. */
  onViolation?(error: PortError): void;
  /** Where an error that is handed over was thrown, as `file:line` of learner files. */
  framesOf?(thrown: unknown): readonly string[];
}

/** How much a port holds at the moment. */
export interface PortCounts {
  readonly waiting: number;
  readonly answering: number;
  readonly given: number;
  readonly received: number;
  readonly messages: number;
  readonly events: number;
  /** Answers to calls that nobody made, or that had their answer. */
  readonly strays: number;
}

export interface CountedPort extends Port {
  counts(): PortCounts;
}

export function createPort(options: PortOptions): CountedPort {
  return new LinePort(options);
}

class LinePort implements CountedPort, Caller {
  readonly remote: any;
  readonly closed: Promise<string>;
  readonly #options: PortOptions;
  readonly #limits: PortLimits;
  readonly #handles: Handles;
  readonly #calls = new WaitingCalls();
  readonly #queue: EventQueue;
  readonly #outbound: Outbound;
  readonly #inbound: Inbound;
  #settleClosed: (why: string) => void = () => {};
  #closedWhy: string | null = null;
  #answering = 0;
  #messages = 0;
  #chars = 0;
  #strays = 0;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#handles = new Handles(options.root, {
      given: this.#limits.handles,
      received: options.trust === "hostile" ? this.#limits.handles : Infinity,
    });
    this.#queue = new EventQueue(this.#limits.events);
    this.#outbound = { limits: this.#limits, refer: (value) => this.#refer(value) };
    this.#inbound = {
      limits: this.#limits,
      receive: (kind, id, name) => this.#handles.receive(id, () => makeRemote(kind, id, name, this)),
      original: (id) => this.#handles.original(id),
    };
    this.closed = new NativePromise((resolve) => (this.#settleClosed = resolve));
    this.remote = this.#handles.receive(0, () => makeRemote("instance", 0, "", this));
    options.transport.onLine((line) => this.#take(line));
    options.transport.onClose((why) => this.close(why));
  }

  get droppedEvents(): number {
    return this.#queue.dropped;
  }

  counts(): PortCounts {
    return {
      waiting: this.#calls.count,
      answering: this.#answering,
      given: this.#handles.givenCount,
      received: this.#handles.receivedCount,
      messages: this.#messages,
      events: this.#queue.taken,
      strays: this.#strays,
    };
  }

  call(on: number, way: Way, name: string | null, args: readonly unknown[]): Promise<unknown> {
    return asResult(this.#send(this.#calls.nextId(), on, way, name, args));
  }

  construct(on: number, args: readonly unknown[]): object {
    const id = this.#calls.nextId();
    const sent = this.#send(id, on, "new", null, args);
    const making: Making = {
      phase: "pending",
      made: asResult(
        then(
          sent,
          () => (making.phase = "made"),
          (error) => {
            making.phase = "failed";
            throw error;
          },
        ),
      ),
    };
    return this.#handles.receive(-id, () => makeRemote("instance", -id, "", this, making));
  }

  idOf(remote: unknown): number {
    const id = typeof remote === "function" ? this.#handles.homeId(remote) : undefined;
    if (id === undefined) throw new PortError("PORT_MALFORMED", "the other side answered with no iterator");
    return id;
  }

  emit(event: unknown): void {
    if (this.#closedWhy !== null) return;
    let line: string;
    try {
      line = write.event(encode(event, this.#outbound));
    } catch {
      // An event is told to whom it may concern; one that cannot be told concerns nobody.
      return;
    }
    if (line.length <= this.#limits.lineChars) this.#options.transport.send(line);
  }

  onEvent(listener: (event: unknown) => void): void {
    this.#queue.listen(listener);
  }

  scope(): { end(): void } {
    const scope = this.#handles.begin();
    return {
      end: () => {
        const letGo = scope.end();
        if (letGo.length > 0) this.#transmit(write.release(letGo));
      },
    };
  }

  close(why: string): void {
    this.#shut(why, new PortError("PORT_CLOSED", why));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close("the port was disposed of");
  }

  #shut(why: string, error: PortError): void {
    if (this.#closedWhy !== null) return;
    this.#closedWhy = why;
    this.#calls.rejectAll(error);
    this.#options.transport.close();
    this.#settleClosed(why);
  }

  #violate(error: PortError): void {
    if (this.#closedWhy !== null) return;
    this.#options.onViolation?.(error);
    this.#shut(error.message, error);
  }

  #send(id: number, on: number, way: Way, name: string | null, args: readonly unknown[]): Promise<unknown> {
    try {
      if (this.#closedWhy !== null) throw new PortError("PORT_CLOSED", this.#closedWhy);
      if (!this.#handles.isReceived(on))
        throw new PortError("PORT_REVOKED", "this object was let go of: its test is over");
      const line = this.#fitting(write.call(id, on, way, name, encode(args, this.#outbound)));
      const answer = this.#calls.open(id);
      this.#options.transport.send(line);
      return answer;
    } catch (error) {
      return new NativePromise((_resolve, reject) => reject(error));
    }
  }

  #fitting(line: string): string {
    const { lineChars } = this.#limits;
    if (line.length <= lineChars) return line;
    throw new PortError("PORT_VALUE", `the value could not be handed over: it takes more than ${lineChars} characters`);
  }

  #refer(value: object): string {
    const home = this.#handles.homeId(value);
    if (home !== undefined) return `{"$":"yours","id":${home}}`;
    const { id, kind, name } = this.#handles.give(value);
    return `{"$":"${kind}","id":${id},"name":${stringifyJson(name)}}`;
  }

  #take(line: unknown): void {
    if (this.#closedWhy !== null) return;
    try {
      this.#handle(line);
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      this.#violate(error);
    }
  }

  #handle(line: unknown): void {
    const { messages, totalChars, calls } = this.#limits;
    const isCounted = this.#options.trust === "hostile";
    if (typeof line === "string") this.#chars += line.length;
    if (isCounted && this.#chars > totalChars) throw overLimit(`sent more than ${totalChars} characters`);
    if (this.#queue.isFull && typeof line === "string" && slice(line, 0, EVENT_PREFIX.length) === EVENT_PREFIX)
      return this.#queue.drop();
    const message = readMessage(parseLine(line, this.#limits));
    if (message.do === "event") return this.#takeEvent(message.value);
    this.#messages++;
    if (isCounted && this.#messages > messages) throw overLimit(`sent more than ${messages} messages`);
    if (message.do === "release") return this.#handles.takeBack(message.ids);
    if (message.do !== "call") return this.#takeAnswer(message);
    if (isCounted && this.#answering >= calls) throw overLimit(`made more than ${calls} calls at once`);
    this.#takeCall(message);
  }

  #takeEvent(tree: unknown): void {
    if (this.#queue.isFull) return this.#queue.drop();
    const event = this.#decoded(tree, () => this.#queue.drop());
    if (event) this.#queue.add(event.value);
  }

  #takeAnswer(message: AnswerMessage): void {
    const waiter = this.#calls.take(message.id);
    if (waiter === undefined) {
      this.#strays++;
      return;
    }
    switch (message.do) {
      case "ok": {
        const answer = this.#decoded(message.value, waiter.reject);
        if (answer) waiter.resolve(answer.value);
        return;
      }
      case "threw":
        return waiter.reject(new RemoteError(message.name, message.message, message.frames));
      case "refused":
        return waiter.reject(new PortError(message.why === "value" ? "PORT_VALUE" : "PORT_REVOKED", message.message));
    }
  }

  /** Undefined when the value names something that was taken back, which only concerns whom `refused` tells. */
  #decoded(tree: unknown, refused: (error: unknown) => void): { value: unknown } | undefined {
    try {
      return { value: decode(tree, this.#inbound) };
    } catch (error) {
      refused(error);
      if (error instanceof PortError && error.code === "PORT_REVOKED") return undefined;
      throw error;
    }
  }

  #takeCall(call: CallMessage): void {
    const args = this.#decoded(call.args, (error) => this.#transmit(refusalOf(call.id, error)));
    if (args === undefined) return;
    this.#answering++;
    const answered = (line: string) => {
      this.#answering--;
      this.#transmit(line);
    };
    then(this.#outcomeOf(call, args.value as readonly unknown[]), answered as (line: unknown) => void, (error) =>
      answered(refusalOf(call.id, error)),
    );
  }

  /** The line that answers the call. What it calls runs before this returns, up to its first wait. */
  async #outcomeOf(call: CallMessage, args: readonly unknown[]): Promise<string> {
    let target: object;
    try {
      target = this.#handles.original(call.on);
    } catch (error) {
      return refusalOf(call.id, error);
    }
    let result: unknown;
    try {
      result = carryOut(target, call.way, call.name, args);
      // What "new" makes has its id before the next message is read, since that one may be a call on it.
      if (call.way !== "new") result = await result;
    } catch (thrown) {
      const frames = this.#options.framesOf ? orNothing(this.#options.framesOf, thrown) : undefined;
      return write.threw(call.id, describeError(thrown), printableFrames(frames));
    }
    try {
      if (call.way === "new") this.#handles.adopt(-call.id, result as object);
      const value = call.way === "new" ? "null" : encode(result, this.#outbound);
      return this.#fitting(write.ok(call.id, value));
    } catch (error) {
      return refusalOf(call.id, error);
    }
  }

  #transmit(line: string): void {
    if (this.#closedWhy === null) this.#options.transport.send(line);
  }
}

function refusalOf(id: number, error: unknown): string {
  const why = error instanceof PortError && error.code === "PORT_REVOKED" ? "revoked" : "value";
  return write.refused(id, why, describeError(error).message);
}

function overLimit(what: string): PortError {
  return new PortError("PORT_LIMIT", `your code ${what}`);
}
