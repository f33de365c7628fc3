import { isDate } from '@meritkit/core/dates';
import type { LocalizedText } from '@meritkit/core/locale';
import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import type { Entrant } from '../activities/enrolment.ts';
import type { HelpNeed } from '../activities/help-board.ts';
import type { ActivityFact } from '../activities/progress.ts';
import type { Where } from '../audit/filter.ts';
import type { PlannedView } from '../audit/plan.ts';
import type { Nominee } from '../awards/shortlist.ts';
import { isErasedPerson } from '../erasure/placeholder.ts';
import type { closeIssue, raiseIssue } from '../issues/issue.ts';
import type { RecommendationOption } from '../recommend/recommend.ts';
import type { AttributedSignal } from '../state/report.ts';
import type { Invitee } from '../survey/open.ts';
import type { draftSurvey } from '../survey/survey.ts';
import { idRule, isId } from './read.ts';

// What a command brings along is read here, once: what is not declared does not come in, and what is broken says where.

const words = z.string().max(10_000).regex(/\S/, 'a text says something');
const localized = z.union([
  words,
  z.record(z.string(), words).refine((text) => Object.keys(text).length > 0, 'a text in one language at least'),
]);
const id = z.string().refine(isId, idRule);
const personId = id.refine((value) => !isErasedPerson(value), 'this stands for somebody who was erased');
const date = z.string().refine((value) => isDate(value), 'no date such as 2026-11-22');
const source = z.object({
  system: z.string().min(1),
  ref: z.string().min(1),
  url: z.string().optional(),
  factId: z.string().optional(),
  revision: z.int().optional(),
});
const fromZero = z.number().min(0);

const entrants = z.array(
  z.object({ personId, attributes: z.record(z.string(), z.string()), completed: z.array(z.string()) }),
);
const facts = z.array(
  z.object({
    id: z.string().min(1),
    revision: z.int(),
    personId: z.string(),
    kind: z.string(),
    on: date,
    source,
    retracted: z.boolean().optional(),
  }),
);
const options = z.array(z.object({ activityId: id, contentFit: z.number(), shown: z.number(), enrolled: z.number() }));
const issue = z.object({
  id,
  title: localized,
  origin: z.enum(['survey', 'raised']),
  raisedOn: z.string(),
  affected: z.object({ estimate: z.number(), interval: z.tuple([z.number(), z.number()]) }),
});
const closing = z.object({ as: z.enum(['resolved', 'declined']), on: z.string(), answer: localized });
const need = z.object({ id, teamId: id, postedBy: personId, text: words });
const contribution = z.object({ criterion: z.string(), points: fromZero, source });
const proposal = z.object({
  awardId: id,
  amount: z.string().regex(/^\d+(\.\d+)?$/, 'points are decimal text such as "500"'),
  nominees: z.array(z.object({ personId, contributions: z.array(contribution) })),
  criteria: z.array(z.object({ id: z.string().min(1), weight: fromZero })),
  size: z.int().min(1),
});
const attributeValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const where = z.record(z.string(), z.union([attributeValue, z.array(attributeValue)]));
const plan = z.array(z.object({ id, where, weight: z.number().optional(), first: z.boolean().optional() }));
const draft = z.object({
  id,
  definition: z.unknown(),
  minimumGroup: z.number(),
  attributes: z.array(z.string()),
  plan,
  comments: z.boolean().optional(),
  outcome: z.string().optional(),
  series: id.optional(),
});
const invitees = z.array(z.object({ deliverTo: id, cell: z.record(z.string(), attributeValue) }));
const given = z.object({
  token: z.string(),
  answers: z.record(z.string(), z.unknown()),
  comment: z.string().nullish(),
});
const signal = z.object({
  lane: z.literal('attributed'),
  personId,
  indicator: id,
  source: z.enum(['manager-review', 'own-check-in', 'activity', 'behaviour']),
  value: z.number(),
  fact: source,
});

/** Who is to be entered. */
export function readEntrants(input: unknown): readonly Entrant[] {
  return parseWith({ schema: entrants, input, at: ['entrants'] });
}

/** The facts that progress is measured by. */
export function readFacts(input: unknown): readonly ActivityFact[] {
  return parseWith({ schema: facts, input, at: ['facts'] }) as readonly ActivityFact[];
}

/** What may be recommended. */
export function readOptions(input: unknown): readonly RecommendationOption[] {
  return parseWith({ schema: options, input, at: ['options'] });
}

/** An issue as it is raised. */
export function readIssue(input: unknown): Parameters<typeof raiseIssue>[0] {
  return parseWith({ schema: issue, input, at: ['issue'] });
}

/** How an issue is closed. */
export function readClosing(input: {
  readonly as: unknown;
  readonly on: unknown;
  readonly answer: LocalizedText;
}): Omit<Parameters<typeof closeIssue>[0], 'issue'> {
  return parseWith({ schema: closing, input: { as: input.as, on: input.on, answer: input.answer } });
}

/** A need as it is posted. */
export function readNeed(input: unknown): Pick<HelpNeed, 'id' | 'teamId' | 'postedBy' | 'text'> {
  return parseWith({ schema: need, input, at: ['need'] });
}

/** An award as it is proposed. */
export function readProposal(input: {
  readonly awardId: string;
  readonly amount: string;
  readonly nominees: readonly Nominee[];
  readonly criteria: readonly { readonly id: string; readonly weight: number }[];
  readonly size: number;
}) {
  const { awardId, amount, nominees, criteria, size } = input;
  const read = parseWith({ schema: proposal, input: { awardId, amount, nominees, criteria, size } });
  return { ...read, nominees: read.nominees as readonly Nominee[] };
}

/** A survey as it is drafted; its definition is read by `parseDefinition`. */
export function readDraft(input: unknown): Parameters<typeof draftSurvey>[0] {
  return parseWith({ schema: draft, input, at: ['survey'] }) as Parameters<typeof draftSurvey>[0];
}

/** The views of a plan. */
export function readPlan(input: unknown): readonly PlannedView[] {
  return parseWith({ schema: plan, input, at: ['plan'] }) as readonly PlannedView[];
}

/** Who is invited. */
export function readInvitees(input: unknown): readonly Invitee[] {
  return parseWith({ schema: invitees, input, at: ['invitees'] });
}

/** A group that is asked about. */
export function readWhere(input: unknown): Where {
  return parseWith({ schema: where, input, at: ['where'] });
}

/** Checks what comes with a token; values are held to their scale afterwards. */
export function checkGiven(input: {
  readonly token: unknown;
  readonly answers: unknown;
  readonly comment?: unknown;
}): void {
  parseWith({ schema: given, input: { token: input.token, answers: input.answers, comment: input.comment } });
}

/** A signal about a person. */
export function readSignal(input: unknown): AttributedSignal {
  return parseWith({ schema: signal, input, at: ['signal'] }) as AttributedSignal;
}
