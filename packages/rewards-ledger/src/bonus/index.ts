export { type BonusPart, splitGroupBonus } from './split.ts';
