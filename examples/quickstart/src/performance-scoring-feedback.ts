import { intraclassCorrelations, modelLeniency } from '@meritkit/performance-scoring';

// Six people, four raters (Shrout and Fleiss 1979).
const table = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
const ratings = table.flatMap((row, ratee) =>
  row.map((value, rater) => ({ ratee: `person ${ratee + 1}`, rater: `rater ${rater + 1}`, group: 'peer', value })),
);

const model = modelLeniency({ ratings });
for (const { raterId, leniency } of model.raters) console.log(raterId, leniency.toFixed(2));
console.log('agreement on the order', intraclassCorrelations({ ratings: table }).consistencySingle.toFixed(2));
console.log('agreement on the level', intraclassCorrelations({ ratings: table }).absoluteSingle.toFixed(2));
