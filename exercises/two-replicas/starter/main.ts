// Run this to see one replica at work, without a network; change it as you like: it is yours, and nobody grades it.
import { answer } from "./start.ts";
import { watch } from "./work.ts";

const ask = async (method: string, path: string, body = "") => {
  console.log(`${method} ${path} ${body}`);
  const { status, body: said } = await answer(method, path, body).catch((error: Error) => {
    return { status: 500, body: error.message };
  });
  console.log(`  → ${status} ${said}`);
};

await ask("POST", "/threads/ada/turns", "one teapot");
await ask("GET", "/threads/ada");

console.log("There are no parcels left:");
watch({
  works(task) {
    if (task === "ship") throw new Error("no parcels left");
  },
});
await ask("POST", "/threads/ada/turns", "two cups");
await ask("GET", "/threads/ada");

console.log("There are parcels again:");
watch({});
await ask("POST", "/threads/ada/turns", "three spoons");
await ask("GET", "/threads/ada");
