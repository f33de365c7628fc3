import assert from 'node:assert/strict';

/** The first calls a newcomer makes, with the numbers they were promised. */
export async function checkCalls({ skills, scoring, planner, ledger, ledgerMemory }) {
  const profiles = skills.buildProfiles({
    asOf: '2026-11-22',
    taxonomy: { version: '1', skills: [{ id: 'go', name: { en: 'Go' } }] },
    evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
  });
  const [best] = skills.rankCandidates({
    profiles,
    demand: { skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }] },
  });
  assert.equal(best.personId, 'lin');

  const scored = scoring.scoreScorecard({
    scorecard: {
      id: 'engineer',
      minimumCoverage: 0.6,
      metrics: [
        { id: 'project', weight: 0.4 },
        { id: 'innovation', weight: 0.3 },
        { id: 'collaboration', weight: 0.3 },
      ],
    },
    evidence: [
      { metricId: 'project', value: 90, source: { system: 'jira', ref: 'PAY-118' } },
      { metricId: 'innovation', value: 80, source: { system: 'review', ref: 'r-12' } },
    ],
  });
  assert.ok(Math.abs(scored.value - 600 / 7) < 1e-9);

  const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }], allocations: [] };
  const demand = { id: 'promo', effortHours: 60, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-27' };
  assert.equal(planner.admitDemand({ team, demand }).ok, true);

  const points = ledger.createLedger({ store: ledgerMemory.createMemoryLedgerStore({ tenantId: 'acme' }) });
  const earn = {
    key: 'a',
    personId: 'lin',
    amount: '300',
    at: '2026-11-22T09:00:00+08:00',
    expires: '2027-01-01T00:00:00+08:00',
    reason: 'first place',
  };
  await points.earn(earn);
  await points.earn(earn);
  assert.equal((await points.balance({ personId: 'lin', at: '2026-12-01T00:00:00+08:00' })).available, '300');
}
