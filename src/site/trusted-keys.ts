// Whose results the page /verify/ believes from the start. Whoever serves a copy of this site for a team adds the team's key
// here, as `forkpoint keygen` wrote it into the .pub.json: then visitors need not be sent it.
import type { PublicKey } from "../results/keys.ts";

export const SITE_KEYS: readonly PublicKey[] = [];
