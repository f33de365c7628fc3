import { largestRemainder } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import { type PlannedView, planReleases } from './plan.ts';
import { type AttributeValue, openAudit } from './state.ts';

/** What will be visible at an expected response, before anyone is asked. */
export interface VisibilityPreview {
  readonly expectedAnswers: number;
  readonly visible: readonly string[];
  readonly hidden: readonly { readonly id: string; readonly code: string }[];
}

/**
 * Says before a survey opens which views its plan would publish at the expected response, spread evenly over the
 * cells. It runs the auditor itself on made-up respondents.
 *
 * @throws InvalidInputError `engagement/broken-preview`, `engagement/threshold-too-low`
 * @example
 * ```ts
 * import { previewVisibility } from '@meritkit/engagement-index';
 *
 * const cells = [{ attributes: { team: 'a' }, invited: 10 }, { attributes: { team: 'b' }, invited: 6 }];
 * const views = [{ id: 'company', where: {} }, { id: 'a', where: { team: 'a' } }, { id: 'b', where: { team: 'b' } }];
 * previewVisibility({ minimumGroup: 5, cells, views, responseRate: 0.75, seed: 1 }).visible; // ['company']
 * ```
 */
export function previewVisibility(options: {
  readonly minimumGroup: number;
  readonly cells: readonly {
    readonly attributes: Readonly<Record<string, AttributeValue>>;
    readonly invited: number;
  }[];
  readonly views: readonly PlannedView[];
  readonly responseRate: number;
  readonly seed: number | string;
}): VisibilityPreview {
  const { cells, responseRate, views } = options;
  if (!(responseRate > 0 && responseRate <= 1)) {
    throw invalidInput('engagement/broken-preview', ['responseRate'], 'a share above 0, at most 1');
  }
  cells.forEach((cell, index) => {
    if (!Number.isSafeInteger(cell.invited) || cell.invited < 0) {
      throw invalidInput(
        'engagement/broken-preview',
        ['cells', index, 'invited'],
        'people are counted in whole numbers',
      );
    }
  });
  const invited = cells.reduce((sum, cell) => sum + cell.invited, 0);
  const expected = Math.round(invited * responseRate);
  if (expected === 0)
    return {
      expectedAnswers: 0,
      visible: [],
      hidden: views.map((view) => ({ id: view.id, code: 'engagement/group-too-small' })),
    };
  const counts = largestRemainder(
    BigInt(expected),
    cells.map((cell) => BigInt(cell.invited)),
  );
  const roster = cells.flatMap((cell, index) =>
    Array.from({ length: Number(counts[index]) }, (_, person) => ({
      ...cell.attributes,
      respondent: `cell-${index}-${person}`,
    })),
  );
  const audit = openAudit({ survey: 'preview', minimumGroup: options.minimumGroup, roster });
  const plan = planReleases({ audit, views, items: [{ id: 'preview' }], seed: options.seed });
  return { expectedAnswers: expected, visible: plan.published, hidden: plan.withheld };
}
