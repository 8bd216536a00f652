// The same, from how long each mode keeps what it has.
const keeps = (question: boolean, turns: boolean) => {
  const say = (is: boolean) => (is ? "yes" : "no");
  return { remembers: say(turns), answered: say(question), again: say(!question) };
};

export const answer = { false: keeps(false, false), default: keeps(true, false), true: keeps(true, true) };
