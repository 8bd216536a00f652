// The same rows, counted: each run leaves four, Ada's two come first, then Ben's one.
const ROWS_OF_A_RUN = 4;
const row = (run: number, place: number) => `row-${(run - 1) * ROWS_OF_A_RUN + place}`;

export const answer = {
  "goes-on-from": row(2, ROWS_OF_A_RUN),
  "run-begins": row(2, 1),
  survives: row(3, ROWS_OF_A_RUN),
  // The first row behind the second input would do as well as the last one.
  "spans-runs": row(2, 2),
};
