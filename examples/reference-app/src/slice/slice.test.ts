import { readFileSync } from 'node:fs';
import { recompute } from '@meritkit/core/explanation';
import { scoringOperations } from '@meritkit/performance-scoring';
import { parseReportDocument } from '@meritkit/report-builder';
import { renderHtml } from '@meritkit/report-builder/html';
import { skillsOperations } from '@meritkit/skills-matrix';
import { withSkills } from '@meritkit/workflows/staff-demand';
import { levelLoad } from '@meritkit/workload-planner';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { writeFixtures } from '../../testing/fixtures.ts';
import { readRealInput } from '../input/read.ts';
import { resultJson } from './result.ts';
import { buildSlice, dayOf } from './slice.ts';
import { valueReport } from './value-report.ts';

const fixtures = writeFixtures('slice');
const input = readRealInput({ gitLog: fixtures.gitLog, repo: undefined, jira: fixtures.jira });
const asOf = dayOf(input, undefined);
const slice = buildSlice({ input, asOf });

describe('the slice', () => {
  it('reads every record of both tools', () => {
    expect(input.records.commits).toBe(120);
    expect(input.facts).toHaveLength(120);
    expect(input.leftOut).toEqual([]);
    expect(input.authors.map((author) => author.email)).toContain('ada@example.com');
  });

  it('has the lead time of every resolved issue', () => {
    const issues = JSON.parse(readFileSync(`${fixtures.jira}/issues.json`, 'utf8')) as readonly {
      key: string;
      fields: { created: string; resolutiondate: string | null };
    }[];
    const instant = (text: string) => Date.parse(text.replace('+0800', '+08:00'));
    const expected = issues
      .filter((issue) => issue.fields.resolutiondate !== null)
      .map((issue) => [
        issue.key,
        Math.floor((instant(issue.fields.resolutiondate ?? '') - instant(issue.fields.created)) / 60_000),
      ]);
    expect(input.issues.resolved.map((issue) => [issue.key, issue.leadTimeMinutes]).sort()).toEqual(expected.sort());
    expect(input.issues.open).toBe(issues.length - expected.length);
  });

  it('shows the planted overload: the commerce group at 120% in every week it is all there', () => {
    const load = levelLoad({ team: withSkills(slice.company.team, slice.company.profiles), by: 'week' });
    const commerce = load.teams.filter((row) => row.group === 'commerce' && row.capacityHours > 0);
    expect(commerce.length).toBeGreaterThan(0);
    for (const row of commerce) expect(row.load).toBeCloseTo(1.2, 6);
    for (const row of load.teams.filter((item) => item.group !== 'commerce')) expect(row.load ?? 0).toBeLessThan(1);
  });

  it('gives every number a tree that recomputes to it', () => {
    for (const candidate of slice.proposal.shortlist) {
      expect(recompute({ explanation: candidate.explanation, operations: skillsOperations })).toBe(candidate.fit);
    }
    for (const review of slice.reviews) {
      if (review.ok)
        expect(recompute({ explanation: review.explanation, operations: scoringOperations })).toBe(review.value);
    }
    expect(slice.reviews.filter((review) => review.ok).length).toBeGreaterThan(0);
  });

  it('scores 40/30/30 from what there is', () => {
    const full = slice.reviews.find((review) => review.ok && review.missing.length === 0);
    if (full?.ok !== true) throw new Error('nobody has a full review');
    const [project, innovation, collaboration] = full.explanation.children?.map((child) => Number(child.value)) ?? [];
    expect(full.value).toBeCloseTo(0.4 * project! + 0.3 * innovation! + 0.3 * collaboration!, 9);
  });

  it('is the same bytes again, and a valid document in both languages', () => {
    const again = buildSlice({
      input: readRealInput({ gitLog: fixtures.gitLog, repo: undefined, jira: fixtures.jira }),
      asOf,
    });
    expect(resultJson(again, valueReport(again))).toBe(resultJson(slice, valueReport(slice)));
    const report = valueReport(slice);
    expect(parseReportDocument(JSON.parse(JSON.stringify(report)))).toEqual(report);
    const chinese = renderHtml(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
    expect(chinese).toContain('支付成功率 95% → 99.9%');
    expect(chinese).toContain('1,000,000');
    expect(renderHtml(report, { locale: 'en', timeZone: 'UTC' })).toContain('100,000 users kept');
  });
});

describe.runIf(hasShared)('the slice on a real log and a real export', () => {
  it("has the outside expectation's lead time for every resolved issue", () => {
    const real = readRealInput({
      gitLog: sharedPath('data/fixtures/git/go-gitlab_numstat_300.txt'),
      repo: undefined,
      jira: sharedPath('data/fixtures/jira'),
    });
    const rows = readFileSync(sharedPath('data/fixtures/jira/ORACLE_issues.csv'), 'utf8');
    for (const { key, leadTimeMinutes } of real.issues.resolved)
      expect(rows).toMatch(new RegExp(`,${key},[\\s\\S]*?,${leadTimeMinutes},`));
    expect(real.issues.resolved).toHaveLength(30);
    expect(real.records.commits).toBe(300);
  });
});
