import { explainText, scoreScorecard } from '@meritkit/performance-scoring';
import { buildTechnologyValueReport } from '@meritkit/report-builder';
import { renderMarkdown } from '@meritkit/report-builder/markdown';
import { createLedger } from '@meritkit/rewards-ledger';
import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
import { buildProfiles } from '@meritkit/skills-matrix';
import { levelLoad } from '@meritkit/workload-planner';
import { planInWorker } from './plan-in-worker.ts';

const output = document.querySelector('#result');
const scored = scoreScorecard({
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
const ledger = createLedger({ store: createMemoryLedgerStore({ tenantId: 'acme' }) });
const at = '2026-11-22T09:00:00+08:00';
await ledger.earn({
  key: 'a',
  personId: 'lin',
  amount: '300',
  at,
  expires: '2027-01-01T00:00:00+08:00',
  reason: 'first place',
});
const balance = await ledger.balance({ personId: 'lin', at });
const report = buildTechnologyValueReport(
  { effects: [] },
  { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
);
const profiles = buildProfiles({
  asOf: '2026-11-22',
  taxonomy: { version: '1', skills: [{ id: 'go', name: { en: 'Go' } }] },
  evidence: [],
});
const load = levelLoad({
  team: { people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }] },
  by: 'week',
  period: { start: '2026-11-16', end: '2026-11-30' },
});

if (output !== null) {
  output.textContent = [
    scored.ok ? explainText(scored.explanation, 'en') : 'no score',
    balance.available,
    renderMarkdown(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }).length > 0 ? 'report' : 'no report',
    typeof profiles,
    String(load.rows.length),
    await planInWorker(),
  ].join(' | ');
}
