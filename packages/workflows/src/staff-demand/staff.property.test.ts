import { buildProfiles } from '@meritkit/skills-matrix';
import type { Remedy, RemedyStep } from '@meritkit/workload-planner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptStaffing, applyRemedy } from './accept.ts';
import { type StaffingTeam, staffDemand } from './staff.ts';

const ids = ['p1', 'p2', 'p3', 'p4', 'p5'];
const company = fc
  .record({
    levels: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 5, maxLength: 5 }),
    shares: fc.array(fc.integer({ min: 0, max: 13 }), { minLength: 5, maxLength: 5 }),
    side: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
    effortHours: fc.integer({ min: 1, max: 400 }),
    days: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ levels, shares, side, effortHours, days }) => {
    const period = { start: '2026-11-16', end: '2027-01-25' };
    const team: StaffingTeam = {
      people: ids.map((id) => ({ id, hoursPerDay: 8, focus: 0.8 })),
      allocations: ids.flatMap((personId, index) => [
        { id: `main:${personId}`, personId, share: shares[index]! / 10, core: true, ...period },
        { id: `side:${personId}`, personId, share: side[index]! / 10, core: false, ...period },
      ]),
    };
    const profiles = buildProfiles({
      asOf: '2026-11-15',
      taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
      evidence: ids.map((personId, index) => ({
        id: personId,
        personId,
        kind: 'manager-rating',
        skillId: 'go',
        level: levels[index]!,
        at: '2026-11-01',
      })),
    });
    const deadline = new Date(Date.UTC(2026, 10, 16) + days * 86_400_000).toISOString().slice(0, 10);
    const demand = {
      id: 'd',
      skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }],
      effortHours,
      start: '2026-11-16',
      deadline,
    };
    return { team, profiles, demand };
  });

const stepsOf = (remedy: Remedy): readonly RemedyStep[] => (remedy.kind === 'combine' ? remedy.steps : [remedy]);
const isAmongThePeopleHere = ({ kind }: RemedyStep) => kind === 'defer' || kind === 'cut' || kind === 'move';

describe('laws of staffing', () => {
  it('a remedy that says it is enough is enough, and what is accepted is what was asked', () => {
    fc.assert(
      fc.property(company, ({ team, profiles, demand }) => {
        const proposal = staffDemand({ team, profiles, demand });
        let [last, current] = [proposal, team];
        const remedy = proposal.remedies.find((item) => item.closes && stepsOf(item).every(isAmongThePeopleHere));
        if (remedy !== undefined) {
          const applied = applyRemedy({ team, remedy, proposal, profiles });
          if (!applied.ok) throw new Error(applied.rejection.code);
          expect(applied.proposal.admission.ok).toBe(true);
          [last, current] = [applied.proposal, applied.team];
        }
        const accepted = acceptStaffing({ team: current, proposal: last });
        expect(accepted.ok).toBe(last.admission.ok);
        if (!accepted.ok) return;
        expect(accepted.added.reduce((sum, item) => sum + (item.hours ?? 0), 0)).toBeCloseTo(demand.effortHours, 4);
        const able = new Set(
          profiles.people
            .filter((person) => person.skills.some((skill) => skill.level >= 3))
            .map((person) => person.personId),
        );
        expect(accepted.added.every((item) => able.has(item.personId))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('settles it among the people here before it looks for others, and never by overtime', () => {
    fc.assert(
      fc.property(company, (input) => {
        const { remedies } = staffDemand(input);
        const harmless = remedies.filter(({ closes, breaks }) => closes && breaks.length === 0);
        const looksForOthers = harmless.map((remedy) => stepsOf(remedy).some(({ kind }) => kind === 'hire'));
        expect(looksForOthers).toEqual([...looksForOthers].sort((one, other) => Number(one) - Number(other)));
        expect(JSON.stringify(remedies)).not.toMatch(/overtime/i);
      }),
      { numRuns: 40 },
    );
  });

  it('asks for the same and gets the same', () => {
    fc.assert(
      fc.property(company, (input) => {
        expect(JSON.stringify(staffDemand(input))).toBe(JSON.stringify(staffDemand(structuredClone(input))));
      }),
      { numRuns: 15 },
    );
  });
});
