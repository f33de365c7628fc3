import { formatMessage, type LocalizedText, type MessageParameters, pickText } from '@meritkit/core/locale';
import { skillsCatalogue } from '../messages.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Taxonomy } from '../taxonomy/model.ts';

type Key = keyof (typeof skillsCatalogue.messages)['en'];

/** What a sentence is told with. */
export interface PhraseOptions {
  readonly taxonomy: Taxonomy;
  readonly locale: string;
  /** Names by id: of people, courses, steps, certificates, tags. What has none is told by its id. */
  readonly names?: Readonly<Record<string, LocalizedText>>;
}

/** Puts words and lists together in one locale. */
export interface Phrasing {
  readonly say: (key: Key, parameters?: MessageParameters) => string;
  readonly nameOf: (id: string) => string;
  readonly skillOf: (id: string) => string;
  /** `Lin, Zhao` or `林、赵`. */
  readonly list: (items: readonly string[]) => string;
  /** A head with its clauses: `Head: one; two.` */
  readonly clauses: (head: string, parts: readonly string[]) => string;
  /** Whole sentences, one after the other. */
  readonly sentences: (parts: readonly string[]) => string;
}

/** Prepares the words of one locale. */
export function phrasingOf(options: PhraseOptions): Phrasing {
  const { taxonomy, locale, names = {} } = options;
  const { byId } = checkTaxonomy({ taxonomy });
  const isChinese = /^zh\b/.test(locale);
  const [colon, comma, stop, listComma, space] = isChinese
    ? ['：', '；', '。', '、', '']
    : [': ', '; ', '.', ', ', ' '];
  const named = (id: string): LocalizedText | undefined => (Object.hasOwn(names, id) ? names[id] : undefined);
  return {
    say: (key, parameters = {}) => formatMessage({ catalogue: skillsCatalogue, key, parameters, locale }),
    nameOf: (id) => pickText(named(id) ?? id, locale),
    skillOf: (id) => pickText(named(id) ?? byId.get(id)?.name ?? id, locale),
    list: (items) => items.join(listComma),
    clauses: (head, parts) => `${head}${parts.length === 0 ? '' : `${colon}${parts.join(comma)}`}${stop}`,
    sentences: (parts) => parts.join(space),
  };
}
