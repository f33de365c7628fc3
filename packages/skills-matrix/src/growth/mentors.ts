import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import { requireOnce } from '../matching/once.ts';
import { findSkill } from '../matching/score.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import { checkLevel, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import { findPerson, peopleById } from './readiness.ts';

/** Somebody who wants to learn. */
export interface Learner {
  readonly personId: string;
  /** Skills they want to reach, and how far. */
  readonly goals: readonly { readonly skillId: string; readonly atLeast: number }[];
  /** Never matched with them as a mentor. */
  readonly managerId?: string;
  /** Mentors they would rather have, first choice first; the others follow by what they can teach. */
  readonly prefers?: readonly string[];
}

/** Somebody who teaches. */
export interface Mentor {
  readonly personId: string;
  /** How many learners they can take. */
  readonly capacity: number;
  /** Learners they would rather have, first choice first; the others follow by what they can teach them. */
  readonly prefers?: readonly string[];
}

/** One pair, with what is taught. */
export interface MentorPair {
  readonly learnerId: string;
  readonly mentorId: string;
  readonly teaches: readonly {
    readonly skillId: string;
    readonly learnerLevel: number | null;
    readonly mentorLevel: number;
    readonly goal: number;
  }[];
}

/** The answer of `matchMentors`. */
export interface MentorMatching {
  readonly pairs: readonly MentorPair[];
  readonly unmatched: readonly { readonly learnerId: string; readonly reason: 'nobody-can-teach' | 'no-place-left' }[];
}

/**
 * Matches learners with mentors so that no learner and mentor would both rather have each other (stable), within
 * capacity, never with one's own manager or oneself, and only where the mentor is ahead by a level. Best for learners
 * among all stable matchings.
 *
 * Source: D. Gale and L. S. Shapley, "College Admissions and the Stability of Marriage", 1962.
 *
 * @throws InvalidInputError `skills/unknown-person`, `skills/unknown-skill`, `skills/unknown-level`,
 * `skills/invalid-capacity`, `skills/invalid-limit`, `skills/duplicate-person`
 * @example
 * ```ts
 * import { buildProfiles, matchMentors } from '@meritkit/skills-matrix';
 *
 * const rating = (personId: string, level: number) =>
 *   ({ id: personId, personId, kind: 'assessment' as const, skillId: 'go', level, at: '2026-09-30' });
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [rating('lin', 5), rating('zhao', 1)],
 * });
 * matchMentors({
 *   profiles, learners: [{ personId: 'zhao', goals: [{ skillId: 'go', atLeast: 3 }] }],
 *   mentors: [{ personId: 'lin', capacity: 2 }],
 * }).pairs[0]?.mentorId; // 'lin'
 * ```
 */
export function matchMentors(options: {
  readonly profiles: ProfileSet;
  readonly learners: readonly Learner[];
  readonly mentors: readonly Mentor[];
  /** How many levels a mentor must be ahead, above 0; default 1. */
  readonly ahead?: number;
}): MentorMatching {
  const { profiles, learners, mentors, ahead = 1 } = options;
  checkMentors(profiles, mentors);
  checkLearners(profiles, learners);
  if (!(ahead > 0)) throw invalidInput('skills/invalid-limit', ['ahead'], `${ahead} is not above 0`);
  const setting: Setting = { profiles, ahead, lowest: scaleRange(profiles.scale).lowest };
  const lessons = new Map(
    learners.flatMap((learner) =>
      mentors.map((mentor) => [pairKey(learner, mentor), teachable(setting, learner, mentor)] as const),
    ),
  );
  const lessonOf: LessonOf = (learner, mentor) => lessons.get(pairKey(learner, mentor))!;
  const gainOf: GainOf = (learner, mentor) => gainFrom(lessonOf(learner, mentor), setting.lowest);
  const wishes = new Map(learners.map((learner) => [learner.personId, wishesOf(learner, mentors, lessonOf, gainOf)]));
  const held = deferAcceptance(
    learners.map((learner) => learner.personId),
    wishes,
    new Map(mentors.map((mentor) => [mentor.personId, ranksOf(mentor, learners, gainOf)])),
    new Map(mentors.map((mentor) => [mentor.personId, mentor.capacity])),
  );
  const byId = new Map(mentors.map((mentor) => [mentor.personId, mentor]));
  const pairs = learners.flatMap((learner) => {
    const mentor = byId.get(held.get(learner.personId) ?? '');
    if (mentor === undefined) return [];
    return [{ learnerId: learner.personId, mentorId: mentor.personId, teaches: lessonOf(learner, mentor) }];
  });
  const unmatched = learners
    .filter((learner) => !held.has(learner.personId))
    .map(({ personId }) => {
      const reason = wishes.get(personId)!.length === 0 ? 'nobody-can-teach' : 'no-place-left';
      return { learnerId: personId, reason } as const;
    });
  return { pairs, unmatched };
}

type LessonOf = (learner: Person, mentor: Person) => MentorPair['teaches'];
type GainOf = (learner: Person, mentor: Person) => number;

interface Setting {
  readonly profiles: ProfileSet;
  readonly ahead: number;
  /** Where the scale begins: there starts whoever has nothing shown. */
  readonly lowest: number;
}

interface Person {
  readonly personId: string;
}

function pairKey(learner: Person, mentor: Person): string {
  return JSON.stringify([learner.personId, mentor.personId]);
}

function checkMentors(profiles: ProfileSet, mentors: readonly Mentor[]): void {
  requireOnce(mentors, ['mentors']);
  for (const [at, { personId, capacity }] of mentors.entries()) {
    findPerson(profiles, personId, ['mentors', at, 'personId']);
    if (!(Number.isInteger(capacity) && capacity >= 0)) {
      const message = `${capacity} is not a number of learners`;
      throw invalidInput('skills/invalid-capacity', ['mentors', at, 'capacity'], message);
    }
  }
}

function checkLearners(profiles: ProfileSet, learners: readonly Learner[]): void {
  const { byId } = checkTaxonomy({ taxonomy: profiles.taxonomy });
  const range = scaleRange(profiles.scale);
  requireOnce(learners, ['learners']);
  for (const [at, { goals }] of learners.entries()) {
    for (const [index, { skillId, atLeast }] of goals.entries()) {
      const path = ['learners', at, 'goals', index];
      if (!byId.has(skillId)) throw invalidInput('skills/unknown-skill', [...path, 'skillId'], `no skill "${skillId}"`);
      checkLevel(atLeast, range, [...path, 'atLeast']);
    }
  }
}

/** Mentors who can teach a learner, in the learner's order. */
function wishesOf(learner: Learner, mentors: readonly Mentor[], lessonOf: LessonOf, gainOf: GainOf): readonly string[] {
  const able = mentors.filter((mentor) => lessonOf(learner, mentor).length > 0);
  return preferenceOrder(able, learner.prefers, (mentor) => gainOf(learner, mentor));
}

/** Each learner's place in a mentor's order. */
function ranksOf(mentor: Mentor, learners: readonly Learner[], gainOf: GainOf): ReadonlyMap<string, number> {
  const order = preferenceOrder(learners, mentor.prefers, (learner) => gainOf(learner, mentor));
  return new Map(order.map((id, rank) => [id, rank]));
}

/** Levels that a learner would gain, up to their goals; from nothing shown, all of it. */
function gainFrom(lesson: MentorPair['teaches'], lowest: number): number {
  return lesson.reduce((sum, item) => sum + Math.min(item.goal, item.mentorLevel) - (item.learnerLevel ?? lowest), 0);
}

function teachable({ profiles, ahead, lowest }: Setting, learner: Learner, mentor: Mentor): MentorPair['teaches'] {
  if (learner.personId === mentor.personId || learner.managerId === mentor.personId) return [];
  const teacher = findPerson(profiles, mentor.personId);
  const pupil = peopleById(profiles).get(learner.personId);
  return learner.goals.flatMap(({ skillId, atLeast }) => {
    const mentorLevel = findSkill(teacher, skillId)?.level ?? null;
    const learnerLevel = (pupil === undefined ? undefined : findSkill(pupil, skillId)?.level) ?? null;
    const from = learnerLevel ?? lowest;
    if (mentorLevel === null || from >= atLeast - MEETS_TOLERANCE) return [];
    if (mentorLevel - from < ahead - MEETS_TOLERANCE) return [];
    return [{ skillId, learnerLevel, mentorLevel, goal: atLeast }];
  });
}

/** Named wishes first, then by gain, then by id. */
function preferenceOrder(
  people: readonly Person[],
  prefers: readonly string[] = [],
  gain: (person: Person) => number,
): readonly string[] {
  const ids = new Set(people.map((person) => person.personId));
  const wished = new Set(prefers.filter((id) => ids.has(id)));
  const others = people
    .filter((person) => !wished.has(person.personId))
    .map(({ personId }) => ({ personId, gains: gain({ personId }) }))
    .sort((a, b) => b.gains - a.gains || compareText(a.personId, b.personId));
  return [...wished, ...others.map((person) => person.personId)];
}

/** Learners ask in the order of their wishes; a full mentor lets the least preferred go. */
function deferAcceptance(
  learners: readonly string[],
  wishes: ReadonlyMap<string, readonly string[]>,
  ranks: ReadonlyMap<string, ReadonlyMap<string, number>>,
  capacities: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const asked = new Map(learners.map((id) => [id, 0]));
  const taken = new Map<string, string[]>();
  const free = [...learners].reverse();
  while (free.length > 0) {
    const learner = free.pop()!;
    const mentor = wishes.get(learner)![asked.get(learner)!];
    if (mentor === undefined) continue;
    asked.set(learner, asked.get(learner)! + 1);
    const rank = ranks.get(mentor)!;
    const places = [...(taken.get(mentor) ?? []), learner].sort((a, b) => rank.get(a)! - rank.get(b)!);
    taken.set(mentor, places.slice(0, capacities.get(mentor)!));
    free.push(...places.slice(capacities.get(mentor)!));
  }
  return new Map([...taken].flatMap(([mentor, places]) => places.map((learner) => [learner, mentor] as const)));
}
