import { assertType, expectTypeOf } from 'vitest';
import type { z } from 'zod';
import type {
  Candidate,
  Demand,
  demandSchema,
  Evidence,
  evidenceSchema,
  ProfileSet,
  Taxonomy,
  taxonomySchema,
} from './index.ts';
import { composeTeam, rankCandidates } from './index.ts';

// What a schema reads is what the type says, and any value of the type could be read.
expectTypeOf<z.output<typeof evidenceSchema>>().toExtend<Evidence>();
expectTypeOf<z.output<typeof demandSchema>>().toExtend<Demand>();
expectTypeOf<z.output<typeof taxonomySchema>>().toExtend<Taxonomy>();
expectTypeOf<Evidence['kind']>().toEqualTypeOf<z.output<typeof evidenceSchema>['kind']>();

declare const profiles: ProfileSet;
expectTypeOf(rankCandidates({ profiles, demand: { skills: [] } })).toEqualTypeOf<readonly Candidate[]>();

const team = composeTeam({ profiles, demand: { skills: [] } });
if (!team.ok) assertType<'skills/nobody-covers' | 'skills/too-few-people' | 'skills/no-team'>(team.rejection.code);

// @ts-expect-error a certificate names its issuer
assertType<Evidence>({ id: 'c', personId: 'lin', kind: 'certificate', name: 'CKA', at: '2026-01-01' });
