import { type Explanation, explain, type FactReference, given } from '@meritkit/core/explanation';
import { experienceTags } from '../company/skills.ts';
import type { Names } from './names.ts';
import type { Slice } from './slice.ts';
import { both } from './text.ts';

/** A fit in percent: its tree with the names people know and the records behind each leaf. */
export function explainFitInPercent(slice: Slice, personId: string, fit: Explanation, names: Names): Explanation {
  return explain({
    key: 'fit-in-percent',
    label: both('Fit', '匹配度'),
    unit: 'percent',
    operation: { name: 'product', version: 1 },
    children: [
      nameTerms(slice, personId, fit, names),
      given({ key: 'hundred', label: both('as percent', '换算为百分比'), value: 100 }),
    ],
  });
}

function nameTerms(slice: Slice, personId: string, term: Explanation, names: Names): Explanation {
  const held = term.key.startsWith('have:');
  const subject = held ? term.key.slice('have:'.length) : term.key;
  const sources = held ? sourcesOf(slice, personId, subject) : [];
  return {
    ...term,
    label: labelOf(subject, held, names),
    ...(sources.length === 0 ? {} : { sources }),
    ...(term.children === undefined
      ? {}
      : { children: term.children.map((child) => nameTerms(slice, personId, child, names)) }),
  };
}

function labelOf(subject: string, held: boolean, names: Names) {
  if (subject === 'fit') return both('share of the demand that is covered', '需求覆盖比例');
  if (subject === 'availability') return both('free time', '空余时间');
  const tag = experienceTags.find((item) => item.id === subject);
  const skill = names.skill(subject);
  const name = tag !== undefined && skill.en === subject ? both(String(tag.name), String(tag.name)) : skill;
  return held ? both(`${name.en}: what they have`, `${name['zh-CN']}：现有水平`) : name;
}

/** The evidence that speaks of a person's skill or experience, newest first. */
function sourcesOf(slice: Slice, personId: string, subject: string): readonly FactReference[] {
  return slice.company.evidence
    .filter((item) => item.personId === personId)
    .filter(
      (item) => ('skillId' in item && item.skillId === subject) || ('tags' in item && item.tags.includes(subject)),
    )
    .sort((one, other) => (one.at > other.at ? -1 : 1))
    .flatMap((item) => (item.source === undefined ? [] : [item.source]));
}

/** The planner's shortage with the names of people and work. */
export function nameShortage(term: Explanation, names: Names): Explanation {
  const known = shortageWords[term.key];
  return {
    ...term,
    label: known ?? (term.key.startsWith('demand:') ? both('this demand', '这项需求') : names.person(term.key)),
    ...(term.children === undefined ? {} : { children: term.children.map((child) => nameShortage(child, names)) }),
  };
}

const shortageWords: Readonly<Record<string, ReturnType<typeof both>>> = {
  'planner.missing-hours': both('Hours missing', '缺少的工时'),
  'planner.needed-hours': both('Hours needed', '需要的工时'),
  'planner.available-hours': both('Free hours of those who can do it', '能做的人的空余工时'),
};
