/** Levels of dimensions that a scorecard may have; more is a mistake, not a model. */
export const deepestScorecard = 64;
