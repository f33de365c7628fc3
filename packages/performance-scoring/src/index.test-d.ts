import { expectTypeOf } from 'vitest';
import {
  type catalogue,
  type ErrorCode,
  type Evidence,
  type RejectionCode,
  type Scorecard,
  type ScoreRejection,
  scoreScorecard,
} from './index.ts';

const result = scoreScorecard({ scorecard: { id: 's' }, evidence: [] });

expectTypeOf(result.ok).toEqualTypeOf<boolean>();
if (result.ok) {
  expectTypeOf(result.value).toEqualTypeOf<number>();
  expectTypeOf(result.status).toEqualTypeOf<'proposed'>();
} else {
  expectTypeOf(result.rejection).toEqualTypeOf<ScoreRejection>();
  // @ts-expect-error a refusal has no value
  result.value;
}

expectTypeOf<ScoreRejection['code']>().toExtend<RejectionCode>();
expectTypeOf<keyof typeof catalogue.messages.en>().toExtend<string>();
expectTypeOf<ErrorCode | RejectionCode>().toExtend<keyof typeof catalogue.messages.en>();
expectTypeOf<Scorecard>().toHaveProperty('minimumCoverage');
expectTypeOf<Evidence['value']>().toEqualTypeOf<number>();

// @ts-expect-error a metric has a weight
scoreScorecard({ scorecard: { id: 's', metrics: [{ id: 'a' }] }, evidence: [] });
// @ts-expect-error a class is one of three
scoreScorecard({ scorecard: { id: 's', metrics: [{ id: 'a', weight: 1, class: 'overtime' }] }, evidence: [] });
