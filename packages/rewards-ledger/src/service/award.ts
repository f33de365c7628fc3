import { instantText } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { Explanation } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import type { Actor } from '@meritkit/core/ports';
import { amountText, readAmount } from '../amount/index.ts';
import type { Approval } from '../approval/index.ts';
import type { AccountOwner } from '../ledger/account.ts';
import type { CounterUse } from '../ledger/command.ts';
import type { Loaded, OpenedAccount } from '../ports.ts';
import { type EarningRule, evaluateRule, type RuleEvent, type RuleGrant } from '../rules/index.ts';
import { ruleOfBody } from '../rules/rule.ts';
import { parseEarningRule } from '../schemas.ts';
import { accountOf, accountOrOpen } from './accounts.ts';
import { checkRule } from './check-rule.ts';
import type { LedgerContext } from './context.ts';
import { decideAll, stateOf } from './deciding.ts';
import { payerOf } from './earn.ts';
import { execute, executeEntry } from './execute.ts';
import { isAboveLimit, type Moved, refuseUnapproved } from './four-eyes.ts';
import type { Moment, Plan, Posted, Refusal, Written } from './operation.ts';
import { planPosting } from './posting.ts';
import { readEnd, readId, readInstant, readOwner, readPart, readUnit } from './read.ts';
import { loadInScale } from './scale.ts';
import { toMilliseconds } from './time.ts';
import { wordsOf } from './words.ts';

/** Writes a version of an earning rule. Old versions stay; a version is written once. */
export function defineRule(
  context: LedgerContext,
  input: { readonly key: string; readonly rule: EarningRule; readonly actor?: Actor },
): Promise<Outcome<Written>> {
  const rule = parseEarningRule(input.rule);
  const id = documentIdOf(rule.id, rule.version);
  return execute(context, {
    name: 'rule',
    key: input.key,
    actor: input.actor,
    payload: [rule],
    request: { documents: [{ type: 'rule', id }] },
    plan: (loaded) => {
      const read = readUnit(context, rule.unit);
      if (!read.ok) return read;
      checkRule(rule, context.units[rule.unit]!.scale);
      if (loaded.documents.length > 0) return reject('ledger/key-conflict', { key: id });
      const body = { schemaVersion: 1, ...rule } as unknown as JsonObject;
      return { ok: true, commands: [], documents: [{ type: 'rule', id, version: 1, body }], answer: { ruleId: id } };
    },
  });
}

/** What a rule grants a person for an event. */
export interface AwardInput {
  readonly key: string;
  readonly personId: string;
  readonly rule: { readonly id: string; readonly version: number };
  readonly event: RuleEvent;
  readonly reason?: string;
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
  readonly actor?: Actor;
}

/** A grant by rule, with its explanation. */
export type AwardAnswer = Outcome<Posted<{ readonly amount: string; readonly explanation: Explanation }>>;

/** Grants points by a rule: caps are counted, budgets debited, in one entry. */
export function award(context: LedgerContext, input: AwardInput): Promise<AwardAnswer> {
  const owner = readOwner({ personId: input.personId });
  const ruleId = ruleIdOf(input);
  return withRule(context, ruleId, (rule) =>
    executeEntry(context, {
      name: 'award',
      key: input.key,
      actor: input.actor,
      payload: [owner.id, ruleId, input.event, input.reason, input.approval?.approvedBy, input.approval?.payloadHash],
      request: requestOf(rule, owner.id, ruleId),
      owner,
      plan: (loaded, moment) => planAward(context, { input, owner, ruleId, rule }, loaded, moment),
    }),
  ) as Promise<AwardAnswer>;
}

/** The id of the version of a rule that a call names. */
function ruleIdOf(input: Pick<AwardInput, 'rule' | 'event'>): string {
  readPart(input.event, ['event']);
  const { id, version } = readPart(input.rule, ['rule']);
  return documentIdOf(readId(id, ['rule', 'id']), version);
}

/** An award as it is asked for, with the version of the rule that it names; null where there is none. */
interface Asked {
  readonly input: Pick<AwardInput, 'event' | 'reason' | 'approval' | 'actor'>;
  readonly owner: AccountOwner;
  readonly ruleId: string;
  readonly rule: EarningRule | null;
}

/** What an award comes to: the grant, how much it moves, and the plan that posts it. */
interface Weighed {
  readonly ok: true;
  readonly grant: RuleGrant;
  readonly moved: Moved;
  readonly plan: Plan;
}

function planAward(
  context: LedgerContext,
  asked: Asked & { readonly input: AwardInput },
  loaded: Loaded,
  moment: Moment,
): Plan | Refusal {
  const weighed = weighAward(context, asked, loaded, moment);
  if (!weighed.ok) return weighed;
  const { input, owner } = asked;
  const four = { call: 'award', input, moved: [weighed.moved], beneficiaries: [owner.id] } as const;
  return refuseUnapproved(context, four) ?? weighed.plan;
}

function weighAward(context: LedgerContext, asked: Asked, loaded: Loaded, moment: Moment): Weighed | Refusal {
  const { input, owner, ruleId, rule } = asked;
  if (rule === null) return reject('ledger/unknown-rule', { ruleId });
  const read = readUnit(context, rule.unit);
  if (!read.ok) return read;
  const { unit } = read;
  const { scale } = context.units[unit]!;
  const payer = payerOf(loaded, rule.budgetId ?? undefined, unit);
  if (payer === null) return reject('ledger/unknown-account', { account: `budget:${rule.budgetId}` });
  const effectiveMs = readInstant(input.event.at, ['event', 'at']);
  const latestMs = moment.recordedMs + context.awardAheadMs;
  if (effectiveMs > latestMs) return reject('ledger/postdated', { latest: instantText(latestMs) });
  const evaluated = evaluateFor(context, loaded, rule, owner.id, input.event);
  if (!evaluated.ok) return evaluated;
  const { grant } = evaluated;
  const opened: OpenedAccount[] = [];
  const accountId = accountOrOpen(loaded, { ...owner, unit }, moment, opened);
  const amount = minorUnits(grant.amount, scale);
  const expiresMs = readEnd(grant.expires ?? undefined, ['rule', 'expiresAfterDays']);
  const uses = grant.counters.map(
    ({ counter, maximum }): CounterUse => ({ accountId, counter, amount, maximum: minorUnits(maximum, scale) }),
  );
  const plan = planPosting({
    moment,
    kind: 'earn',
    effectiveMs,
    subject: ruleId,
    legs: [
      { accountId: payer, unit, amount: -amount },
      { accountId, unit, amount, expiresMs },
    ],
    opened,
    counters: uses,
    details: wordsOf(input),
    answer: { amount: grant.amount, explanation: grant.explanation as unknown as JsonObject },
  });
  return { ok: true, grant, moved: { unit, amount }, plan };
}

/** What `award` would grant now, explained, and whether that needs a second person. */
export type AwardPreview = Outcome<{ readonly grant: RuleGrant; readonly needsApproval: boolean }, Rejection>;

/** Decides on what is there now exactly as `award` does, budget and books included; nothing is written. */
export async function previewAward(
  context: LedgerContext,
  input: Pick<AwardInput, 'personId' | 'rule' | 'event' | 'actor'>,
): Promise<AwardPreview> {
  const owner = readOwner({ personId: input.personId });
  const ruleId = ruleIdOf(input);
  const moment: Moment = { recordedMs: toMilliseconds(context.now()), newId: context.newId };
  return withRule(context, ruleId, async (rule) => {
    const loaded = await loadInScale(context, requestOf(rule, owner.id, ruleId));
    const weighed = weighAward(context, { input: { event: input.event }, owner, ruleId, rule }, loaded, moment);
    if (!weighed.ok) return weighed;
    const { plan, grant, moved } = weighed;
    const decided = decideAll(context, stateOf(context, loaded, plan.opened ?? []), plan.commands, moment);
    if (!decided.ok) return decided;
    return { ok: true, grant, needsApproval: isAboveLimit(context, moved) };
  });
}

function documentIdOf(id: string, version: number): string {
  return `${readId(id, ['rule', 'id'])}@${version}`;
}

async function withRule<Result>(
  context: LedgerContext,
  ruleId: string,
  work: (rule: EarningRule | null) => Promise<Result>,
): Promise<Result> {
  const loaded = await context.store.load({ documents: [{ type: 'rule', id: ruleId }] });
  const body = loaded.documents[0]?.body;
  return work(body === undefined ? null : ruleOfBody(body));
}

function requestOf(rule: EarningRule | null, personId: string, ruleId: string) {
  if (rule === null) return { documents: [{ type: 'rule' as const, id: ruleId }] };
  const { unit, budgetId } = rule;
  const person = { kind: 'person' as const, id: personId, unit };
  return {
    owners: budgetId === null ? [person] : [person, { kind: 'budget' as const, id: budgetId, unit }],
    documents: [{ type: 'books' as const, id: unit }],
  };
}

function evaluateFor(
  context: LedgerContext,
  loaded: Loaded,
  rule: EarningRule,
  personId: string,
  event: RuleEvent,
): { readonly ok: true; readonly grant: RuleGrant } | Refusal {
  const { scale } = context.units[rule.unit]!;
  const accountId = accountOf(loaded, { kind: 'person', id: personId, unit: rule.unit });
  const account = loaded.accounts.find((candidate) => candidate.id === accountId);
  const used: Record<string, string> = {};
  for (const [counter, amount] of Object.entries(account?.counters ?? {}))
    used[counter] = amountText({ amount, scale });
  return evaluateRule({ rule, event, scale, used });
}

/** Text that the ledger itself wrote, as minor units. */
function minorUnits(text: string, scale: number): bigint {
  const reading = readAmount({ text, scale, signed: true });
  return reading.ok ? reading.amount : 0n;
}
