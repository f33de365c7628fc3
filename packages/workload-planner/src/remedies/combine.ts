import type { Paused } from '../steps.ts';
import { proposeHire } from './add-people.ts';
import { evidenceOfChange } from './evidence.ts';
import { commonOf, type Proposal, proposeCut, proposeDeferral, proposeMove } from './free-up.ts';
import { effectOf, measureAgain, type Shortage } from './measure.ts';
import { compareRemedies } from './rank.ts';
import type { Remedy, RemedyPrice, RemedyRates, RemedyStep } from './types.ts';

/** Steps taken one after the other, and the team that they leave. */
interface Taken {
  readonly team: Shortage['team'];
  readonly steps: readonly RemedyStep[];
}

/**
 * A smallest set in the sense that no step of it can be left out: steps are added cheapest first until they are
 * enough, then each is tried without. Every step is worked out anew on what the ones before have left, so that no two of
 * them count on the same free hours. Where all of them are too little, those that break nothing are offered with new
 * people for what is left.
 */
export function* combine(
  shortage: Shortage,
  proposals: readonly Proposal[],
  rates: RemedyRates,
): Paused<Remedy | null> {
  const ordered = proposals.map(({ step }) => step).sort(compareRemedies);
  let taken: Taken = { team: shortage.team, steps: [] };
  for (const step of ordered) {
    if (closes(shortage, taken)) break;
    yield;
    if (!taken.steps.some((other) => itemOf(other) === itemOf(step))) taken = takeStep(shortage, taken, step) ?? taken;
  }
  const enough = closes(shortage, taken) ? yield* leaveOut(shortage, taken) : withNewPeople(shortage, taken, rates);
  return enough === null ? null : togetherOf(shortage, enough);
}

function closes(shortage: Shortage, taken: Taken): boolean {
  return effectOf(shortage, taken.team).closes;
}

/** Without each step that the others can do without, the dearest tried first. */
function* leaveOut(shortage: Shortage, enough: Taken): Paused<Taken> {
  let taken = enough;
  for (let at = taken.steps.length - 1; at >= 0; at -= 1) {
    const without = takeSteps(shortage, taken.steps.toSpliced(at, 1));
    if (without !== null && closes(shortage, without)) taken = without;
    yield;
  }
  return taken;
}

/** The steps that break nothing, and people for what they leave open; null where there are none, or nobody is enough. */
function withNewPeople(shortage: Shortage, all: Taken, rates: RemedyRates): Taken | null {
  const harmless = all.steps.filter(({ breaks }) => breaks.length === 0);
  const taken = harmless.length === 0 ? null : takeSteps(shortage, harmless);
  const hire = taken === null ? null : proposeHire(measureAgain(shortage, taken.team), rates);
  if (taken === null || hire === null) return null;
  const both = { team: hire.team, steps: [...taken.steps, hire.step] };
  return closes(shortage, both) ? both : null;
}

function togetherOf(shortage: Shortage, { steps, team }: Taken): Remedy {
  const price: RemedyPrice = {
    extraHours: steps.reduce((sum, step) => sum + step.price.extraHours, 0),
    delayDays: Math.max(...steps.map((step) => step.price.delayDays)),
    valueLost: steps.reduce<number | null>(
      (sum, { price: { valueLost } }) => (sum === null || valueLost === null ? null : sum + valueLost),
      0,
    ),
    money: steps.find(({ kind }) => kind === 'hire')?.price.money ?? null, // nothing else here has a rate
  };
  const breaks = steps.flatMap((step) => step.breaks.filter(({ kind }) => kind !== 'demands'));
  const effect = effectOf(shortage, team);
  const givesWay = steps.flatMap((step) => step.evidence.givesWay);
  const evidence = evidenceOfChange(shortage, effect, givesWay);
  return { kind: 'combine', steps, ...commonOf(shortage, effect, { breaks, price, evidence }) };
}

function takeSteps(shortage: Shortage, steps: readonly RemedyStep[]): Taken | null {
  return steps.reduce<Taken | null>((taken, step) => taken && takeStep(shortage, taken, step), {
    team: shortage.team,
    steps: [],
  });
}

/** The same kind of step for the same work on what is left now; null where it no longer helps. */
function takeStep(shortage: Shortage, taken: Taken, step: RemedyStep): Taken | null {
  const allocation = (taken.team.allocations ?? []).find(({ id }) => id === itemOf(step));
  if (allocation === undefined) return null;
  const now = measureAgain(shortage, taken.team);
  const propose = step.kind === 'defer' ? proposeDeferral : step.kind === 'cut' ? proposeCut : proposeMove;
  const proposal = propose(now, allocation);
  return proposal && { team: proposal.team, steps: [...taken.steps, proposal.step] };
}

/** The work of somebody's that a step frees hours of; null for every other step. */
export function itemOf(step: RemedyStep): string | null {
  return step.kind === 'defer' || step.kind === 'cut' || step.kind === 'move' ? step.itemId : null;
}
