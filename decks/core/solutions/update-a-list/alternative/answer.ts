// The same, by what each kind of channel does with an update.
const after = (what: string) => ({ after: what });

/** Without a reducer the update is the value. */
const replaced = { "tags-one": after("new"), "tags-empty": after("nothing") };
const appended = { "log-one": after("old-new"), "log-empty": after("old"), "log-overwrite": after("new") };
const byId = { "message-known": after("new"), "message-new": after("old-new") };

export const answer = { ...appended, ...replaced, ...byId };
