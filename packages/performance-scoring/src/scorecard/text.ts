import { roundNumber } from '@meritkit/core/decimal';
import type { Explanation } from '@meritkit/core/explanation';
import { pickText } from '@meritkit/core/locale';

/** One sentence or two that say where a number comes from. */
export function explainText(explanation: Explanation, locale: string): string {
  const chinese = locale.split('-')[0] === 'zh';
  const children = explanation.children ?? [];
  const weightOf = (term: Explanation) => term.weight ?? 1;
  const known = children.filter((term) => term.value !== null);
  const total = children.reduce((sum, term) => sum + weightOf(term), 0);
  const knownTotal = known.reduce((sum, term) => sum + weightOf(term), 0);
  const mean = explanation.operation.name === 'weighted-mean';
  const parts = known.map((term) => {
    const words = `${nameOf(term, locale)} ${shown(term.value)}`;
    return mean ? `${words} × ${percent(weightOf(term) / knownTotal)}` : words;
  });
  const sentence = `${shown(explanation.value)} = ${parts.join(' + ')}`;
  const missing = children.filter((term) => term.value === null);
  if (missing.length === 0) return chinese ? `${sentence}。` : `${sentence}.`;
  const names = missing.map((term) => {
    const share = percent(weightOf(term) / total);
    return chinese ? `${nameOf(term, locale)}（${share}）` : `${nameOf(term, locale)} (${share})`;
  });
  return chinese
    ? `${sentence}。${names.join('、')}暂无依据：不参与计算，也不按零分计。`
    : `${sentence}. No evidence yet for ${names.join(', ')}: left out, not counted as zero.`;
}

function nameOf(term: Explanation, locale: string): string {
  return term.label === undefined ? term.key : pickText(term.label, locale);
}

function shown(value: number | string | null): string {
  return typeof value === 'number' ? String(roundNumber({ value, decimals: 1, mode: 'half-up' })) : String(value);
}

function percent(share: number): string {
  return `${roundNumber({ value: share * 100, decimals: 1, mode: 'half-up' })}%`;
}
