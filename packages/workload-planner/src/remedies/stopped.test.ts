import { describe, expect, it } from 'vitest';
import type { Demand, Team } from '../index.ts';
import { finish, neverStop } from '../steps.ts';
import { remedySteps } from './suggest.ts';

const team: Team = {
  people: ['lin', 'zhao', 'wu'].map((id) => ({ id, hoursPerDay: 8, focus: 1, skills: { go: 3 } })),
  allocations: ['lin', 'zhao', 'wu'].map((personId) => ({
    ...{ id: `side-${personId}`, personId, hoursPerWeek: 20, start: '2026-11-16', end: '2026-11-21', core: false },
  })),
};
/** Several deferrals are needed together, and each time admission has to find a schedule. */
const demand: Demand = {
  ...{ id: 'port', start: '2026-11-16', deadline: '2026-11-20', needs: { go: 3 } },
  items: [
    { id: 'a', effortHours: 30 },
    { id: 'b', effortHours: 30 },
    { id: 'c', effortHours: 30 },
  ],
};

describe('a search for remedies', () => {
  it('pauses between the questions of one way, so that it can be left in the middle of it', () => {
    const steps = [...remedySteps({ team, demand }, neverStop)];
    const repeated = steps.filter(({ done }, at) => at > 0 && done > 0 && done === steps[at - 1]!.done);
    expect(repeated.length).toBeGreaterThan(2);
    expect(steps.every(({ done, of }, at) => done <= of && (at === 0 || done >= steps[at - 1]!.done))).toBe(true);
  });

  it('left there, answers with what it had found, and asks nothing more', () => {
    const all = finish(remedySteps({ team, demand }, neverStop));
    expect(all.map(({ kind }) => kind)).toContain('combine');
    let [isStopped, after] = [false, 0];
    const search = remedySteps({ team, demand }, () => isStopped);
    let last = -1;
    for (let step = search.next(); ; step = search.next()) {
      if (step.done === true) {
        expect(step.value.map(({ kind }) => kind)).toEqual(
          all.map(({ kind }) => kind).filter((kind) => kind !== 'combine'),
        );
        break;
      }
      if (isStopped) after += 1;
      // All ways are tried, and it is at putting them together.
      if (step.value.done === step.value.of && last === step.value.of) isStopped = true;
      last = step.value.done;
    }
    expect([isStopped, after]).toEqual([true, 0]);
  });
});
