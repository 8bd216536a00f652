// Counts both notes instead.
interface Notes {
  add(note: string, thread: string, ns: string): Promise<string[]>;
}

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = { c5: false, c4: true, c3: true, c2: true, c1: false };

/** Whether two namespaces that are passed make two histories of one thread. */
export async function separates(notes: Notes, thread: string): Promise<boolean> {
  let seen: string[] = [];
  for (const space of ["left", "right"]) seen = await notes.add(space, thread, space);
  return seen.length === 1;
}
