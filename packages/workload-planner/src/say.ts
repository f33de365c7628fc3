import { formatMessage, type MessageOverrides, type MessageParameters } from '@meritkit/core/locale';
import { plannerCatalogue } from './messages.ts';

/** The language, and a host's own words. */
export interface WordOptions {
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}

type Key = Extract<keyof (typeof plannerCatalogue)['messages']['en'], string>;

/** A message of the planner's catalogue with its parameters. */
export function say(options: WordOptions, key: Key, parameters: MessageParameters): string {
  const { locale, overrides } = options;
  return formatMessage({
    catalogue: plannerCatalogue,
    key,
    parameters,
    locale,
    ...(overrides === undefined ? {} : { overrides }),
  });
}

/** Skills with their levels, as a list. */
export function skillText(options: WordOptions, skills: readonly (readonly [string, number])[]): string {
  return skills.map(([skill, level]) => `${skill} ${level}`).join(commaOf(options));
}

/** What stands between the members of a list. */
export function commaOf(options: WordOptions): string {
  return isChinese(options) ? '、' : ', ';
}

/** What stands between lists. */
export function semicolonOf(options: WordOptions): string {
  return isChinese(options) ? '；' : '; ';
}

function isChinese(options: WordOptions): boolean {
  return options.locale.startsWith('zh');
}
