// Tries: to import code from an address
// @ts-nocheck
import { TinySaver } from "https://example.com/saver.js";
import more from "data:text/javascript,export default 1";
export { TinySaver, more };
