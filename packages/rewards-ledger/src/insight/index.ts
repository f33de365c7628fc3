export { type Correlation, type CorrelationWarning, correlateRedemption } from './correlation.ts';
export {
  addToStandings,
  emptyStandings,
  type LeaderboardRow,
  mergeStandings,
  rankStandings,
  type Standings,
} from './leaderboard.ts';
export { measureReciprocity, type Reciprocity, type Recognition } from './reciprocity.ts';
