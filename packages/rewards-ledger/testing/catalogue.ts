import type { CatalogueItem } from '../src/redemption/item.ts';
import type { EarningRule } from '../src/rules/index.ts';

/** A day of leave that a second person approves. */
export const leaveItem: CatalogueItem = {
  id: 'leave',
  title: 'A day of leave',
  kind: 'leave',
  unit: 'points',
  price: '10',
  approval: 'four-eyes',
  stocked: false,
  booking: false,
  taxValue: null,
  active: true,
};

/** Ten points for an act of help, without cap, budget or end. */
export const helpRule: EarningRule = {
  id: 'help',
  version: 1,
  unit: 'points',
  inForce: { start: '2026-01-01', end: null },
  timeZone: 'UTC',
  amount: '10',
  per: 'event',
  multipliers: [],
  prerequisites: [],
  caps: [],
  budgetId: null,
  expiresAfterDays: null,
  rounding: 'down',
};
