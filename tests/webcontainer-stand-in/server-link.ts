// The page's end of the WebSocket to the stand-in's server.
import { decode, encode } from "@msgpack/msgpack";
import type { FromServer, Request } from "./wire.ts";

type Told = Exclude<FromServer, { readonly is: "result" | "failure" }>;

export class ServerLink {
  onMessage: (message: Told) => void = () => {};
  /** The connection ended and nobody here has closed it. */
  onLost: () => void = () => {};
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.#take(decode(new Uint8Array(data)) as FromServer);
    socket.onclose = () => {
      const reason = new Error("the connection to the stand-in was lost");
      for (const call of this.#waiting.values()) call.reject(reason);
      this.#waiting.clear();
      this.onLost();
    };
  }

  static open(token: string): Promise<ServerLink> {
    const socket = new WebSocket(`ws://${location.host}/wire?token=${token}`);
    socket.binaryType = "arraybuffer";
    return new Promise((resolve, reject) => {
      socket.onopen = () => resolve(new ServerLink(socket));
      socket.onerror = () => reject(new Error("the stand-in refused the connection"));
    });
  }

  call(method: string, ...args: unknown[]): Promise<any> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(new Error("the connection to the stand-in was lost"));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      const request: Request = { id, method, args };
      this.#socket.send(encode(request, { ignoreUndefined: true }));
    });
  }

  close(): void {
    this.onLost = () => {};
    this.#socket.close();
  }

  #take(message: FromServer): void {
    if (message.is !== "result" && message.is !== "failure") {
      this.onMessage(message);
      return;
    }
    const call = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.is === "failure") call?.reject(new Error(message.message));
    else call?.resolve(message.value ?? undefined);
  }
}
