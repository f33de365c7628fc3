import { openAudit, planReleases, releaseFavourability, shareText } from '@meritkit/engagement-index';

// Twelve answers from two teams; respondents are random tokens.
const roster = Array.from({ length: 12 }, (_, i) => ({
  respondent: `r${i}`,
  team: i < 6 ? 'backend' : 'mobile',
  level: i % 6 === 0 ? 'junior' : 'senior',
}));
const answers = Object.fromEntries(roster.map((entry, i) => [entry.respondent, [5, 4, 2, 4, 3, 4][i % 6] ?? 3]));

const views = [
  { id: 'company', where: {}, first: true },
  { id: 'backend', where: { team: 'backend' } },
  { id: 'mobile', where: { team: 'mobile' } },
  { id: 'backend seniors', where: { team: 'backend', level: 'senior' } },
];
const opened = openAudit({ survey: 'pulse-2026-11', minimumGroup: 5, roster });
const plan = planReleases({ audit: opened, views, items: [{ id: 'trust' }], seed: 'pulse-2026-11' });
process.stdout.write(
  `published: ${plan.published.join(', ')}; withheld: ${plan.withheld.map((view) => view.id).join(', ')}\n`,
);

let audit = opened;
for (const id of plan.order) {
  const where = views.find((view) => view.id === id)?.where ?? {};
  const released = releaseFavourability({ audit, answers, item: 'trust', invited: 15, where });
  audit = released.audit;
  const line = released.ok ? shareText({ ...released, locale: 'en' }) : released.rejection.code;
  process.stdout.write(`${id}: ${line}\n`);
}
