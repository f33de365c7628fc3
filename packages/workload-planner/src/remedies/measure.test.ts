import { describe, expect, it } from 'vitest';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import type { Allocation, Team } from '../index.ts';
import { effectOf, measureShortage } from './measure.ts';

const withAllocations = (allocations: readonly Allocation[], people = team.people): Team => ({ people, allocations });
const campaign = team.allocations![0]!;
const survey = team.allocations![1]!;

describe('the effect of a change', () => {
  it('measures what a change takes from promises made before', () => {
    const person = { hoursPerDay: 8, focus: 1 };
    const people = [
      { ...person, id: 'lin', skills: { go: 3 } },
      { ...person, id: 'wu', skills: { sql: 2 } },
    ];
    const on = (personId: string): Allocation => ({ ...survey, personId, hoursPerWeek: 10, needs: { sql: 1 } });
    const promise = (effortHours: number) => [
      { id: 'sql', effortHours, needs: { sql: 1 }, start: '2026-11-16', deadline: '2026-11-27' },
    ];
    const change = (effortHours: number) => {
      const before = withAllocations([on('lin')], people);
      const shortage = measureShortage({
        team: before,
        demand: { ...demand, effortHours: 70 },
        committed: promise(effortHours),
      });
      return effectOf(shortage, withAllocations([on('wu')], people));
    };
    // Wu has 80 hours. With the survey's twenty on her, 72 promised ones lack twelve: of twenty freed, eight are gained.
    expect(change(72)).toMatchObject({ freesHours: 8, missingHours: 12, closes: false, committedMissingHours: 12 });
    expect(change(60)).toMatchObject({ freesHours: 20, missingHours: 0, closes: true, committedMissingHours: 0 });
    // Of 85 promised hours five were missing before, whatever is asked: twenty more are.
    expect(change(85)).toMatchObject({ missingHours: 20, committedMissingHours: 20 });
  });

  it('measures an effect as admission would', () => {
    const shortage = measureShortage({ team, demand });
    expect(effectOf(shortage, withAllocations([campaign]))).toMatchObject({
      freesHours: 16,
      missingHours: 0,
      closes: true,
      committedMissingHours: 0,
    });
    expect(effectOf(shortage, team)).toMatchObject({ freesHours: 0, missingHours: 12, closes: false });
  });
});
