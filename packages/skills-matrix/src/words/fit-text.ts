import { formatMessage, type LocalizedText, pickText } from '@meritkit/core/locale';
import type { Reminder } from '../growth/reminders.ts';
import type { Candidate, Contribution } from '../matching/candidate.ts';
import { skillsCatalogue } from '../messages.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Taxonomy } from '../taxonomy/model.ts';

/**
 * A candidate's fit as a sentence: what covers the demand with its share, and what there is no evidence for.
 *
 * @example
 * ```ts
 * import { buildProfiles, describeFit, rankCandidates } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy,
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * const [candidate] = rankCandidates({ profiles, demand: { skills: [{ skillId: 'go', atLeast: 3, weight: 1 }] } });
 * candidate && describeFit({ candidate, taxonomy, locale: 'en' }); // 'lin covers 100% of the demand: Go 4 of 3 (100%).'
 * ```
 */
export function describeFit(options: {
  readonly candidate: Candidate;
  readonly taxonomy: Taxonomy;
  readonly locale: string;
  /** The person's name; default their id. */
  readonly person?: string;
}): string {
  const { candidate, taxonomy, locale } = options;
  const { byId } = checkTaxonomy({ taxonomy });
  const nameOf = (key: string): string => pickText(byId.get(key)?.name ?? key, locale);
  const isChinese = locale.startsWith('zh');
  const [colon, comma, stop, listComma] = isChinese ? ['：', '；', '。', '、'] : [': ', '; ', '.', ', '];
  const parameters = { person: options.person ?? candidate.personId, fit: candidate.fit };
  const head = formatMessage({
    catalogue: skillsCatalogue,
    key: candidate.eligible ? 'fit.head' : 'fit.not-eligible',
    parameters,
    locale,
  });
  const known = candidate.contributions
    .filter((item) => item.credit !== null)
    .map((item) => partOf(item, nameOf, locale));
  const unknown = candidate.contributions
    .filter((item) => item.credit === null)
    .map((item) => keyName(item, nameOf, locale));
  const sentence = known.length === 0 ? `${head}${stop}` : `${head}${colon}${known.join(comma)}${stop}`;
  if (unknown.length === 0) return sentence;
  const missing = formatMessage({
    catalogue: skillsCatalogue,
    key: 'fit.missing',
    parameters: { names: unknown.join(listComma) },
    locale,
  });
  return isChinese ? `${sentence}${missing}` : `${sentence} ${missing}`;
}

function keyName(item: Contribution, nameOf: (key: string) => string, locale: string): string {
  return item.kind === 'availability'
    ? formatMessage({ catalogue: skillsCatalogue, key: 'term.availability', locale })
    : nameOf(item.key);
}

function partOf(item: Contribution, nameOf: (key: string) => string, locale: string): string {
  const { share, have, asked, credit, through } = item;
  const name = nameOf(item.key);
  if (through !== null) {
    const parameters = { name, neighbour: nameOf(through.skillId), credit, share };
    return formatMessage({ catalogue: skillsCatalogue, key: 'fit.through', parameters, locale });
  }
  const key = item.kind === 'skill' ? 'fit.skill' : item.kind === 'experience' ? 'fit.months' : 'fit.availability';
  return formatMessage({ catalogue: skillsCatalogue, key, parameters: { name, have, asked, share }, locale });
}

/**
 * A reminder as a sentence. Ids of courses, steps, skills and certificates are told by their `names`, where given.
 *
 * @example
 * ```ts
 * import { describeReminder } from '@meritkit/skills-matrix';
 *
 * const head = { key: 'k', personId: 'lin' };
 * describeReminder({
 *   reminder: { kind: 'certificate-expires', ...head, name: 'CKA', on: '2026-12-01', inDays: 9 }, locale: 'en',
 * }); // 'CKA expires on 2026-12-01, in 9 days.'
 * describeReminder({
 *   reminder: { kind: 'training-due', ...head, courseId: 'go-101', on: '2026-12-01', inDays: 9 }, locale: 'en',
 *   names: { 'go-101': { en: 'Go for services', 'zh-CN': 'Go 服务开发' } },
 * }); // 'Go for services is due on 2026-12-01.'
 * ```
 */
export function describeReminder(options: {
  readonly reminder: Reminder;
  readonly locale: string;
  /** Names by id; what has none is told by its id. */
  readonly names?: Readonly<Record<string, LocalizedText>>;
}): string {
  const { reminder, locale, names = {} } = options;
  const { kind, key: _, personId: __, ...given } = reminder;
  const named = ['name', 'courseId', 'stepId', 'next'];
  const parameters = Object.fromEntries(
    Object.entries(given).map(([field, value]) => {
      const name = named.includes(field) && Object.hasOwn(names, value) ? names[value] : undefined;
      return [field, name === undefined ? value : pickText(name, locale)];
    }),
  );
  return formatMessage({ catalogue: skillsCatalogue, key: `reminder.${kind}`, parameters, locale });
}
