// Learner code shares this realm with the linker, and can bend what the linker is written in until it links the kernel's own
// address. So the kernel's registry itself holds no more than the job offers, from before the first line of learner code.
import type { LibraryExports } from "../compile/compiled.ts";

export type Registry = Record<string, Record<string, any>>;

/** Reduces `registry` to what is offered, for good. Gives everything that was in it, for the guest itself. */
export function offerLibraries(registry: Registry, offered: LibraryExports): Registry {
  const everything: Registry = Object.assign(Object.create(null), registry);
  for (const library of Object.keys(registry)) {
    const names = Object.hasOwn(offered, library) ? offered[library]! : null;
    if (names) registry[library] = Object.freeze(only(everything[library]!, names));
    else delete registry[library];
  }
  Object.freeze(registry);
  return everything;
}

function only(library: Record<string, any>, names: readonly string[]): Record<string, any> {
  const reduced: Record<string, any> = Object.create(null);
  for (const name of names) reduced[name] = library[name];
  return reduced;
}
