// Wrong: takes a namespace for a folder in a thread, and looks where the note was put.
interface Notes {
  add(note: string, thread: string, ns: string): Promise<string[]>;
}

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = { c1: true, c2: false, c3: true, c4: true, c5: false };

/** Whether two namespaces that are passed make two histories of one thread. */
export async function separates(notes: Notes, thread: string): Promise<boolean> {
  await notes.add("mine", thread, "one");
  return (await notes.add("more", thread, "one")).includes("mine");
}
