export {
  type AmountReading,
  amountText,
  MAXIMUM_MINOR_UNITS,
  readAmount,
  type UnitDefinition,
  type Units,
} from './amount.ts';
export { scaleOf, stockPrefix } from './scale.ts';
