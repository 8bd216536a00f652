// What attacks aim at. Their texts name it by tokens, for it lies elsewhere in every run; where nobody fills them in they lead
// nowhere.

export interface Targets {
  readonly __SECRET_FILE__: string;
  readonly __SECRET_FOLDER__: string;
  readonly __SECRET_DATABASE__: string;
  readonly __TESTS_FOLDER__: string;
  readonly __WATCHED_FOLDER__: string;
  readonly __SOCKET__: string;
  readonly __TCP_PORT__: string;
  readonly __UDP_PORT__: string;
  /** Seconds to sleep, in a number that no other process has among its arguments. */
  readonly __LEFT_BEHIND__: string;
  readonly __MARK__: string;
}

export function aimed(source: string, targets: Targets): string {
  return Object.entries(targets).reduce((text, [token, value]) => text.replaceAll(token, value), source);
}

/** The other way round: a text that is the same in every run. */
export function unaimed(text: string, targets: Targets): string {
  return Object.entries(targets)
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce(
      (masked, [token, value]) =>
        token.endsWith("PORT__")
          ? masked.replaceAll(`127.0.0.1:${value}`, `127.0.0.1:${token}`)
          : masked.replaceAll(value, token),
      text,
    );
}
