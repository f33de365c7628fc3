export { allocate, integerWeights, largestRemainder } from './allocate.ts';
export { type DecimalInput, type DecimalValue, decimalText, toDecimal } from './decimal.ts';
export { addMoney, convertMoney, type ExchangeRate, type Money } from './money.ts';
export { type RoundingMode, roundDecimal, roundNumber } from './round.ts';
