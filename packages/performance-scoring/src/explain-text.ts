import { type ExplainTextOptions, type Explanation, explainText as explainTerms } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
import { noEvidenceYet } from './scorecard/metric-term.ts';

/** What this package's operations and units are called. */
const words: Readonly<Record<string, LocalizedText>> = {
  'operation:points': { en: 'points for', 'zh-CN': '换算得分' },
  'operation:capped': { en: 'held to the cap', 'zh-CN': '封顶' },
  'operation:capped-not-binding': { en: 'within the cap', 'zh-CN': '未超上限' },
  'operation:guarded': { en: 'held by its guard', 'zh-CN': '受制衡' },
  'operation:guarded-not-binding': { en: 'not held by its guard', 'zh-CN': '未受制衡' },
  'operation:guarded-without-evidence': {
    en: 'held by its guard, on which there is no evidence yet',
    'zh-CN': '制衡指标尚无依据，故受制衡',
  },
  'operation:bounded-sum': { en: 'sum, held to the cap', 'zh-CN': '求和封顶' },
  'operation:bounded-sum-not-binding': { en: 'sum, within the cap', 'zh-CN': '求和，未超上限' },
  'operation:net-value': { en: 'net of what would have come anyway, attributed', 'zh-CN': '扣除自然发生并按归因' },
  'operation:decimal-sum': { en: 'sum of', 'zh-CN': '合计' },
  'operation:pay-increase': { en: 'salary times the mean of the percentages', 'zh-CN': '薪资乘以平均比例' },
  'reason:no-baseline': { en: 'nothing to compare with yet', 'zh-CN': '尚无可比的基线' },
  'reason:too-few-peers': { en: 'too few peers to compare with', 'zh-CN': '可比的同组人数太少' },
  'reason:no-raters': { en: 'nobody answered', 'zh-CN': '无人作答' },
  'reason:too-few-raters': { en: 'too few people answered', 'zh-CN': '作答人数太少' },
  'reason:no-facts': { en: 'no facts', 'zh-CN': '没有相关记录' },
  'reason:nothing-to-share': { en: 'nothing to take a share of', 'zh-CN': '没有可计算比例的总量' },
  'reason:not-recorded': { en: 'nobody records it', 'zh-CN': '无人登记' },
  'reason:typical-is-zero': { en: 'what is typical is zero', 'zh-CN': '典型值为零' },
  'reason:peers-all-equal': { en: 'all peers are equal', 'zh-CN': '同组数值全部相同' },
  'unit:points': { en: 'points', 'zh-CN': '分' },
  'unit:users': { en: 'users', 'zh-CN': '用户' },
};

/**
 * An explanation as a sentence, or one sentence per level: what the value is made of, by which weights, and what is
 * missing. Core's `explainText` with this package's words. Of a bound (`guarded`, `capped`, `bounded-sum`) it says whether
 * it bound: `labels` name the two as `operation:capped` and `operation:capped-not-binding`.
 *
 * @example
 * ```ts
 * import { explainText, scoreScorecard } from '@meritkit/performance-scoring';
 *
 * const metrics = [{ id: 'speed', weight: 1, normaliser: { kind: 'linear' as const, start: 0, target: 50 } }];
 * const result = scoreScorecard({ scorecard: { id: 's', metrics }, evidence: [{ metricId: 'speed', value: 40 }] });
 * if (result.ok) explainText(result.explanation, { locale: 'en', depth: 2 }); // '80 = speed 80 points × 100%. speed 80 points = points for (speed 40).'
 * ```
 */
export function explainText(explanation: Explanation, options: string | ExplainTextOptions): string {
  const settings = typeof options === 'string' ? { locale: options } : options;
  const labels = { ...statedReasons(explanation), ...words, ...settings.labels };
  return explainTerms(asItTurnedOut(explanation), { ...settings, labels });
}

/** What each bound would have given had it not bound: the points themselves, or the whole sum. */
const unbound: Readonly<Record<string, (values: readonly number[]) => number>> = {
  capped: ([points = 0]) => points,
  guarded: ([points = 0]) => points,
  'bounded-sum': (values) => values.reduce((total, value) => total + value, 0),
};

/** A copy for reading: the operation of a bound is named by what it did, and a guard's want of evidence is part of that. */
function asItTurnedOut(term: Explanation): Explanation {
  if (term.children === undefined) return term;
  const children = term.children.map(asItTurnedOut);
  const { operation } = term;
  const whole = Object.hasOwn(unbound, operation.name) ? unbound[operation.name] : undefined;
  if (whole === undefined || term.value === null) return { ...term, children };
  if (term.value === whole(children.map(({ value }) => Number(value)))) {
    return { ...term, operation: { ...operation, name: `${operation.name}-not-binding` }, children };
  }
  const known = children.filter(({ value }) => value !== null);
  if (known.length === children.length) return { ...term, children };
  return { ...term, operation: { ...operation, name: `${operation.name}-without-evidence` }, children: known };
}

/** That nothing was supplied is what the sentence says already. */
const saysNothingMore = new Set([noEvidenceYet, 'nothing-known', 'not-measured-yet']);

/** Reasons that somebody stated for a metric are told as they were written. */
function statedReasons(explanation: Explanation): Record<string, LocalizedText> {
  const reason = explanation.unknown?.reason;
  const own = reason === undefined || saysNothingMore.has(reason) ? {} : { [`reason:${reason}`]: reason };
  return Object.assign(own, ...(explanation.children ?? []).map(statedReasons));
}
