// The same table from two questions: how far had the run come, and how much of that does the durability let go?
const cut = { charge: ["nothing", "all"], ship: ["nothing", "all", "rest"] };

/** While a station works: `lost` are the stations that the disk is behind. */
const killedIn = (station: "charge" | "ship", lost: number) => ({
  sync: cut[station].at(-1)!,
  async: cut[station].at(-1 - lost)!,
  exit: cut[station][0]!,
});
const everywhere = (choice: string) => ({ sync: choice, async: choice, exit: choice });

export const answer = {
  "charge-quick": killedIn("charge", 0),
  "charge-behind": killedIn("charge", 1),
  "ship-quick": killedIn("ship", 0),
  "ship-behind": killedIn("ship", 1),
  // A call that is over, well or not, has waited for the disk.
  "failed-behind": everywhere("rest"),
  "done-behind": everywhere("done"),
};
