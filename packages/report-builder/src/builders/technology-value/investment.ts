import type { Draft } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import type { MessageKey } from '../../messages.ts';
import { say } from '../say.ts';
import type { TechnologyValueInput } from './schema.ts';

type Investment = NonNullable<TechnologyValueInput['investment']>;

/** What technology cost and brought in: spend and its share, revenue from innovation, attrition; unknown where not supplied. */
export function addInvestment(draft: Draft, investment: Investment): void {
  const amounts = [
    { id: 'research.spend', field: 'researchSpend', formula: 'research-spend', label: 'value.researchSpend' },
    {
      id: 'innovation.revenue',
      field: 'innovationRevenue',
      formula: 'innovation-revenue',
      label: 'value.innovationRevenue',
    },
    { id: 'revenue', field: 'revenue', formula: 'revenue', label: 'value.revenue' },
  ] as const;
  const sources = investment.sources ?? [];
  for (const { id, field, formula, label } of amounts) {
    const money = investment[field];
    const unit = money?.currency ?? investment.revenue?.currency ?? 'count';
    draft.metric({ id, label: say(label), value: money?.amount ?? null, unit, formula, sources });
  }
  addShare(draft, investment, 'research');
  addShare(draft, investment, 'innovation');
  addAttrition(draft, investment);
  line(draft, 'value.researchSpend', 'research.spend', 'research.share');
  line(draft, 'value.innovationRevenue', 'innovation.revenue', 'innovation.share');
  line(draft, 'value.attrition', 'attrition');
}

function addShare(draft: Draft, investment: Investment, part: 'research' | 'innovation'): void {
  const money = part === 'research' ? investment.researchSpend : investment.innovationRevenue;
  const { revenue } = investment;
  if (money !== undefined && revenue !== undefined && money.currency !== revenue.currency) {
    const path = ['investment', part === 'research' ? 'researchSpend' : 'innovationRevenue', 'currency'];
    throw reportError('report/mixed-currencies', path, `${money.currency} is no share of ${revenue.currency}`);
  }
  draft.derive({
    id: `${part}.share`,
    label: say(part === 'research' ? 'value.researchShare' : 'value.innovationShare'),
    unit: 'percent',
    formula: `${part}-share`,
    operation: 'share',
    of: [part === 'research' ? 'research.spend' : 'innovation.revenue', 'revenue'],
  });
}

function addAttrition(draft: Draft, investment: Investment): void {
  const { leavers, averageHeadcount, sources = [] } = investment;
  const left = leavers === undefined ? null : String(leavers);
  draft.metric({ id: 'leavers', label: say('value.leavers'), value: left, formula: 'leavers', sources });
  const headcount = averageHeadcount ?? null;
  draft.metric({ id: 'headcount', label: say('value.headcount'), value: headcount, formula: 'headcount', sources });
  draft.derive({
    id: 'attrition',
    label: say('value.attrition'),
    formula: 'attrition',
    unit: 'percent',
    operation: 'share',
    of: ['leavers', 'headcount'],
  });
}

function line(draft: Draft, label: MessageKey, value: string, share?: string): void {
  const withShare = share !== undefined && draft.find(share).status.kind === 'known';
  const text = withShare
    ? say('value.lineShare', { label: { key: label }, value: { metric: value }, share: { metric: share } })
    : say('value.line', { label: { key: label }, value: { metric: value } });
  draft.block({ type: 'narrative', text, metric: withShare ? share : value });
}
