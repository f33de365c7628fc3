import type { IsoDate } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import { checkCourses, checkLadder, skillCheck } from '../growth/check.ts';
import { type Course, type GrowthPlan, type GrowthRejection, type GrowthTarget, planGrowth } from '../growth/plan.ts';
import { assessReadiness, type Ladder, type LadderStep, type Readiness } from '../growth/readiness.ts';
import { parseCourse, parseLadder } from '../growth/schema.ts';
import type { SkillsDocument, SkillsDocumentType } from '../ports.ts';
import { buildProfiles } from '../profiles/build.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { defaultScale } from '../scale/scale.ts';
import { readStoredDocument, readStoredEvidence } from '../stored.ts';
import {
  note,
  readTaxonomy,
  type ServiceContext,
  type SkillsAnswer,
  type SkillsCommand,
  type SkillsQuery,
} from './context.ts';
import { saveDocument } from './documents.ts';

/** A ladder as stored; `version` is what a writer has to know to write it again. */
export interface StoredLadder {
  readonly version: number;
  readonly ladder: Ladder;
}

/** A course as stored; `version` is what a writer has to know to write it again. */
export interface StoredCourse {
  readonly version: number;
  readonly course: Course;
}

/** The ladder is not stored. */
export type UnknownLadder = Rejection<'skills/unknown-ladder', { readonly ladderId: string }>;

/** Nothing is recorded about the person up to that day. */
export type UnknownPerson = Rejection<'skills/unknown-person', { readonly personId: string }>;

/** The step that a person holds, and since when; absent: none yet. */
export interface HeldStep {
  readonly stepId: string;
  readonly since: IsoDate;
}

/** Where to: levels, or what the next step of a stored ladder asks for. */
export type GrowthGoal =
  | { readonly target: readonly GrowthTarget[] }
  | { readonly ladderId: string; readonly current?: HeldStep };

/** The calls of the service about ladders, courses, and the growth of one person. */
export interface GrowthService {
  /** Checks a ladder against the taxonomy and stores it. */
  saveLadder(
    command: SkillsCommand & { readonly ladder: Ladder; readonly expectedVersion: number },
  ): Promise<SkillsAnswer<{ readonly version: number }>>;
  readLadder(query: { readonly ladderId: string }): Promise<StoredLadder | null>;
  listLadders(page: PageRequest): Promise<Page<StoredLadder>>;
  /** Checks a course against the taxonomy and the stored courses, and stores it: save prerequisites first. */
  saveCourse(
    command: SkillsCommand & { readonly course: Course; readonly expectedVersion: number },
  ): Promise<SkillsAnswer<{ readonly version: number }>>;
  readCourse(query: { readonly courseId: string }): Promise<StoredCourse | null>;
  listCourses(page: PageRequest): Promise<Page<StoredCourse>>;
  /** How near a person is to the next step of a stored ladder on a day. It proposes; a named human decides. */
  assessReadiness(
    query: SkillsQuery & {
      readonly personId: string;
      readonly ladderId: string;
      readonly asOf: IsoDate;
      readonly current?: HeldStep;
    },
  ): Promise<Outcome<{ readonly readiness: Readiness }, UnknownLadder | UnknownPerson>>;
  /** The cheapest of the stored courses that bring a person to a goal, from what they can do on a day. */
  planGrowth(
    query: SkillsQuery &
      GrowthGoal & {
        readonly personId: string;
        readonly asOf: IsoDate;
        readonly minimise?: 'hours' | 'price';
        readonly hoursPerWeek?: number;
      },
  ): Promise<Outcome<GrowthPlan, GrowthRejection | UnknownLadder | UnknownPerson>>;
}

/** The calls about growth over a service's store. */
export function createGrowthCalls(context: ServiceContext): GrowthService {
  return {
    saveLadder: async (command) => {
      const ladder = parseLadder(command.ladder);
      checkLadder(ladder, await checkOf(context));
      return saveDocument(context, command, { type: 'ladder', id: ladder.id, body: ladder });
    },
    readLadder: ({ ladderId }) => readOne(context, 'ladder', ladderId, toLadder),
    listLadders: (page) => listPage(context, 'ladder', page, toLadder),
    saveCourse: async (command) => {
      const course = parseCourse(command.course);
      const others = (await allCourses(context)).filter(({ id }) => id !== course.id);
      checkAmongOthers(course, others, await checkOf(context));
      return saveDocument(context, command, { type: 'course', id: course.id, body: course });
    },
    readCourse: ({ courseId }) => readOne(context, 'course', courseId, toCourse),
    listCourses: (page) => listPage(context, 'course', page, toCourse),
    assessReadiness: async (query) => {
      const { personId, ladderId, asOf, current } = query;
      await note(context, query, 'readiness.assessed', { type: 'person', id: personId });
      const stored = await readOne(context, 'ladder', ladderId, toLadder);
      if (stored === null) return reject('skills/unknown-ladder', { ladderId });
      const profiles = await profileOn(context, personId, asOf);
      if (profiles === null) return reject('skills/unknown-person', { personId });
      const held = current === undefined ? {} : { current };
      return { ok: true, readiness: assessReadiness({ profiles, personId, ladder: stored.ladder, ...held }) };
    },
    planGrowth: async (query) => {
      const { personId, asOf, minimise, hoursPerWeek } = query;
      await note(context, query, 'growth.planned', { type: 'person', id: personId });
      const target = await targetOf(context, query);
      if (target === null)
        return reject('skills/unknown-ladder', { ladderId: 'ladderId' in query ? query.ladderId : '' });
      const profiles = await profileOn(context, personId, asOf);
      if (profiles === null) return reject('skills/unknown-person', { personId });
      return planGrowth({
        ...{ profiles, personId, target, courses: await allCourses(context) },
        ...(minimise === undefined ? {} : { minimise }),
        ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
      });
    },
  };
}

async function checkOf(context: ServiceContext) {
  return skillCheck({ taxonomy: await readTaxonomy(context), scale: context.settings.scale ?? defaultScale });
}

/** The course's own faults are told by its own path, not by its place among the stored ones. */
function checkAmongOthers(course: Course, others: readonly Course[], checkSkill: ReturnType<typeof skillCheck>): void {
  const ids = new Set(others.map(({ id }) => id));
  const unknown = (course.afterCourses ?? []).find((id) => !ids.has(id));
  if (unknown !== undefined)
    throw invalidInput('skills/unknown-course', ['course', 'afterCourses'], `no stored course "${unknown}"`);
  const { afterCourses: _, ...alone } = course;
  checkCourses([alone], (skillId, level, path) => checkSkill(skillId, level, ['course', ...path.slice(2)]));
}

function toLadder({ version, body }: SkillsDocument): StoredLadder {
  return { version, ladder: parseLadder(body) };
}

function toCourse({ version, body }: SkillsDocument): StoredCourse {
  return { version, course: parseCourse(body) };
}

async function readOne<Read>(
  { store }: ServiceContext,
  type: SkillsDocumentType,
  id: string,
  read: (document: SkillsDocument) => Read,
): Promise<Read | null> {
  const document = await store.readDocument(type, id);
  return document === null ? null : read(readStoredDocument(document));
}

async function listPage<Read>(
  { store }: ServiceContext,
  type: SkillsDocumentType,
  page: PageRequest,
  read: (document: SkillsDocument) => Read,
): Promise<Page<Read>> {
  const { items, nextCursor } = await store.listDocuments(type, page);
  return { items: items.map((document) => read(readStoredDocument(document))), nextCursor };
}

async function allCourses(context: ServiceContext): Promise<readonly Course[]> {
  const courses: Course[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<StoredCourse> = await listPage(context, 'course', { cursor, limit: MAXIMUM_PAGE_SIZE }, toCourse);
    courses.push(...page.items.map(({ course }) => course));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return courses;
}

/** What a goal asks for; null where its ladder is not stored. Whoever holds the last step has nothing left to reach. */
async function targetOf(context: ServiceContext, goal: GrowthGoal): Promise<readonly GrowthTarget[] | null> {
  if ('target' in goal) return goal.target;
  const stored = await readOne(context, 'ladder', goal.ladderId, toLadder);
  if (stored === null) return null;
  const { steps } = stored.ladder;
  const next = nextStep(steps, goal.current);
  return (next?.requires.skills ?? []).map(({ skillId, atLeast }) => ({ skillId, atLeast }));
}

function nextStep(steps: readonly LadderStep[], current: HeldStep | undefined): LadderStep | undefined {
  if (current === undefined) return steps[0];
  const at = steps.findIndex((step) => step.id === current.stepId);
  if (at < 0) throw invalidInput('skills/unknown-step', ['current', 'stepId'], `no step "${current.stepId}"`);
  return steps[at + 1];
}

/** One person's profile on a day; null where nothing is known of them. */
async function profileOn(context: ServiceContext, personId: string, asOf: IsoDate): Promise<ProfileSet | null> {
  const taxonomy = await readTaxonomy(context);
  const { records } = await context.store.readPerson(personId);
  const evidence = records.map((record) => readStoredEvidence(record).evidence);
  const profiles = buildProfiles({ evidence, taxonomy, asOf, ...context.settings });
  return profiles.people.some((person) => person.personId === personId) ? profiles : null;
}
