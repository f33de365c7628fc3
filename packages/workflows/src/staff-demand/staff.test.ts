import { buildProfiles } from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { acceptStaffing, applyRemedy } from './accept.ts';
import { parseStaffingDemand } from './schema.ts';
import { type StaffingTeam, staffDemand } from './staff.ts';

const profiles = buildProfiles({
  asOf: '2026-11-15',
  taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
  evidence: [
    { id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-11-01' },
    { id: 'e2', personId: 'zhao', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-11-01' },
    { id: 'e3', personId: 'wu', kind: 'manager-rating', skillId: 'go', level: 1, at: '2026-11-01' },
  ],
});
const person = { hoursPerDay: 8, focus: 0.8 };
const team: StaffingTeam = {
  people: [
    { id: 'lin', ...person },
    { id: 'zhao', ...person },
    { id: 'wu', ...person },
  ],
  allocations: [
    { id: 'campaign', personId: 'lin', hoursPerWeek: 38.4, start: '2026-11-16', end: '2026-11-30', core: true },
    { id: 'survey', personId: 'zhao', hoursPerWeek: 8, start: '2026-11-16', end: '2026-11-30', core: false },
  ],
};
const demand = parseStaffingDemand({
  id: 'promo',
  skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }],
  effortHours: 60,
  start: '2026-11-16',
  deadline: '2026-11-27',
});

describe('staffDemand', () => {
  const proposal = staffDemand({ profiles, team, demand });

  it('ranks by skill and free time, and leaves out nobody without saying why', () => {
    expect(proposal.shortlist.map((candidate) => candidate.personId)).toEqual(['zhao', 'lin', 'wu']);
    expect(proposal.shortlist[0]?.availability).toBeCloseTo(0.75, 9);
    expect(proposal.shortlist[2]).toMatchObject({ eligible: false, missing: [{ skillId: 'go' }] });
  });

  it('says no with the hours, the bottleneck and a date', () => {
    expect(proposal.admission).toMatchObject({
      ok: false,
      rejection: {
        code: 'planner/not-enough-hours',
        missingHours: 12,
        earliestDate: '2026-11-30',
        bottleneck: { skill: 'go' },
      },
    });
  });

  it('fits after the first remedy that closes the gap, and can then be accepted', () => {
    const remedy = proposal.remedies.find((item) => item.closes);
    expect(remedy).toMatchObject({ kind: 'defer', itemId: 'survey' });
    const applied = applyRemedy({ team, remedy: remedy!, proposal, profiles });
    expect(applied.ok && applied.proposal.admission.ok).toBe(true);
    if (!applied.ok) return;
    const accepted = acceptStaffing({ team: applied.team, proposal: applied.proposal });
    expect(accepted.ok && accepted.added.reduce((sum, item) => sum + (item.hours ?? 0), 0)).toBeCloseTo(60, 6);
    const again = accepted.ok
      ? staffDemand({ profiles, team: accepted.team, demand: { ...demand, id: 'second' } })
      : undefined;
    expect(again?.admission.ok).toBe(false);
  });

  it('moves only what lies in the demand’s days, and doubles no hour', () => {
    const { hoursPerWeek: _rate, ...survey } = team.allocations![1]!;
    const long = { ...survey, start: '2026-11-02', end: '2026-12-14', hours: 36 };
    const busy = { ...team, allocations: [team.allocations![0]!, long] };
    const seen = staffDemand({ profiles, team: busy, demand });
    const remedy = seen.remedies.find(({ kind }) => kind === 'defer')!;
    const applied = applyRemedy({ team: busy, remedy, proposal: seen, profiles });
    expect(applied.ok && applied.team.allocations?.slice(1)).toEqual([
      { ...long, end: '2026-11-16', hours: 12 },
      { ...long, id: 'survey#rest', start: '2026-11-30', end: '2026-12-28', hours: 24 },
    ]);
  });

  it('splits a demand: what fits is accepted, and what is left is staffed next', () => {
    const core = { ...team, allocations: team.allocations!.map((one) => ({ ...one, core: true })) };
    const seen = staffDemand({ profiles, team: core, demand });
    const remedy = seen.remedies.find(({ kind }) => kind === 'split')!;
    const applied = applyRemedy({ team: core, remedy, proposal: seen, profiles });
    if (!applied.ok) throw new Error(applied.rejection.code);
    expect(applied.proposal.demand).toEqual({ ...demand, effortHours: 48 });
    const days = { start: '2026-11-28', deadline: '2026-11-30' };
    expect(applied.rest).toEqual({ ...demand, id: 'promo#rest', effortHours: 12, ...days });
    const first = acceptStaffing({ team: applied.team, proposal: applied.proposal });
    const next = first.ok && staffDemand({ profiles, team: first.team, demand: applied.rest! });
    expect(next && acceptStaffing({ team: core, proposal: next }).ok).toBe(true);
  });

  it('carries out neither what needs people first nor what the plan has left behind', () => {
    const core = { ...team, allocations: team.allocations!.map((one) => ({ ...one, core: true })) };
    const seen = staffDemand({ profiles, team: core, demand });
    const hire = seen.remedies.find(({ kind }) => kind === 'hire')!;
    const answerOf = (asked: StaffingTeam, remedy: typeof hire) =>
      applyRemedy({ team: asked, remedy, proposal, profiles });
    expect(answerOf(core, hire)).toEqual({
      ok: false,
      rejection: { code: 'planner/remedy-needs-people', kind: 'hire' },
    });
    const outdated = { ok: false, rejection: { code: 'planner/remedy-outdated', id: 'survey' } };
    expect(answerOf({ people: team.people }, proposal.remedies[0]!)).toEqual(outdated);
  });

  it('leaves the original team as it was', () => {
    expect(team.allocations).toHaveLength(2);
    expect(acceptStaffing({ team, proposal })).toEqual({
      ok: false,
      rejection: { code: 'workflows/not-feasible', demandId: 'promo' },
    });
  });

  it('never proposes overtime', () => {
    expect(JSON.stringify(proposal.remedies)).not.toMatch(/overtime/i);
  });
});

describe('parseStaffingDemand', () => {
  it('names the path of what is wrong', () => {
    expect(() => parseStaffingDemand({ ...demand, skills: [{ skillId: 'go', atLeast: 3, weight: -1 }] })).toThrow(
      /skills\[0\]\.weight/,
    );
    expect(() => parseStaffingDemand({ ...demand, deadline: '2026-11-01' })).toThrow(
      /deadline: 2026-11-01 is before the start/,
    );
    expect(() => parseStaffingDemand({ ...demand, deadline: '2026-02-30' })).toThrow(/deadline/);
  });
});
