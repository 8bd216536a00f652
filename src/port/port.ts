// One end of the wire between judge and guest: sends calls, answers them, and closes when the other side breaks a rule.
import { answerCall, refusalOf } from "./answer-call.ts";
import { NativePromise, slice, whenSettled } from "./captured.ts";
import { decode, type Inbound } from "./decode.ts";
import { PortError, RemoteError } from "./errors.ts";
import { EventQueue } from "./event-queue.ts";
import { Handles } from "./handles.ts";
import { defaultLimits } from "./limits.ts";
import { LineWriter } from "./line-writer.ts";
import { Meter } from "./meter.ts";
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

const UNCOUNTED = { messages: Infinity, totalChars: Infinity, calls: Infinity };

class LinePort implements CountedPort, Caller {
  readonly remote: any;
  readonly closed: Promise<string>;
  readonly #options: PortOptions;
  readonly #limits: PortLimits;
  readonly #handles: Handles;
  readonly #calls = new WaitingCalls();
  readonly #queue: EventQueue;
  readonly #writer: LineWriter;
  readonly #meter: Meter;
  readonly #inbound: Inbound;
  #settleClosed: (why: string) => void = () => {};
  #closedWhy: string | null = null;
  #strays = 0;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    const isHostile = options.trust === "hostile";
    this.#handles = new Handles(options.root, {
      given: this.#limits.handles,
      received: isHostile ? this.#limits.handles : Infinity,
    });
    this.#meter = new Meter(isHostile ? this.#limits : UNCOUNTED);
    this.#queue = new EventQueue(this.#limits.events);
    this.#writer = new LineWriter(this.#limits, this.#handles);
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
      answering: this.#meter.openCalls,
      given: this.#handles.givenCount,
      received: this.#handles.receivedCount,
      messages: this.#meter.messages,
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
        whenSettled(
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
      line = this.#writer.lineWith(event, write.event);
    } catch {
      // An event is told to whom it may concern; one that cannot be told concerns nobody.
      return;
    }
    this.#options.transport.send(line);
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
      const line = this.#writer.lineWith(args, (encoded) => write.call(id, on, way, name, encoded));
      const answer = this.#calls.open(id, way);
      this.#options.transport.send(line);
      return answer;
    } catch (error) {
      return new NativePromise((_resolve, reject) => reject(error));
    }
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
    this.#meter.line(line);
    if (this.#queue.isFull && isEventLine(line)) return this.#queue.drop();
    const message = readMessage(parseLine(line, this.#limits));
    if (message.do === "event") return this.#takeEvent(message.value);
    this.#meter.message();
    if (message.do === "release") return this.#handles.takeBack(message.ids);
    return message.do === "call" ? this.#takeCall(message) : this.#takeAnswer(message);
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
        // What is made has its stand-in since it was asked for. An answer that names one that is still being made, itself or
        // another, could have two wait for each other for ever.
        if (answer) waiter.resolve(waiter.way === "new" ? undefined : answer.value);
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
    this.#meter.callOpened();
    const answered = (line: unknown) => {
      this.#meter.callAnswered();
      this.#transmit(line as string);
    };
    const by = { handles: this.#handles, writer: this.#writer, framesOf: this.#options.framesOf };
    void whenSettled(answerCall(call, args.value as readonly unknown[], by), answered, (error) =>
      answered(refusalOf(call.id, error)),
    );
  }

  #transmit(line: string): void {
    if (this.#closedWhy === null) this.#options.transport.send(line);
  }
}

function isEventLine(line: unknown): boolean {
  return typeof line === "string" && slice(line, 0, EVENT_PREFIX.length) === EVENT_PREFIX;
}
