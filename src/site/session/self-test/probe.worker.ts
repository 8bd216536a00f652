// The worker that the self-test starts: a module, which is the first thing that is asked of it.
import type { Asked, Told } from "./probe-protocol.ts";

const scope = self as unknown as {
  onmessage: ((event: { data: Asked }) => void) | null;
  postMessage(message: Told): void;
};

scope.onmessage = ({ data }) => {
  answer(data).then(
    (said) => scope.postMessage({ said }),
    (error: unknown) => scope.postMessage({ failed: String(error) }),
  );
};

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.ask) {
    case "module":
      return import.meta.url.length > 0;
    case "compile": {
      const module = await WebAssembly.compileStreaming(fetch(asked.url));
      return WebAssembly.Module.exports(module).length;
    }
    case "write-memory":
      return Atomics.store(new Int32Array(asked.memory), 0, asked.value);
    case "keep-file":
      return keepFile(asked.name, asked.text);
  }
}

/** Written, read back and removed. */
async function keepFile(name: string, text: string): Promise<string> {
  const root = await navigator.storage.getDirectory();
  const file = (await root.getFileHandle(name, { create: true })) as SyncFile;
  const access = await file.createSyncAccessHandle();
  try {
    const bytes = new TextEncoder().encode(text);
    access.write(bytes, { at: 0 });
    access.flush();
    const read = new Uint8Array(access.getSize());
    access.read(read, { at: 0 });
    return new TextDecoder().decode(read);
  } finally {
    access.close();
    await root.removeEntry(name);
  }
}

/** Only workers have it, and the types of the page do not. */
interface SyncFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<{
    write(bytes: Uint8Array, options: { at: number }): number;
    read(bytes: Uint8Array, options: { at: number }): number;
    getSize(): number;
    flush(): void;
    close(): void;
  }>;
}
