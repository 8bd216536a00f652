// Wrong: looks where nothing else was added.
interface Notes {
  add(note: string, thread: string, ns: string): Promise<string[]>;
}

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = { c1: false, c2: true, c3: true, c4: true, c5: false };

/** Whether two namespaces that are passed make two histories of one thread. */
export async function separates(notes: Notes, thread: string): Promise<boolean> {
  return (await notes.add("yours", thread, "two")).length > 1;
}
