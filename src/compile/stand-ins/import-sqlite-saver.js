// Stands in for the import of files of LangGraph's SqliteSaver, which writes them where there is a disk.

export async function importSqliteSaver() {
  throw new Error("This page cannot import files of SqliteSaver: do it in Node, with the package @forkpoint/savers.");
}
