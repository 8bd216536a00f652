// Who holds what: objects of this side that the other side may call, and the other side's objects known here.
import { forget, lookUp, NativeWeakMap, newTable, remember, sourceOf, type Table } from "./captured.ts";
import { PortError } from "./errors.ts";
import { remoteKind } from "./remote.ts";
import type { HandleKind } from "./tags.ts";

export interface Given {
  readonly id: number;
  readonly kind: HandleKind;
  readonly name: string;
}

interface Scope {
  readonly given: number[];
  readonly received: number[];
  ended: boolean;
}

export class Handles {
  readonly #limits: { readonly given: number; readonly received: number };
  readonly #given: Table<object> = newTable();
  readonly #idOf = new NativeWeakMap<object, number>();
  readonly #received: Table<object> = newTable();
  readonly #receivedId = new NativeWeakMap<object, number>();
  readonly #root: Scope = { given: [], received: [], ended: false };
  #scopes: readonly Scope[] = [];
  #nextId = 1;
  #givenCount = 0;
  #receivedCount = 0;

  constructor(root: object, limits: { readonly given: number; readonly received: number }) {
    this.#limits = limits;
    this.#given[0] = root;
    remember(this.#idOf, root, 0);
  }

  get givenCount(): number {
    return this.#givenCount;
  }

  get receivedCount(): number {
    return this.#receivedCount;
  }

  /** The id of an object that is handed out; the same object keeps its id for as long as it is held. */
  give(value: object): Given {
    const known = lookUp(this.#idOf, value);
    const kind = kindOf(value);
    const name = kind === "instance" ? "" : nameOf(value);
    if (known !== undefined) return { id: known, kind, name };
    const id = this.#nextId;
    this.#hold(id, value);
    this.#nextId++;
    return { id, kind, name };
  }

  /** Holds what a call with "new" has made, under the id that the caller knows it by. */
  adopt(id: number, value: object): void {
    this.#hold(id, value);
  }

  #hold(id: number, value: object): void {
    if (this.#givenCount >= this.#limits.given)
      throw new PortError("PORT_VALUE", `more than ${this.#limits.given} functions and objects were handed over`);
    if (this.#given[id] === undefined) this.#givenCount++;
    this.#given[id] = value;
    if (lookUp(this.#idOf, value) === undefined) remember(this.#idOf, value, id);
    const { given } = this.#scope();
    given[given.length] = id;
  }

  /** What was handed out under that id. */
  original(id: number): object {
    const value = this.#given[id];
    if (value === undefined)
      throw new PortError(
        "PORT_REVOKED",
        "the function or object that was called is no longer there: its test is over",
      );
    return value;
  }

  takeBack(ids: readonly number[]): void {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      const value = this.#given[id];
      // The root is never taken back.
      if (value === undefined || id === 0) continue;
      delete this.#given[id];
      this.#givenCount--;
      if (lookUp(this.#idOf, value) === id) forget(this.#idOf, value);
    }
  }

  /** The remote object for an id of the other side's, made when it is first heard of. */
  receive(id: number, make: () => object): object {
    const known = this.#received[id];
    if (known !== undefined) return known;
    if (this.#receivedCount >= this.#limits.received)
      throw new PortError("PORT_LIMIT", `more than ${this.#limits.received} functions and objects were handed over`);
    const remote = make();
    this.#received[id] = remote;
    this.#receivedCount++;
    remember(this.#receivedId, remote, id);
    const { received } = this.#scope();
    received[received.length] = id;
    return remote;
  }

  isReceived(id: number): boolean {
    return this.#received[id] !== undefined;
  }

  /** The other side's id of a remote object of this port. */
  homeId(remote: object): number | undefined {
    return lookUp(this.#receivedId, remote);
  }

  /** From now on until `end`, what is given and received belongs together; `end` returns the ids to let go of. */
  begin(): { end(): readonly number[] } {
    const scope: Scope = { given: [], received: [], ended: false };
    this.#scopes = withScope(this.#scopes, scope);
    return {
      end: () => {
        if (scope.ended) return [];
        scope.ended = true;
        this.#scopes = withScope(this.#scopes, null);
        this.takeBack(scope.given);
        for (let i = 0; i < scope.received.length; i++) this.#drop(scope.received[i]!);
        return scope.received;
      },
    };
  }

  #drop(id: number): void {
    const remote = this.#received[id];
    if (remote === undefined) return;
    delete this.#received[id];
    this.#receivedCount--;
  }

  #scope(): Scope {
    return this.#scopes[this.#scopes.length - 1] ?? this.#root;
  }
}

/** The scopes still open, with one more; by index, since learner code may have patched the methods of arrays. */
function withScope(scopes: readonly Scope[], added: Scope | null): readonly Scope[] {
  const open: Scope[] = [];
  for (let i = 0; i < scopes.length; i++) if (!scopes[i]!.ended) open[open.length] = scopes[i]!;
  if (added !== null) open[open.length] = added;
  return open;
}

function kindOf(value: object): HandleKind {
  const remote = remoteKind(value);
  if (remote !== undefined) return remote;
  if (typeof value !== "function") return "instance";
  return isClass(value) ? "class" : "function";
}

function isClass(value: object): boolean {
  const source = sourceOf(value);
  return source[0] === "c" && source[1] === "l" && source[2] === "a" && source[3] === "s" && source[4] === "s";
}

function nameOf(value: object): string {
  const { name } = value as { name?: unknown };
  return typeof name === "string" && name.length <= 100 ? name : "";
}
