import { describe, expectTypeOf, it } from 'vitest';
import type { answersByItem, rosterOf } from '../survey/answer.ts';
import type { AnonymousResponse } from '../survey/survey.ts';
import type { AttributedSignal, buildStateReport } from './report.ts';

type ReportInput = Parameters<typeof buildStateReport>[0];

describe('two lanes, no join', () => {
  it('keeps an anonymous response out of the state report', () => {
    expectTypeOf<AnonymousResponse>().not.toExtend<AttributedSignal>();
    expectTypeOf<AttributedSignal>().not.toExtend<AnonymousResponse>();
    expectTypeOf<{ personId: string; signals: AnonymousResponse[] }>().not.toExtend<ReportInput>();
    expectTypeOf<AnonymousResponse & AttributedSignal>().toBeNever();
  });

  it('keeps it out even when someone adds a person, or relabels the lane', () => {
    expectTypeOf<AnonymousResponse & { personId: string }>().toBeNever();
    expectTypeOf<Omit<AnonymousResponse, 'lane'> & { lane: 'attributed' }>().not.toExtend<AttributedSignal>();
    expectTypeOf<Omit<AttributedSignal, 'respondent'> & { respondent: string }>().not.toExtend<AttributedSignal>();
    expectTypeOf<AttributedSignal>().toExtend<ReportInput['signals'][number]>();
  });

  it('gives nothing from answers that names a person', () => {
    expectTypeOf<keyof ReturnType<typeof rosterOf>[number]>().not.toEqualTypeOf<'personId'>();
    expectTypeOf<ReturnType<typeof answersByItem>>().not.toExtend<ReportInput>();
    expectTypeOf<AnonymousResponse['personId']>().toEqualTypeOf<undefined>();
  });
});
