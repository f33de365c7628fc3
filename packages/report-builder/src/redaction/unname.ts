import type { LocalizedText } from '@meritkit/core/locale';
import type { ReportDocument } from '../document/document.ts';
import { type Mapping, mapBlock, mapMetric, mapRelation, mapText } from '../document/map.ts';
import type { Parameter } from '../document/text.ts';
import { createUnnamer, type HiddenPerson, placeholders, type Unnamer } from './names.ts';

/** Words by which this package's own sentences choose a clause: never a name. */
const selectors = new Set(['none', 'yes', 'no', 'title', 'next']);

/** A document in which nobody of these is named: not in a text of any locale, not in an id, not in a source. */
export function withoutNames(document: ReportDocument, hidden: readonly HiddenPerson[]): ReportDocument {
  if (hidden.length === 0) return document;
  const unnamer = createUnnamer(document, hidden);
  const map = mappingOf(document, unnamer);
  const { people: known = [], ...rest } = document;
  const people = known.filter((person) => !unnamer.isHidden(person));
  const unnamed: ReportDocument = {
    ...rest,
    title: mapText(document.title, map),
    metrics: document.metrics.map((metric) => mapMetric(metric, map)),
    relations: document.relations.map((relation) => mapRelation(relation, map)),
    blocks: document.blocks.map((block) => mapBlock(block, map)),
    ...(people.length === 0 ? {} : { people }),
    unnamed: true,
  };
  return unnamer.hasFound() ? unnamed : document;
}

function mappingOf(document: ReportDocument, unnamer: Unnamer): Mapping {
  const inLocale = (text: string, chinese: boolean) => unnamer.replace(text, placeholders[chinese ? 'zh-CN' : 'en']);
  const plain = (text: string) => inLocale(text, /\p{Script=Han}/u.test(text));
  const words = (text: LocalizedText): LocalizedText => {
    if (typeof text !== 'string') {
      const texts = Object.entries(text).map(([locale, each]) => [locale, inLocale(each, /^zh\b/.test(locale))]);
      return Object.fromEntries(texts);
    }
    const person = unnamer.whole(text);
    return person === null ? plain(text) : { en: placeholders.en(person), 'zh-CN': placeholders['zh-CN'](person) };
  };
  const parameter = (value: Parameter): Parameter => {
    if (typeof value === 'object') return 'text' in value ? { text: words(value.text) } : value;
    const changed = selectors.has(value) ? value : words(value);
    return changed === value ? value : { text: changed };
  };
  const id = idsOf(document, unnamer);
  /** An address cannot be rewritten: one that names somebody leaves. */
  const url = (address: string) => {
    const readable = decoded(address);
    return unnamer.replace(readable, () => '') === readable ? address : undefined;
  };
  const source: Mapping['source'] = ({ url: address, ...rest }) => {
    const open = address === undefined ? undefined : url(address);
    return {
      ...rest,
      ref: id(rest.ref),
      ...(rest.factId === undefined ? {} : { factId: id(rest.factId) }),
      ...(open === undefined ? {} : { url: open }),
    };
  };
  return { id, inner: id, key: id, words, plain, parameter, source, url };
}

/** Ids keep their shape, and two stay two: `load.lin.2026-W47` becomes `load.person-1.2026-W47`, never an id that was there. */
function idsOf(document: ReportDocument, unnamer: Unnamer): (id: string) => string {
  let word = 'person';
  for (const all = JSON.stringify(document); all.includes(`${word}-`); ) word += '-x';
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return (id) => {
    const known = given.get(id);
    if (known !== undefined) return known;
    const plain = unnamer.replace(id, (person) => `${word}-${person}`);
    let free = plain;
    for (let time = 2; taken.has(free); time += 1) free = `${plain}~${time}`;
    taken.add(free);
    given.set(id, free);
    return free;
  };
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
