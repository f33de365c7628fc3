import type { LocalizedText } from '@meritkit/core/locale';
import type { KnownPerson, ReportDocument } from '../document/document.ts';
import { redactionChinese, redactionEnglish } from '../messages/redaction.ts';
import { cleanText } from '../words/text.ts';
import { type IsWhole, spacedWord, wholeWordsIn } from './whole-word.ts';

/** Somebody who may not be named, with everything that names them: names may have one version per locale. */
export interface HiddenPerson {
  readonly id?: string;
  readonly names: readonly LocalizedText[];
}

/** A name or id, and what stands in its place; null for somebody who may be named. */
interface Form {
  readonly pattern: RegExp;
  readonly person: number | null;
}

/** Takes names out of texts. */
export interface Unnamer {
  /** Replaces every hidden name and id that is a word of its own; the same text where there is none. */
  readonly replace: (text: string, placeholder: (person: number) => string) => string;
  /** The person that a whole text names. */
  readonly whole: (text: string) => number | null;
  readonly isHidden: (person: KnownPerson) => boolean;
  /** True once a name or id was found. */
  readonly hasFound: () => boolean;
}

/** What stands in a person's place, in the language of the text around it. */
export const placeholders = {
  en: (person: number) => redactionEnglish['redacted.person'].replace('{number}', String(person)),
  'zh-CN': (person: number) => redactionChinese['redacted.person'].replace('{number}', String(person)),
} as const;

/** Everybody the reader may not see named: a text that is an id or name of somebody the document knows means all of them. */
export function hiddenPeople(
  document: ReportDocument,
  stated: readonly (string | HiddenPerson)[],
  everybody: boolean,
): readonly HiddenPerson[] {
  const known = document.people ?? [];
  const named = stated.map((each): HiddenPerson => (typeof each === 'string' ? { names: [each] } : each));
  const texts = new Set(named.flatMap(formsOf));
  const meant = known.filter((person) => everybody || formsOf(person).some((form) => texts.has(form)));
  const alreadyMeant = new Set(meant.flatMap(formsOf));
  const others = named.filter((person) => !formsOf(person).every((form) => alreadyMeant.has(form)));
  return [...meant, ...others];
}

function formsOf(person: HiddenPerson): readonly string[] {
  const names = person.names.flatMap((name) => (typeof name === 'string' ? [name] : Object.values(name)));
  return [...(person.id === undefined ? [] : [person.id]), ...names].map(normal).filter((form) => form !== '');
}

/** As it is shown: without invisible characters, one composed form. */
function normal(text: string): string {
  return cleanText(text).normalize('NFC').trim();
}

/** Prepares the names of some people once, for all texts of a document. */
export function createUnnamer(document: ReportDocument, hidden: readonly HiddenPerson[]): Unnamer {
  const person = new Map<string, number | null>();
  for (const [index, each] of hidden.entries()) {
    for (const form of formsOf(each)) {
      // A heading writes a name in capitals.
      for (const written of [form, form.toUpperCase()]) if (!person.has(written)) person.set(written, index + 1);
    }
  }
  for (const form of (document.people ?? []).flatMap(formsOf)) if (!person.has(form)) person.set(form, null);
  const forms = new Map<string, Form[]>();
  for (const [text, who] of [...person].sort(([one], [other]) => other.length - one.length)) {
    const key = beginningAt(text, 0);
    forms.set(key, [...(forms.get(key) ?? []), { pattern: patternOf(text), person: who }]);
  }
  let found = false;
  const noted = <Result>(result: Result, changed: boolean): Result => {
    found ||= changed;
    return result;
  };
  return {
    replace: (text, placeholder) => {
      const replaced = replaceIn(text, forms, placeholder);
      return noted(replaced, replaced !== text);
    },
    whole: (text) => {
      const who = person.get(normal(text)) ?? null;
      return noted(who, who !== null);
    },
    hasFound: () => found,
    isHidden: (known) => formsOf(known).some((form) => typeof person.get(form) === 'number'),
  };
}

/** Any white space between the parts of a name. */
function patternOf(form: string): RegExp {
  const parts = form.split(/\s+/u).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'));
  return new RegExp(parts.join('\\s+'), 'uy');
}

/** The word that begins here, where words end with their letters; else one character. A name is looked up by it. */
function beginningAt(text: string, at: number): string {
  spacedWord.lastIndex = at;
  return spacedWord.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(at)!);
}

function replaceIn(
  given: string,
  forms: ReadonlyMap<string, readonly Form[]>,
  placeholder: (person: number) => string,
): string {
  const text = cleanText(given).normalize('NFC');
  const isWhole = wholeWordsIn(text);
  let result = '';
  let changed = false;
  for (let at = 0; at < text.length; ) {
    const beginning = beginningAt(text, at);
    const found = longestAt(text, at, forms.get(beginning) ?? [], isWhole);
    const end = found?.end ?? at + beginning.length;
    if (found?.person == null) result += text.slice(at, end);
    else {
      result += placeholder(found.person);
      changed = true;
    }
    at = end;
  }
  return changed ? result : given;
}

function longestAt(text: string, at: number, forms: readonly Form[], isWhole: IsWhole) {
  for (const { pattern, person } of forms) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && isWhole(at, at + match[0].length)) return { person, end: at + match[0].length };
  }
  return undefined;
}
