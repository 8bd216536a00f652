// Wrong: a subgraph is saved with its parent, in one place.
interface Notes {
  add(note: string, thread: string, ns: string): Promise<string[]>;
}

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = { c1: false, c2: true, c3: false, c4: false, c5: true };

/** Whether two namespaces that are passed make two histories of one thread. */
export async function separates(notes: Notes, thread: string): Promise<boolean> {
  await notes.add("mine", thread, "one");
  return !(await notes.add("yours", thread, "two")).includes("mine");
}
