import { quantifyValue } from '@meritkit/performance-scoring';

const value = quantifyValue({
  effects: [
    {
      id: 'bug',
      title: { en: 'Critical bug fixed', 'zh-CN': '修复严重缺陷' },
      claimedBy: 'lin',
      relation: 'association',
      money: { currency: 'CNY', low: '600000', base: '1000000', high: '1200000' },
      attribution: { low: '0.4', base: '0.5', high: '0.7' },
      assumptions: ['Without the fix the failure would have lasted two hours'],
      sources: [{ system: 'jira', ref: 'BUG-9' }],
      confirmation: { by: 'zhou', role: 'finance', at: '2026-10-02' },
    },
    { id: 'pay', title: 'Payment success', claimedBy: 'lin', relation: 'association', users: { base: '100000' } },
  ],
  simulation: { seed: 1, trials: 10_000, confidence: 0.9 },
});

for (const { unit, low, base, high, interval } of value.totals) console.log({ unit, low, base, high, interval });
for (const { id, state, needs } of value.effects) console.log(id, state, needs ?? '');
