import { allocate } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, given } from '@meritkit/core/explanation';

/** As many as any unit has. */
const MOST_DECIMALS = 12;

/** Longer totals would not be split exactly. */
const LONGEST_TOTAL = 40;

/** One member's part of a group bonus. */
export interface BonusPart {
  readonly personId: string;
  /** Decimal text. */
  readonly amount: string;
  readonly explanation: Explanation;
}

/**
 * Splits a group's bonus by declared shares so that the parts add up to it to the cent: largest remainder (Hamilton),
 * ties to the earlier member. Shares are relative; a member may have none. The parts' explanations share their leaves:
 * every one names every share, so written as text each is as long as the group.
 *
 * @throws InvalidInputError `ledger/invalid-input` for no members or a person twice; `core/allocation` for shares that
 * are negative or add up to nothing, or a total with more decimals than asked for
 * @example
 * ```ts
 * import { splitGroupBonus } from '@meritkit/rewards-ledger';
 *
 * splitGroupBonus({
 *   total: '1000.00', unit: 'CNY', decimals: 2,
 *   shares: [{ personId: 'lin', share: '1' }, { personId: 'zhao', share: '1' }, { personId: 'chen', share: '1' }],
 * }).parts.map((part) => part.amount); // ['333.34', '333.33', '333.33']
 * ```
 */
export function splitGroupBonus(options: {
  readonly total: string;
  readonly unit: string;
  readonly decimals: number;
  readonly shares: readonly { readonly personId: string; readonly share: string }[];
}): { readonly total: string; readonly unit: string; readonly parts: readonly BonusPart[] } {
  const { total, unit, decimals, shares } = options;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) {
    throw invalidInput('ledger/invalid-input', ['decimals'], `decimals are a whole number from 0 to ${MOST_DECIMALS}`);
  }
  if (typeof total !== 'string' || total.length > LONGEST_TOTAL) {
    throw invalidInput(
      'ledger/invalid-input',
      ['total'],
      `a total is decimal text of at most ${LONGEST_TOTAL} letters`,
    );
  }
  if (!Array.isArray(shares) || shares.length === 0)
    throw invalidInput('ledger/invalid-input', ['shares'], 'a bonus needs somebody to go to');
  const people = shares.map(({ personId, share }, index) => {
    if (typeof share !== 'string') {
      throw invalidInput('ledger/invalid-input', ['shares', index, 'share'], 'a share is decimal text');
    }
    if (typeof personId === 'string' && personId !== '') return personId;
    throw invalidInput('ledger/invalid-input', ['shares', index, 'personId'], 'a share names a person');
  });
  const seen = new Set<string>();
  const twice = people.findIndex((personId) => {
    if (seen.has(personId)) return true;
    seen.add(personId);
    return false;
  });
  if (twice >= 0) throw invalidInput('ledger/invalid-input', ['shares', twice, 'personId'], 'a person is named twice');
  const amounts = allocate({ total, weights: shares.map((share) => share.share), decimals });
  const children = [
    given({ key: 'total', value: total, unit }),
    ...shares.map(({ personId, share }) => given({ key: `share:${personId}`, value: share })),
  ];
  const parts = shares.map(({ personId }, index) => ({
    personId,
    amount: amounts[index]!,
    // What the operation would compute, from the one split that there is: every part by itself would split again.
    explanation: {
      key: `part:${personId}`,
      unit,
      value: amounts[index]!,
      operation: { name: 'share', version: 1, parameters: { index, decimals } },
      children,
    },
  }));
  return { total, unit, parts };
}
