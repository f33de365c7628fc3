import { buildProfiles, describeFit, findSkills, rankCandidates, softwareTaxonomy } from '@meritkit/skills-matrix';

// Words become skills by name or synonym, in English or Chinese.
const distributed = findSkills({ taxonomy: softwareTaxonomy, text: '分布式架构' })[0]!.id;

const profiles = buildProfiles({
  asOf: '2026-11-22',
  taxonomy: softwareTaxonomy,
  evidence: [
    { id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: distributed, level: 4, at: '2026-09-30' },
    { id: 'e2', personId: 'lin', kind: 'project', tags: ['e-commerce promotion'], months: 6, at: '2026-06-30' },
    { id: 'e3', personId: 'zhao', kind: 'manager-rating', skillId: distributed, level: 2, at: '2026-09-30' },
    { id: 'e4', personId: 'wang', kind: 'assessment', skillId: 'microservices', level: 5, at: '2026-10-15' },
  ],
});

const shortlist = rankCandidates({
  profiles,
  shortlist: 1,
  demand: {
    skills: [{ skillId: distributed, atLeast: 3, weight: 7, must: true }],
    experience: [{ tag: 'e-commerce promotion', weight: 3 }],
  },
});

for (const candidate of shortlist) {
  console.log(describeFit({ candidate, taxonomy: softwareTaxonomy, locale: 'en' }));
  console.log(describeFit({ candidate, taxonomy: softwareTaxonomy, locale: 'zh-CN' }));
  const steps = candidate.lift?.steps.map((step) => `${step.key} to ${step.to ?? 'any project'}`) ?? [];
  if (steps.length > 0) console.log(`  would be on the shortlist with ${steps.join(', ')}`);
}
