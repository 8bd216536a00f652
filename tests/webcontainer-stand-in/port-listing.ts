// Knows which ports the programs of one container listen on: each listening server keeps a connection to us as long as
// it listens, so nothing is left behind by a program that was killed.
import { createServer, type Socket } from "node:net";

export interface PortListing {
  readonly ports: ReadonlySet<number>;
  close(): Promise<void>;
}

export async function listPorts(
  socketPath: string,
  onChange: (port: number, change: "open" | "close") => void,
): Promise<PortListing> {
  const ports = new Set<number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = "";
    let port = 0;
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += String(chunk);
      if (port || !text.endsWith("\n")) return;
      port = Number(text);
      ports.add(port);
      onChange(port, "open");
    });
    // A program that is killed resets its connection; that it closes is all that matters.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      if (ports.delete(port)) onChange(port, "close");
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    ports,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
