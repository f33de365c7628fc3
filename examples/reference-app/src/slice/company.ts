import type { IsoDate } from '@meritkit/core/dates';
import type { Fact } from '@meritkit/core/facts';
import { createRandom } from '@meritkit/core/random';
import { buildProfiles, type Evidence, type ProfileSet } from '@meritkit/skills-matrix';
import type { StaffingTeam } from '@meritkit/workflows/staff-demand';
import { generateEvidence } from '../company/evidence.ts';
import { type CompanyPerson, generatePeople } from '../company/people.ts';
import { companySkills } from '../company/skills.ts';
import { generateTeam } from '../company/team.ts';
import { contributionEvidence } from './contributions.ts';
import type { RealInput } from './input.ts';

/** The demo company on a day: generated people around what the real input tells. */
export interface Company {
  readonly asOf: IsoDate;
  readonly people: readonly CompanyPerson[];
  readonly evidence: readonly Evidence[];
  readonly profiles: ProfileSet;
  readonly team: StaffingTeam;
  readonly facts: readonly Fact[];
}

export const demoSeed = 'meritkit demo company';

/** Builds the company. The same input and day give the same company, byte for byte. */
export function buildCompany(input: RealInput, asOf: IsoDate): Company {
  const random = createRandom(demoSeed);
  const people = generatePeople(random.fork('people'), input.authors);
  const evidence = [
    ...generateEvidence(random.fork('evidence'), people, asOf),
    ...contributionEvidence(input, people, asOf),
  ];
  const taxonomy = { version: '1', skills: companySkills.map(({ id, name }) => ({ id, name })) };
  return {
    asOf,
    people,
    evidence,
    profiles: buildProfiles({ asOf, taxonomy, evidence }),
    team: generateTeam(random.fork('team'), people, asOf),
    facts: input.facts,
  };
}
