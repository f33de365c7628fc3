import {
  analyseCoverage,
  assignPeople,
  buildMatchIndex,
  composeTeam,
  findTopCandidates,
  matchMentors,
  rankCandidates,
} from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { profilesOf } from '../testing/people.ts';
import { refusalsOf } from '../testing/refusals.ts';

const profiles = profilesOf({ lin: { go: 4 }, wu: { go: 2 } });
const demand = { id: 'd', skills: [{ skillId: 'go', atLeast: 3, weight: 1 }], headcount: 1 };
const twice = <Row extends object>(row: Row) => ['lin', 'wu', 'lin'].map((personId) => ({ personId, ...row }));

describe('a person named twice is refused where the order of the rows would decide', () => {
  const team = (limits: object) => () => composeTeam({ profiles, demand, limits: { distanceCost: 1, ...limits } });
  const goals = [{ skillId: 'go', atLeast: 3 }];
  it.each<[string, () => unknown]>([
    ['availability.2.personId', () => rankCandidates({ profiles, demand, availability: twice({ share: 0.5 }) })],
    [
      'availability.2.personId',
      () =>
        findTopCandidates({
          index: buildMatchIndex({ profiles }),
          demand,
          limit: 1,
          availability: twice({ share: 1 }),
        }),
    ],
    ['limits.costs.2.personId', team({ costs: twice({ cost: 1 }) })],
    ['limits.loads.2.personId', team({ loads: twice({ load: 1 }) })],
    ['limits.groups.2.personId', team({ groups: twice({ group: 'g' }) })],
    ['capacities.2.personId', () => assignPeople({ profiles, demands: [demand], capacities: twice({ demands: 1 }) })],
    ['learners.2.personId', () => matchMentors({ profiles, learners: twice({ goals }), mentors: [] })],
    ['mentors.2.personId', () => matchMentors({ profiles, learners: [], mentors: twice({ capacity: 1 }) })],
  ])('%s', (path, work) => {
    expect(refusalsOf(work)).toEqual([`skills/duplicate-person ${path}`]);
  });
});

describe('what would poison an answer is refused', () => {
  const team = (limits: object) => () => composeTeam({ profiles, demand, limits });
  const learners = [{ personId: 'wu', goals: [{ skillId: 'go', atLeast: 3 }] }];
  const mentors = [{ personId: 'lin', capacity: 1 }];
  const need = (skill: object) => ({ ...demand, skills: [{ ...demand.skills[0]!, must: true, ...skill }] });
  it.each<[string, () => unknown]>([
    ['skills/invalid-cost limits.loadCost', team({ loadCost: Number.NaN })],
    ['skills/invalid-cost limits.loadCost', team({ loadCost: -1 })],
    [
      'skills/invalid-cost limits.distances.1',
      team({
        distanceCost: 1,
        distances: [
          { between: ['a', 'b'], distance: 1 },
          { between: ['b', 'a'], distance: 2 },
        ],
      }),
    ],
    [
      'skills/invalid-headcount demand.skills.0.people',
      () => composeTeam({ profiles, demand: need({ people: Number.NaN }) }),
    ],
    [
      'skills/invalid-headcount demand.skills.0.people',
      () => rankCandidates({ profiles, demand: need({ people: 0.5 }) }),
    ],
    [
      'skills/invalid-weight demand.skills',
      () =>
        rankCandidates({
          profiles,
          demand: { skills: [{ ...demand.skills[0]!, weight: 1.7e308 }], experience: [{ tag: 't', weight: 1.7e308 }] },
        }),
    ],
    ['skills/invalid-limit ahead', () => matchMentors({ profiles, learners, mentors, ahead: Number.NaN })],
    ['skills/invalid-limit ahead', () => matchMentors({ profiles, learners, mentors, ahead: 0 })],
    [
      'skills/unknown-skill learners.0.goals.0.skillId',
      () => matchMentors({ profiles, learners: [{ personId: 'wu', goals: [{ skillId: 'og', atLeast: 3 }] }], mentors }),
    ],
    [
      'skills/unknown-level learners.0.goals.0.atLeast',
      () =>
        matchMentors({ profiles, learners: [{ personId: 'wu', goals: [{ skillId: 'go', atLeast: 30 }] }], mentors }),
    ],
    [
      'skills/unknown-person mentors.0.personId',
      () => matchMentors({ profiles, learners, mentors: [{ personId: 'nobody', capacity: 1 }] }),
    ],
    [
      'skills/invalid-capacity capacities.0.demands',
      () => assignPeople({ profiles, demands: [demand], capacities: [{ personId: 'lin', demands: 0.5 }] }),
    ],
    [
      'skills/invalid-target groupBy.1.group',
      () =>
        analyseCoverage({
          profiles,
          groupBy: [
            { personId: 'lin', group: 'a' },
            { personId: 'wu', group: '*' },
          ],
        }),
    ],
  ])('%s', (refusal, work) => {
    expect(refusalsOf(work)).toEqual([refusal]);
  });
});
