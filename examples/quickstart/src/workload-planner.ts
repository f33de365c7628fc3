import { admitDemand, describeAdmission, describeRemedy, suggestRemedies } from '@meritkit/workload-planner';

// Two people, what they are on, and something new: can it be done in time, and what gives if not?
const team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } },
    { id: 'zhao', hoursPerDay: 8, focus: 0.8, skills: { go: 3 } },
  ],
  allocations: [
    { id: 'campaign', personId: 'lin', hoursPerWeek: 38.4, start: '2026-11-16', end: '2026-11-30', core: true },
    { id: 'survey', personId: 'zhao', hoursPerWeek: 8, start: '2026-11-16', end: '2026-11-30', core: false },
  ],
};
const demand = { id: 'promo', effortHours: 60, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-27' };

for (const locale of ['en', 'zh-CN']) {
  console.log(describeAdmission({ admission: admitDemand({ team, demand }), locale }));
  for (const remedy of suggestRemedies({ team, demand })) {
    for (const line of describeRemedy({ remedy, locale })) console.log(`- ${line}`);
  }
}
