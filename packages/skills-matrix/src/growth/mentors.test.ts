import { buildProfiles, type Learner, type Mentor, matchMentors, type Scale } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { plainTaxonomy, profilesOf } from '../../testing/people.ts';

test('exactly a level ahead is ahead, though 4.1 - 3.1 is a little less than 1', () => {
  expect(4.1 - 3.1).toBeLessThan(1);
  const profiles = profilesOf({ lin: { go: 4.1 }, wu: { go: 3.1 } });
  const learners = [{ personId: 'wu', goals: [{ skillId: 'go', atLeast: 4 }] }];
  const match = (ahead: number) =>
    matchMentors({ profiles, learners, mentors: [{ personId: 'lin', capacity: 1 }], ahead });
  expect(match(1).pairs).toHaveLength(1);
  expect(match(1.01).pairs).toHaveLength(0);
});

test('a goal that is met but for rounding is not taught', () => {
  const profiles = profilesOf({ lin: { go: 5 }, wu: { go: 3 - 4e-16 } });
  const learners = [{ personId: 'wu', goals: [{ skillId: 'go', atLeast: 3 }] }];
  expect(matchMentors({ profiles, learners, mentors: [{ personId: 'lin', capacity: 1 }] }).unmatched).toEqual([
    { learnerId: 'wu', reason: 'nobody-can-teach' },
  ]);
});

test('from nothing shown means from the lowest level of the scale, wherever it lies', () => {
  const scale: Scale = {
    id: 'around-zero',
    levels: [-2, -1, 0, 1, 2].map((value) => ({ value, name: String(value) })),
  };
  const profiles = buildProfiles({
    ...{ asOf: '2026-11-22', taxonomy: plainTaxonomy, scale },
    evidence: [{ id: 'e', personId: 'lin', kind: 'assessment', skillId: 'go', level: 0, at: '2026-11-01' }],
  });
  const learners = [{ personId: 'wu', goals: [{ skillId: 'go', atLeast: 0 }] }];
  expect(matchMentors({ profiles, learners, mentors: [{ personId: 'lin', capacity: 1 }] }).pairs).toHaveLength(1);
});

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const levels = fc.record({ go: fc.integer({ min: 0, max: 5 }), sql: fc.integer({ min: 0, max: 5 }) });

test('any order of learners and mentors gives the same pairs, within capacity, and no pair would rather have each other', () => {
  const problem = fc.record({
    learners: fc.array(
      fc.record({ levels, prefers: fc.subarray(ids('m', 4)), managerId: fc.constantFrom('m0', 'm1', 'x') }),
      { maxLength: 6 },
    ),
    mentors: fc.array(
      fc.record({ levels, prefers: fc.subarray(ids('l', 6)), capacity: fc.integer({ min: 0, max: 2 }) }),
      { maxLength: 4 },
    ),
  });
  fc.assert(
    fc.property(problem, (drawn) => {
      const people = [
        ...drawn.learners.map((one, at) => [`l${at}`, one.levels] as const),
        ...drawn.mentors.map((one, at) => [`m${at}`, one.levels] as const),
      ];
      const profiles = profilesOf(Object.fromEntries(people));
      const learners = drawn.learners.map(({ prefers, managerId }, at): Learner => {
        const goals = ['go', 'sql'].map((skillId) => ({ skillId, atLeast: 4 }));
        return { personId: `l${at}`, goals, prefers, managerId };
      });
      const mentors = drawn.mentors.map(
        ({ prefers, capacity }, at): Mentor => ({ personId: `m${at}`, prefers, capacity }),
      );
      const { pairs } = matchMentors({ profiles, learners, mentors });
      const turned = matchMentors({ profiles, learners: learners.toReversed(), mentors: mentors.toReversed() });
      expect(turned.pairs.toReversed()).toEqual(pairs);
      const mentorOf = new Map(pairs.map((pair) => [pair.learnerId, pair.mentorId]));
      for (const mentor of mentors) {
        expect(pairs.filter((pair) => pair.mentorId === mentor.personId).length).toBeLessThanOrEqual(mentor.capacity);
      }
      for (const learner of learners) {
        expect(mentorOf.get(learner.personId)).not.toBe(learner.managerId);
        for (const mentor of mentors) {
          const alone = matchMentors({ profiles, learners: [learner], mentors: [{ ...mentor, capacity: 1 }] });
          if (alone.pairs.length === 0) continue;
          const choice = [mentor, ...mentors.filter((item) => item.personId === mentorOf.get(learner.personId))];
          const wished = matchMentors({
            profiles,
            learners: [learner],
            mentors: [...new Set(choice)].map((item) => ({ ...item, capacity: 1 })),
          });
          if (mentorOf.get(learner.personId) === mentor.personId || wished.pairs[0]!.mentorId !== mentor.personId)
            continue;
          // The learner would rather have this mentor: who must be full of learners they would rather have.
          const held = learners.filter((item) => mentorOf.get(item.personId) === mentor.personId);
          expect(held.length).toBe(mentor.capacity);
          for (const other of held) {
            const both = [learner, other].map((item) => ({ ...item, prefers: [mentor.personId] }));
            const kept = matchMentors({ profiles, learners: both, mentors: [{ ...mentor, capacity: 1 }] });
            expect(kept.pairs[0]!.learnerId).toBe(other.personId);
          }
        }
      }
    }),
    casesOf(150),
  );
});
