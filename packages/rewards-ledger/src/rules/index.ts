export { applyCaps, capCounter } from './caps.ts';
export { evaluateRule, type RuleGrant, type RuleRejection } from './evaluate.ts';
export { ledgerOperations } from './operations.ts';
export type { CapPeriod, EarningRule, RuleCap, RuleEvent, RuleMultiplier } from './rule.ts';
