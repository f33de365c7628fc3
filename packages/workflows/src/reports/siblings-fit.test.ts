import { decimalText, toDecimal } from '@meritkit/core/decimal';
import { openAudit, releaseFavourability } from '@meritkit/engagement-index';
import { quantifyValue, scoreScorecard } from '@meritkit/performance-scoring';
import {
  buildAppraisalReport,
  buildEngagementReport,
  buildLoadReport,
  buildSkillGapsReport,
  buildTechnologyValueReport,
  type ReportDocument,
} from '@meritkit/report-builder';
import { buildProfiles } from '@meritkit/skills-matrix';
import { levelLoad } from '@meritkit/workload-planner';
import { describe, expect, it } from 'vitest';

const frame = { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-30' } };
const text = (value: number) => decimalText(toDecimal(value));
const metricValue = (report: ReportDocument, id: string) => report.metrics.find((metric) => metric.id === id)?.value;

/** report-builder states the shapes it needs and imports no sibling: here their results are handed over as they are. */
describe("the packages' results fit the reports", () => {
  it('a load becomes a load report that shows 120%', () => {
    const load = levelLoad({
      by: 'week',
      team: {
        people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: {} }],
        allocations: [
          { id: 'campaign', personId: 'lin', hoursPerWeek: 38.4, start: '2026-11-16', end: '2026-11-30', core: true },
        ],
      },
    });
    const report = buildLoadReport(
      {
        people: [{ id: 'lin', name: 'Lin' }],
        weeks: [...new Set(load.rows.map((row) => row.period))].map((id) => ({ id })),
        cells: load.rows.map((row) => ({
          personId: row.personId,
          weekId: row.period,
          assignedHours: text(row.allocatedHours),
          capacityHours: text(row.capacityHours),
        })),
      },
      frame,
    );
    expect(
      report.metrics.filter((metric) => metric.unit === 'percent').map((metric) => Number(metric.value)),
    ).toContain(120);
  });

  it('a score becomes an appraisal with the same digits and its unknown term', () => {
    const metrics = [
      { id: 'project', weight: 40 },
      { id: 'innovation', weight: 30 },
      { id: 'collaboration', weight: 30 },
    ];
    const evidence = [
      { metricId: 'project', value: 90 },
      { metricId: 'innovation', value: 80 },
    ];
    const score = scoreScorecard({ scorecard: { id: 'engineer', minimumCoverage: 0.6, metrics }, evidence });
    if (!score.ok) throw new Error('no score');
    const terms = metrics.map(({ id, weight }) => {
      const found = score.explanation.children?.find((child) => child.key === id)?.value ?? null;
      return {
        id,
        title: id,
        weight: String(weight),
        value: found === null ? null : text(Number(found)),
        ...(found === null ? { unknown: 'not-supplied' } : {}),
      };
    });
    const report = buildAppraisalReport({ people: [{ id: 'lin', name: 'Lin', terms }] }, frame);
    const scores = report.metrics
      .filter((metric) => metric.unit === 'score' && metric.value !== null)
      .map((metric) => Number(metric.value));
    expect(scores.some((value) => Math.abs(value - score.value) < 1e-9)).toBe(true);
    expect(report.metrics.some((metric) => metric.status.kind === 'unknown')).toBe(true);
  });

  it('value that was counted becomes confirmed effects', () => {
    const own = { id: 'own', title: 'Own word', claimedBy: 'lin', relation: 'association' } as const;
    const { effects } = quantifyValue({
      effects: [
        {
          ...own,
          money: { currency: 'CNY', base: '7' },
          sources: [{ system: 'jira', ref: 'BUG-8' }],
          confirmation: { by: 'lin', role: 'finance', at: '2026-10-02' },
        },
        {
          id: 'bug',
          title: 'Critical bug fixed',
          claimedBy: 'lin',
          relation: 'association',
          money: { currency: 'CNY', base: '1000000' },
          sources: [{ system: 'jira', ref: 'BUG-9' }],
          confirmation: { by: 'zhou', role: 'finance', at: '2026-10-02' },
        },
      ],
    });
    const report = buildTechnologyValueReport(
      {
        effects: effects.map(({ id, title, base, unit, state, confirmedBy, sources }) => ({
          id,
          title,
          lossAvoided: { amount: base, currency: unit },
          // Confirmed is not enough: by oneself, or of an outcome shared out twice, it is not counted.
          ...(state === 'counted' && confirmedBy !== undefined ? { confirmedBy } : {}),
          sources,
        })),
      },
      frame,
    );
    expect(Number(metricValue(report, 'effect.bug.loss'))).toBe(1_000_000);
    expect(Number(metricValue(report, 'loss.total.CNY'))).toBe(1_000_000);
  });

  it('profiles become a skill report with the gap', () => {
    const profiles = buildProfiles({
      asOf: frame.asOf,
      taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
      evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-11-01' }],
    });
    const report = buildSkillGapsReport(
      {
        skills: [{ id: 'go', title: 'Go' }],
        people: profiles.people.map((person) => ({
          id: person.personId,
          name: person.personId,
          skills: Object.fromEntries(person.skills.map((skill) => [skill.skillId, skill.level])),
        })),
        demand: [{ skillId: 'go', atLeast: 3, people: 3 }],
      },
      frame,
    );
    expect(report.metrics.filter((metric) => metric.value === '2')).not.toHaveLength(0);
  });

  it('a release and a refusal become a cell and a suppressed cell', () => {
    const roster = [1, 2, 3, 4, 5, 6].map((index) => ({
      respondent: `r${index}`,
      team: 'backend',
      level: index < 6 ? 'senior' : 'junior',
    }));
    const answers = { r1: 5, r2: 4, r3: 4, r4: 2, r5: 4, r6: 5 };
    const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
    const shown = releaseFavourability({ audit, answers, item: 'trust', invited: 8, where: { team: 'backend' } });
    const refused = releaseFavourability({
      audit: shown.audit,
      answers,
      item: 'trust',
      invited: 6,
      where: { team: 'backend', level: 'senior' },
    });
    if (!shown.ok || refused.ok) throw new Error('the first is shown and the second refused');
    const report = buildEngagementReport(
      {
        certificate: {
          id: 'c1',
          survey: 'pulse',
          minimumGroup: 5,
          answered: shown.answered,
          invited: 8,
          method: 'audited',
        },
        items: [{ id: 'trust', title: 'Trust' }],
        groups: [
          { id: 'backend', title: 'Backend' },
          { id: 'senior', title: 'Backend, senior' },
        ],
        cells: [
          { itemId: 'trust', groupId: 'backend', favourable: text(shown.favourable * 100), answered: shown.answered },
          { itemId: 'trust', groupId: 'senior', favourable: null, suppressed: 'would-isolate' },
        ],
        issues: [],
      },
      frame,
    );
    expect(report.metrics.some((metric) => metric.status.kind === 'suppressed')).toBe(true);
    expect(refused.rejection.code).toBe('engagement/would-isolate');
  });
});
