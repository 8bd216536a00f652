// The few parts of the browser that the journal uses, as types: this package compiles without the DOM's.

export interface WebHost {
  readonly navigator?: { readonly locks?: LockManager; readonly storage?: StorageManager };
  readonly indexedDB?: IdbFactory;
  readonly IDBKeyRange?: { lowerBound(bound: unknown): unknown };
  readonly FileSystemFileHandle?: { readonly prototype: object };
  readonly AbortController: new () => { readonly signal: unknown; abort(): void };
  setTimeout(act: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface LockManager {
  request<Result>(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: unknown },
    act: (lock: unknown) => Promise<Result>,
  ): Promise<Result>;
}

interface StorageManager {
  getDirectory?(): Promise<DirectoryHandle>;
}

export interface DirectoryHandle {
  getDirectoryHandle(name: string, options: { readonly create: boolean }): Promise<DirectoryHandle>;
  getFileHandle(name: string, options: { readonly create: boolean }): Promise<FileHandle>;
}

interface FileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}

export interface SyncAccessHandle {
  getSize(): number;
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

interface IdbFactory {
  open(name: string, version: number): IdbRequest<IdbDatabase> & { onupgradeneeded: (() => void) | null };
}

export interface IdbRequest<Result> {
  readonly result: Result;
  readonly error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

export interface IdbDatabase {
  onversionchange: (() => void) | null;
  createObjectStore(name: string): unknown;
  transaction(
    stores: readonly string[],
    mode: "readonly" | "readwrite",
    options?: { readonly durability: "strict" },
  ): IdbTransaction;
  close(): void;
}

export interface IdbTransaction {
  readonly error: unknown;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  objectStore(name: string): IdbStore;
  abort(): void;
  commit?(): void;
}

interface IdbStore {
  get(key: unknown): IdbRequest<unknown>;
  getAll(): IdbRequest<unknown[]>;
  put(value: unknown, key: unknown): IdbRequest<unknown>;
  delete(range: unknown): IdbRequest<unknown>;
  clear(): IdbRequest<unknown>;
}

export const web = globalThis as unknown as WebHost;
