// The words by which a sentence is seen to speak of the subject, to tell somebody to do something, or to state something.

const list = (words: string) => words.trim().split(/\s+/);
const anyOf = (words: readonly string[]) => words.join("|");

/** What the course is about. A sentence with none of these, no code and no count is nobody's fact. */
const SUBJECT = list(`
  langgraph langchain langsmith library graphs? subgraphs? nodes? edges? checkpoint\\w* savers? threads? snapshots? states?
  histor(?:y|ies) channels? reducers? super-?steps? steps? forks? forked forking replay\\w* updates? updated updating runs? ran
  running re-?runs? resum\\w+ writes? wrote written writing stores? stored interrupt\\w* databases? rows? configs? ids?
  metadata lineages? branch(?:es)? parents? durability tasks? namespaces? commands? invok\\w+ invocations? compiled?
  stream(?:s|ed|ing) persist\\w* saves? saved saving threw throws? thrown errors? exceptions? overwr\\w+ append\\w* merge[sd]?
  merging execut\\w+ restart\\w* serializ\\w+ deserializ\\w+ rewinds? rewound sqlite sql postgres\\w* redis mongodb python
  javascript typescript memorysaver
`);

const COUNTS = list(`
  \\d[\\d.,]* zero two three four five six seven eight nine ten eleven twelve thirteen twenty thirty forty fifty hundreds?
  thousands? millions? dozens? twice thrice
`);

const SUBJECT_WORD = new RegExp(`\\b(?:${anyOf(SUBJECT)})\\b`, "i");
const COUNT = new RegExp(`(?<![\\w.])(?:${anyOf(COUNTS)})\\b`, "i");
/** Names of an API that stand in the text without being marked as code. */
const NAME = /\b(?:[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|\w+_\w+|\w+\(\))/;

export interface Marker {
  readonly kind: "code" | "name" | "count" | "subject";
  readonly word: string;
}

/** The first thing in a text that makes it speak of the subject; null when there is none. */
export function markerIn(text: string): Marker | null {
  if (text.includes("`c`")) return { kind: "code", word: "inline code" };
  const found: [Marker["kind"], RegExp][] = [
    ["name", NAME],
    ["subject", SUBJECT_WORD],
    ["count", COUNT],
  ];
  for (const [kind, pattern] of found) {
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) return { kind, word };
  }
  return null;
}

/** Imperatives that are nothing else at the beginning of a sentence. */
export const IMPERATIVES: ReadonlySet<string> = new Set(
  list(`
    use pass send keep look ask choose make give take put go let try compare compile invoke add remove avoid begin think
    prefer decide settle predict find follow tell treat build draw open close press sort split join wait watch learn leave
    hold have get come turn say see refuse accept validate derive generate create define declare explain describe mend fix
    correct rewrite replace rename move kill restart repeat append overwrite believe trust forget wrap await catch freeze
    clone merge walk climb start stop bring pick pull push raise read record refer reject rely return scroll seed select
    separate serialise serialize share skip solve spend stay supply swap throw track translate type verify visit work write
    insert insist imagine judge cut click connect continue collect compute count check cover do don't hash ignore include
    inspect install keep lock lower match measure mind narrow enter escape estimate exclude fetch fill fold force format
    allow suppose carry cancel retry reuse rebuild restore touch trim wire collapse bear cross hide invert locate paste quote
    undo regard derive apply assign attach await become encode decode guard delete drop redact prune filter
  `),
);

/** These are nouns as well, so the next word decides: "Replay the thread" asks for something, "Replay executes" states it. */
export const MAYBE_IMPERATIVES: ReadonlySet<string> = new Set(
  list(`
    ship link label limit issue base rest hand feed hit lift tag number step lead reach
    run store update fork replay resume name call test step log load save answer question copy note value change show mark
    set order time pause search crash end reset repair plan print trace guess import export query control point place
    state list branch return count read write filter delete work start stop use look turn interrupt sort split share
    match measure lock hash record press
  `),
);

const AFTER_IMPERATIVE = new RegExp(
  `^(?:the|an?|it|its|them|him|her|this|that|these|those|what|how|which|who|whose|whether|where|when|why|your|their|his|each|
  every|all|both|no|any|only|one|some|another|enough|more|nothing|everything|something|anything|nobody|somebody|from|to|with|
  without|on|onto|into|for|of|off|again|down|up|out|over|through|at|in|by|back|once|first|last|as|before|after|and|or|
  yourself|here|there|always|never|twice|two|three|four|five|so|until|against|between|along|aside|away|least|less|new|old|
  different|several|many|such|same)\\b|^[\`“"(]|^$`.replace(/\s+/g, ""),
  "i",
);

/** Whether a text begins by telling somebody to do something. */
export function beginsWithImperative(text: string): boolean {
  const [, first = "", rest = ""] = /^([\p{L}’'-]+)[\s,]*(.*)$/su.exec(text) ?? [];
  const word = first.toLowerCase().replace("’", "'");
  // "not" after a verb is old English; after "do" it forbids.
  if (word === "do" || word === "don't")
    return word === "don't" || /^(?:not|it|this|that|so|the|each|both|as)\b/i.test(rest);
  if (word === "never" || word === "always" || word === "only") return beginsWithImperative(rest);
  if (word === "be") return /^(?:sure|careful|ready|strict)\b/i.test(rest) && !/^\w+ that\b/i.test(rest);
  if (THAT_STATES.test(text)) return false;
  if (MAYBE_IMPERATIVES.has(word)) return AFTER_IMPERATIVE.test(rest);
  return IMPERATIVES.has(word);
}

/** "Remember that …" asks for nothing: what follows "that" is the sentence. */
const THAT_STATES =
  /^(?:remember|note|notice|know|see|recall|expect|say|understand|realise|realize|learn|observe|think|believe|imagine|keep in mind|mind|find|forget|tell \w+|explain|trust)\s+(?:that|how every|how each|how the|the fact)\b/i;

/** Verbs in the forms that state something. */
const FINITE = new RegExp(
  `\\b(?:is|are|was|were|isn't|aren't|has|have|had|does|doesn't|do|did|didn't|will|won't|would|can|can't|cannot|could|may|might|
  ${anyOf(
    list(`write read run keep return throw forget remember save load start stop end count append replace restart resume replay
      fork update store lose leave hold make take give get begin stay belong hang fail wait continue need want know see copie
      merge add remove delete ignore accept refuse reject contain show tell name lead call finishe happen appear change
      create drop skip applie reduce execute survive work cost pay come goe win exist grow shrink repeat rememberr reache
      passe crashe pause point turn look mean matter persist put sort find share use ask answer break`),
  )
    .split("|")
    .map((verb) => `${verb}s`)
    .join("|")}|
  wrote|ran|kept|threw|forgot|lost|left|held|made|took|gave|got|began|stayed|failed|went|came|became|knew|saw|stored|saved|
  loaded|executed|appended|replaced|started|stopped|ended|merged|changed|created|happened)\\b`.replace(/\s+/g, ""),
  "i",
);

/** "the runs" and "one that waits" name things; what is left may hold a verb. */
const NAMED =
  /\b(?:the|an?|its|their|your|his|her|each|every|no|two|three|four|five|six|\d+)\s+[\w'’-]+|(?<=\S\s)\b(?:that|who|whose|whom|which|what|how|whether|where|when|why|if)\b[^,]*/gi;

export function statesSomething(text: string): boolean {
  return FINITE.test(text.replace(NAMED, " "));
}
