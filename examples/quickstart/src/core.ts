import { allocate } from '@meritkit/core/decimal';
import { explain, explainText, given } from '@meritkit/core/explanation';
import { managerChain, replayChanges, viewOrganisation } from '@meritkit/core/organisation';

// A number with its reasons: what is missing is left out, not counted as zero.
const score = explain({
  key: 'score',
  operation: { name: 'weighted-mean', version: 1 },
  children: [
    given({ key: 'project', value: 90, weight: 0.4 }),
    given({ key: 'innovation', value: 80, weight: 0.3 }),
    given({ key: 'collaboration', value: null, weight: 0.3, unknown: { reason: 'no-evidence' } }),
  ],
});
process.stdout.write(`${explainText(score, 'en')}\n`);
process.stdout.write(
  `${explainText(score, { locale: 'zh-CN', labels: { project: '项目贡献', innovation: '创新', collaboration: '协作' } })}\n`,
);

// A bonus that adds up to the cent.
process.stdout.write(`${allocate({ total: '1000.00', weights: [3, 3, 1], decimals: 2 }).join(' + ')}\n`);

// Who leads whom, on any day.
const replayed = replayChanges({
  changes: [
    { kind: 'person-joins', effective: '2026-01-01', personId: 'zhou', name: 'Zhou' },
    { kind: 'person-joins', effective: '2026-01-01', personId: 'lin', name: 'Lin' },
    { kind: 'manager-changes', effective: '2026-07-01', personId: 'lin', managerId: 'zhou' },
  ],
});
for (const asOf of ['2026-06-30', '2026-07-01']) {
  if (!replayed.ok) break;
  const chain = managerChain({
    view: viewOrganisation({ organisation: replayed.organisation, asOf }),
    personId: 'lin',
  });
  process.stdout.write(`${asOf}: lin reports to ${chain[0] ?? 'nobody'}\n`);
}
