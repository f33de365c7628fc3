import type { Demand, Team } from '../model/types.ts';
import type { Admission } from './answer.ts';
import { decideDivisible, earliestOf } from './decide.ts';
import {
  attemptOrdered,
  brokenOrder,
  confirmDate,
  confirmLater,
  criticalDate,
  lateItems,
  narrowParts,
  type OrderedAttempt,
  type OrderedWork,
  orderedWork,
  type Search,
  type SearchBudget,
} from './ordered.ts';
import { partsOf, type WorkPart } from './parts.ts';
import { buildAblePool } from './pool.ts';
import { type BrokenPromise, keepableWork } from './promises.ts';
import { finishOf } from './witness.ts';

/** What is asked where items have an order. */
export interface OrderedQuestion {
  readonly team: Team;
  readonly demand: Demand;
  readonly committed: readonly Demand[];
  readonly own: readonly WorkPart[];
  readonly parts: readonly WorkPart[];
  /** No day before this one is planned. */
  readonly notBefore: number;
  readonly budget: SearchBudget;
}

/**
 * The flow, and with an order between items also the critical path and a schedule. A date is looked for where one is
 * wanted: that is costly, and not everyone asks for it.
 */
export function* decideOrdered(question: OrderedQuestion, wantsDate: boolean): Search<Admission> {
  const { team, demand, own } = question;
  const { work, parts, late, attempt, settle } = orderedSearch(question);
  const safeDate = wantsDate ? settle : noDate;
  const broken = brokenOrder(work, demand.id);
  if (broken !== null) {
    const { path: itemIds, earliest: notBefore } = broken;
    const rejection = { code: 'planner/order-too-long', itemIds, notBefore, earliestDate: yield* safeDate() } as const;
    return { ok: false, decision: 'infeasible', brokenPromises: late, rejection, proof: null, explanation: null };
  }
  const relaxed = decideDivisible({ team, demand, own, parts: narrowParts(work, parts), earliest: () => null });
  const brokenPromises = [...late, ...relaxed.brokenPromises];
  if (!relaxed.ok) return { ...(yield* withDate(relaxed, safeDate)), brokenPromises };
  const { fits, plan } = yield* attempt();
  if (fits) {
    return { ...relaxed, brokenPromises, finishDate: finishOf(plan, demand.id, work.start), plan };
  }
  const notBefore = criticalDate(work, demand.id);
  const rejection = { code: 'planner/undecided', notBefore, earliestDate: yield* safeDate() } as const;
  return { ok: false, decision: 'undecided', brokenPromises, rejection, proof: null, explanation: null };
}

// biome-ignore lint/correctness/useYield: a search that is over at once
function* noDate(): Search<string | null> {
  return null;
}

/** A proven no, with the date from which a schedule says yes. */
function* withDate(
  admission: Extract<Admission, { readonly ok: false }>,
  safeDate: () => Search<string | null>,
): Search<Admission> {
  if (admission.decision === 'undecided' || !('earliestDate' in admission.rejection)) return admission;
  return { ...admission, rejection: { ...admission.rejection, earliestDate: yield* safeDate() } };
}

/** The earliest deadline that a schedule keeps, where one is found. */
export function safeDeadline(question: OrderedQuestion): Search<string | null> {
  return orderedSearch(question).settle();
}

/** The schedules that an answer on ordered items rests on: each is looked for once, and only when it is asked for. */
function orderedSearch(question: OrderedQuestion) {
  const { team, demand, notBefore, budget } = question;
  const first = Math.min(...question.own.map((part) => part.first), ...question.parts.map((part) => part.first));
  const { committed, late } = withReachableDates(question, first);
  const { parts, broken } = keepable({ ...question, committed }, first);
  const all = [...committed, demand];
  const ordered = new Set(all.filter((other) => other.items !== undefined).map(({ id }) => id));
  const divisible = parts.filter((part) => !ordered.has(part.demandId));
  const lateAnyway = once(() =>
    lateItems(orderedWork(team, committed, notBefore, first), divisible, demand.id, budget),
  );
  const tryAt = (work: OrderedWork, rest = divisible) =>
    attemptOrdered({ work, demandId: demand.id, divisible: rest, budget, lateAnyway });
  const at = (deadline: string) => tryAt(orderedWork(team, [...committed, { ...demand, deadline }], notBefore, first));
  const work = orderedWork(team, all, notBefore, first);
  const attempt = once((): Search<OrderedAttempt> => tryAt(work));
  const settle = function* (): Search<string | null> {
    const possible = () => earliestOf(team, demand, parts);
    if (demand.items !== undefined) {
      const { reached } = yield* attempt();
      return (yield* confirmDate(reached, at)) ?? (yield* confirmLater(possible(), at));
    }
    return yield* confirmLater(possible(), (deadline) => {
      const moved = partsOf({ ...demand, deadline }, notBefore);
      return tryAt(work, [...divisible.filter((part) => part.demandId !== demand.id), ...moved]);
    });
  };
  return { work, parts, late: [...late, ...broken], attempt, settle };
}

/** Promises whose own order takes too long keep their work and lose their dates: they are late whatever is asked now. */
function withReachableDates({ team, committed, notBefore }: OrderedQuestion, first: number) {
  const late: BrokenPromise[] = [];
  const reachable = committed.map((other): Demand => {
    if (other.items === undefined) return other;
    const work = orderedWork(team, [other], notBefore, first);
    if (brokenOrder(work, other.id) === null) return other;
    late.push({ demandId: other.id, missingHours: null });
    const items = other.items.map(({ deadline: _deadline, ...item }) => item);
    return { ...other, items, deadline: criticalDate(work, other.id) };
  });
  return { committed: reachable, late };
}

function keepable({ team, demand, committed, parts, own, notBefore }: OrderedQuestion, first: number) {
  if (committed.length === 0) return { parts, broken: [] };
  const others = committed.flatMap((other) => partsOf(other, notBefore));
  const all = [...others, ...own].filter((part) => part.units > 0);
  const end = Math.max(first + 1, ...own.map((part) => part.end), ...all.map((part) => part.end));
  const pool = buildAblePool({ team, first, end, parts: all });
  return keepableWork({ pool, parts: all, demandId: demand.id });
}

/** Looks for something when it is first asked for. */
function once<Value>(find: () => Search<Value>): () => Search<Value> {
  let found: { readonly value: Value } | null = null;
  return function* () {
    found ??= { value: yield* find() };
    return found.value;
  };
}
