// A class with behaviour, to be handed across a port.
export class Saver {
  readonly rows: unknown[] = [];
  constructor(first?: unknown) {
    if (first === "refuse") throw new RangeError("no such saver");
    if (first !== undefined) this.rows.push(first);
  }
  put(row: unknown) {
    this.rows.push(row);
    return this;
  }
  async all() {
    return this.rows;
  }
  static async open(first: unknown) {
    return new Saver(first);
  }
  get twice() {
    return (n: number) => n * 2;
  }
}
