// Tries: to import code from an address
// @ts-nocheck
import { TinySaver } from "http://127.0.0.1:__TCP_PORT__/saver.js";
import more from "data:text/javascript,export default 1";
export { TinySaver, more };
