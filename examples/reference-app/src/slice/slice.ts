import { addDays, dateInZone, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import { scoreScorecard } from '@meritkit/performance-scoring';
import {
  type StaffingDemand,
  type StaffingProposal,
  type StaffingTeam,
  staffDemand,
} from '@meritkit/workflows/staff-demand';
import { engineerScorecard, generateReview } from '../company/reviews.ts';
import { type DemandForm, demandOf } from '../demand/form.ts';
import { buildCompany, type Company, demoSeed } from './company.ts';
import { companyZone } from './contributions.ts';
import type { RealInput } from './input.ts';

/** A person's review, or why there is none. */
export type PersonReview = { readonly personId: string } & ReturnType<typeof scoreScorecard>;

/** Everything the slice says: from the tools' records to people, an answer and scores. */
export interface Slice {
  readonly asOf: IsoDate;
  readonly input: RealInput;
  readonly company: Company;
  readonly demand: StaffingDemand;
  readonly proposal: StaffingProposal;
  readonly reviews: readonly PersonReview[];
}

/** The day the numbers are for: the one asked for, else the newest day in the input. */
export function dayOf(input: RealInput, asOf: string | undefined): IsoDate {
  if (asOf !== undefined) return asOf;
  if (input.newest !== null) return dateInZone(input.newest, companyZone);
  throw invalidInput('app/empty-input', ['--as-of'], 'the input has no dated record: give the day with --as-of');
}

/** The demand that the app opens with: a service in Go with REST API experience, in three weeks. */
export function firstForm(asOf: IsoDate): DemandForm {
  return {
    skill: 'go',
    level: '3',
    tag: 'rest-api',
    hours: '320',
    start: addDays(asOf, 1),
    deadline: addDays(asOf, 21),
  };
}

/** From input to answer. Pure: the same input, day, demand and team give the same slice. */
export function buildSlice(options: {
  readonly input: RealInput;
  readonly asOf: IsoDate;
  readonly demand?: StaffingDemand;
  readonly team?: StaffingTeam;
}): Slice {
  const { input, asOf } = options;
  const generated = buildCompany(input, asOf);
  const company = options.team === undefined ? generated : { ...generated, team: options.team };
  const demand = options.demand ?? demandOf(firstForm(asOf));
  const proposal = staffDemand({ profiles: company.profiles, team: company.team, demand, asOf });
  const random = createRandom(demoSeed).fork('reviews');
  const reviews = proposal.shortlist.flatMap(({ personId }) => {
    const person = company.people.find((item) => item.id === personId);
    return person === undefined
      ? []
      : [{ personId, ...scoreScorecard({ scorecard: engineerScorecard, evidence: generateReview(random, person) }) }];
  });
  return { asOf, input, company, demand, proposal, reviews };
}
