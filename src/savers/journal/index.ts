// The front door of "@forkpoint/savers/journal": journals for browsers, and what others need to keep one elsewhere.
export { browserJournal, type BrowserJournalOptions } from "./browser-journal.ts";
export { FileStorage, type JournalFiles } from "./file-storage.ts";
export { Journal, type JournalStats, type SnapshotLimits } from "./journal.ts";
export type { ByteFile, JournalStorage, MaybePromise, StoredJournal } from "./storage.ts";
