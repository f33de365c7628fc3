import { type Course, matchMentors, planGrowth } from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';
import { profilesOf } from '../../testing/people.ts';

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

test('a thousand learners and two hundred mentors among ten thousand people are matched in seconds', () => {
  const people = ids('p', 10_000);
  const profiles = profilesOf(Object.fromEntries(people.map((id, at) => [id, { go: (at * 7) % 6 }])));
  const learners = people.slice(0, 1000).map((personId) => ({ personId, goals: [{ skillId: 'go', atLeast: 4 }] }));
  const mentors = people.slice(-200).map((personId) => ({ personId, capacity: 3 }));
  const started = performance.now();
  expect(matchMentors({ profiles, learners, mentors }).pairs.length).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('a catalogue of two thousand courses is searched in seconds', () => {
  const courses = Array.from({ length: 2000 }, (_, at): Course => {
    const skillId = ['go', 'sql', 'ops'][at % 3]!;
    return {
      id: `c${at}`,
      raises: [{ skillId, toLevel: 1 + (at % 5) }],
      hours: 5 + ((at * 31) % 40),
      ...(at % 5 > 1 ? { afterSkills: [{ skillId, atLeast: at % 5 }] } : {}),
    };
  });
  const started = performance.now();
  const goals = ['go', 'sql', 'ops'].map((skillId) => ({ skillId, atLeast: 5 }));
  const profiles = profilesOf({ lin: { go: 2 } });
  expect(planGrowth({ profiles, personId: 'lin', courses, target: goals, maximumNodes: 2000 }).ok).toBe(true);
  expect(performance.now() - started).toBeLessThan(10_000);
});
