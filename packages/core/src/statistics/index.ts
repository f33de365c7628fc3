export { betaCdf, betaQuantile, type Tail } from './beta.ts';
export { chiSquareCdf, gammaCdf } from './chi-square.ts';
export { fisherExact, type TwoByTwo } from './fisher-exact.ts';
export { logGamma } from './gamma.ts';
export {
  addToMoments,
  emptyMoments,
  finishMoments,
  type MeanVariance,
  type Moments,
  meanVariance,
  mergeMoments,
} from './moments.ts';
export { normalCdf, normalQuantile } from './normal.ts';
export { median, midranks, quantile, quantileOfSorted } from './order.ts';
export { benjaminiHochberg, type ProportionInterval, wilsonInterval } from './proportions.ts';
export { fCdf, tCdf, tQuantile } from './student.ts';
