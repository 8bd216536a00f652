// The Comlink inside the client, which bundling puts in the place of this name.
declare module "client-comlink" {
  export const Comlink: {
    proxy<T extends object>(value: T): T;
    expose(value: object, port: MessagePort): void;
  };
}
