import { buildProfiles } from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { acceptStaffing, applyRemedy } from './accept.ts';
import { type StaffingTeam, staffDemand } from './staff.ts';

const profiles = buildProfiles({
  asOf: '2026-11-15',
  taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
  evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-11-01' }],
});
const lin = { id: 'lin', hoursPerDay: 8, focus: 1 };
const team: StaffingTeam = { people: [lin] };
const demand = {
  id: 'promo',
  skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }],
  effortHours: 30,
  start: '2026-11-16',
  deadline: '2026-11-20',
};
const proposal = staffDemand({ profiles, team, demand });

describe('a proposal that is accepted', () => {
  it('twice is booked once', () => {
    const first = acceptStaffing({ team, proposal });
    if (!first.ok) throw new Error(first.rejection.code);
    const second = acceptStaffing({ team: first.team, proposal });
    expect(second).toEqual(first);
    expect(second.ok && second.team.allocations).toHaveLength(1);
  });

  it('is refused where its hours went to other work, its people are away, or have left', () => {
    const outdated = {
      ok: false,
      rejection: { code: 'workflows/plan-outdated', demandId: 'promo', personIds: ['lin'] },
    };
    const other = { id: 'other', personId: 'lin', hours: 20, start: '2026-11-16', end: '2026-11-21', core: true };
    expect(acceptStaffing({ team: { ...team, allocations: [other] }, proposal })).toEqual(outdated);
    const away = { ...lin, absences: [{ start: '2026-11-16', end: '2026-11-19' }] };
    expect(acceptStaffing({ team: { people: [away] }, proposal })).toEqual(outdated);
    expect(acceptStaffing({ team: { people: [] }, proposal })).toEqual(outdated);
    const small = { ...other, hours: 2 };
    expect(acceptStaffing({ team: { ...team, allocations: [small] }, proposal }).ok).toBe(true);
  });
});

describe('a demand whose start has passed', () => {
  it('counts no hour of a day that is gone', () => {
    expect(proposal.admission.ok).toBe(true);
    const late = staffDemand({ profiles, team, demand, asOf: '2026-11-18' });
    expect(late.admission).toMatchObject({ ok: false, rejection: { missingHours: 6, earliestDate: '2026-11-23' } });
    expect(late.remedies.map(({ kind }) => kind)).toContain('hire');
    const gone = staffDemand({ profiles, team, demand, asOf: '2026-11-21' });
    expect(gone.admission).toMatchObject({ ok: false, rejection: { code: 'planner/deadline-passed' } });
    expect(gone.shortlist[0]?.availability).toBe(0);
  });

  it('counts none after a remedy either', () => {
    const survey = {
      id: 'survey',
      personId: 'lin',
      hoursPerWeek: 10,
      start: '2026-11-16',
      end: '2026-11-21',
      core: false,
    };
    const busy = { ...team, allocations: [survey] };
    const late = staffDemand({ profiles, team: busy, demand: { ...demand, effortHours: 24 }, asOf: '2026-11-18' });
    const remedy = late.remedies.find(({ kind }) => kind === 'defer')!;
    const applied = applyRemedy({ team: busy, remedy, proposal: late, profiles });
    if (!applied.ok) throw new Error(applied.rejection.code);
    const { admission, asOf } = applied.proposal;
    expect(asOf).toBe('2026-11-18');
    expect(admission.ok && admission.plan.every(({ firstDay }) => firstDay >= '2026-11-18')).toBe(true);
  });
});
