// Stands in for sql.js: its script is put before the kernel's, and is the same file that the page itself reads databases with.
/* global forkpointSqlJs */
export default forkpointSqlJs.default;
