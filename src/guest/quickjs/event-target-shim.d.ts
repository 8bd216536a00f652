// The package has types, but does not say where. Both classes are those of the DOM standard.
declare module "event-target-shim" {
  export const Event: typeof globalThis.Event;
  export const EventTarget: typeof globalThis.EventTarget;
}
