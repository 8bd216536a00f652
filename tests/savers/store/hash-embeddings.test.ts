// The embedder for lessons: the same numbers everywhere, likeness by shared words and parts of words.
import { InMemoryStore } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { HashEmbeddings } from "@forkpoint/savers";

const MEMORIES = [
  "Ada likes espresso and dark chocolate",
  "The user lives in Lisbon, Portugal",
  "Prefers window seats on long flights",
  "Allergic to peanuts and shellfish",
  "Works as a database engineer on PostgreSQL",
  "Plays the cello in an amateur orchestra",
];

const dot = (left: number[], right: number[]): number => left.reduce((sum, number, at) => sum + number * right[at]!, 0);

test.each([
  ["which food allergies does the user have?", 3],
  ["where does she live in Portugal", 1],
  ["favourite coffee: espresso?", 0],
  ["flight seating preference", 2],
  ["what database work does he do", 4],
  ["musical instruments: cello", 5],
])("%s finds memory %i", async (question, wanted) => {
  const embeddings = new HashEmbeddings();
  const memories = await embeddings.embedDocuments(MEMORIES);
  const query = await embeddings.embedQuery(question);
  const scores = memories.map((memory) => dot(memory, query));
  expect(scores.indexOf(Math.max(...scores))).toBe(wanted);
});

test("it does not know what words mean", async () => {
  const [car, vehicle] = await new HashEmbeddings().embedDocuments(["car", "vehicle"]);
  expect(Math.abs(dot(car!, vehicle!))).toBeLessThan(0.2);
});

test("the same text gives the very same numbers: these, on every machine", async () => {
  const [vector] = await new HashEmbeddings({ dims: 8 }).embedDocuments(["Ça va? Ich heiße 日本 42"]);
  expect(vector).toMatchInlineSnapshot(`
    [
      -0.5773502691896257,
      0,
      -0.19245008972987526,
      -0.3849001794597505,
      0.3849001794597505,
      0,
      0.5773502691896257,
      0,
    ]
  `);
});

test("vectors have length 1; a text without words gives zeros; case, accents' spelling and punctuation do not count", async () => {
  const embeddings = new HashEmbeddings({ dims: 100 });
  const [plain, shouted, empty, stops] = await embeddings.embedDocuments([
    "café crème",
    "CAFE\u0301, Crème!",
    "?! …",
    "what is the",
  ]);
  expect(plain).toHaveLength(100);
  expect(dot(plain!, plain!)).toBeCloseTo(1, 12);
  expect(shouted).toEqual(plain);
  expect(empty).toEqual(Array(100).fill(0));
  expect(stops).toEqual(empty);
  expect(await embeddings.embedQuery("café crème")).toEqual(plain);
});

test("LangGraph's own stores take it as well", async () => {
  const store = new InMemoryStore({ index: { dims: 384, embeddings: new HashEmbeddings(), fields: ["text"] } });
  for (const [n, text] of MEMORIES.entries()) await store.put(["n"], `${n}`, { text });
  expect((await store.search(["n"], { query: "peanut allergy", limit: 1 }))[0]!.key).toBe("3");
});

test.each([0, -1, 1.5, NaN])("%d is no number of dimensions", (dims) => {
  expect(() => new HashEmbeddings({ dims })).toThrow(RangeError);
});
