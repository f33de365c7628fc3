import { dateOfEpochDay, type IsoDate } from '../dates/date.ts';
import { type ChangeRejection, type OrganisationChange, replayChanges } from './change.ts';
import type { Organisation } from './model.ts';
import { managerChain, unitPath } from './queries.ts';
import { type OrganisationView, viewOrganisation } from './view.ts';

/** What changes for whom, before it is done. */
export interface ChangeImpact {
  /** The day on which both are looked at: without the changes and with them. */
  readonly asOf: IsoDate;
  readonly joins: readonly string[];
  readonly leaves: readonly string[];
  /** People whose units or groups change. */
  readonly moves: readonly {
    readonly personId: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
  }[];
  readonly managerChanges: readonly {
    readonly personId: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  /** People whose managers further up change, though not the nearest one. */
  readonly chainChanges: readonly {
    readonly personId: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
  }[];
  /** People under another branch of the tree than before, though in the same unit. */
  readonly branchChanges: readonly string[];
  readonly unitMoves: readonly { readonly unitId: string; readonly from: string | null; readonly to: string | null }[];
}

/**
 * What changes would do, without doing them: who comes, goes and moves, and whose managers change. Both sides are
 * looked at on `asOf`, which is the day of the last change unless given.
 *
 * @throws InvalidInputError `core/not-a-date`
 * @example
 * ```ts
 * import { previewChanges, replayChanges } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const preview = previewChanges({
 *   organisation: replayed.organisation,
 *   changes: [{ kind: 'person-moves', effective: '2026-07-01', personId: 'lin', unitId: null }],
 * });
 * preview.ok && preview.impact.managerChanges; // [{ personId: 'lin', from: 'zhou', to: null }]
 * ```
 */
export function previewChanges(options: {
  readonly organisation: Organisation;
  readonly changes: readonly OrganisationChange[];
  readonly asOf?: IsoDate;
}):
  | {
      readonly ok: true;
      readonly impact: ChangeImpact;
      readonly before: OrganisationView;
      readonly after: OrganisationView;
    }
  | { readonly ok: false; readonly rejection: ChangeRejection; readonly at: number } {
  const outcome = replayChanges(options);
  if (!outcome.ok) return { ok: false, rejection: outcome.rejection, at: outcome.at ?? 0 };
  const asOf = options.asOf ?? lastDay(options.changes);
  const before = viewOrganisation({ organisation: options.organisation, asOf });
  const after = viewOrganisation({ organisation: outcome.organisation, asOf });
  return { ok: true, impact: compareViews({ before, after }), before, after };
}

/**
 * How two views differ.
 *
 * @example
 * ```ts
 * import { compareViews, replayChanges, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * compareViews({ before: view, after: view }).moves; // []
 * ```
 */
export function compareViews(options: {
  readonly before: OrganisationView;
  readonly after: OrganisationView;
}): ChangeImpact {
  const { before, after } = options;
  const staying = Object.keys(after.people).filter((id) => Object.hasOwn(before.people, id));
  const unitsOf = (view: OrganisationView, id: string) =>
    (view.people[id]?.memberships ?? []).map((row) => row.unitId).sort();
  const manager = (view: OrganisationView, id: string) => view.people[id]?.managerId ?? null;
  const chain = (view: OrganisationView, id: string) => managerChain({ view, personId: id });
  const moved = staying.map((personId) => ({
    personId,
    from: unitsOf(before, personId),
    to: unitsOf(after, personId),
  }));
  const managed = staying.map((personId) => ({
    personId,
    from: manager(before, personId),
    to: manager(after, personId),
  }));
  return {
    asOf: after.asOf,
    joins: Object.keys(after.people).filter((id) => !Object.hasOwn(before.people, id)),
    leaves: Object.keys(before.people).filter((id) => !Object.hasOwn(after.people, id)),
    moves: moved.filter(differs),
    managerChanges: managed.filter(differs),
    chainChanges: managed
      .filter((row) => !differs(row))
      .map(({ personId }) => ({ personId, from: chain(before, personId), to: chain(after, personId) }))
      .filter(differs),
    branchChanges: moved
      .filter((row) => !differs(row))
      .map(({ personId }) => ({ personId, from: branches(before, personId), to: branches(after, personId) }))
      .filter(differs)
      .map(({ personId }) => personId),
    unitMoves: Object.values(after.units)
      .filter((unit) => Object.hasOwn(before.units, unit.id))
      .map((unit) => ({ unitId: unit.id, from: before.units[unit.id]?.parentId ?? null, to: unit.parentId }))
      .filter(differs),
  };
}

function branches(view: OrganisationView, personId: string): readonly (readonly string[])[] {
  return (view.people[personId]?.memberships ?? []).map((row) => unitPath({ view, unitId: row.unitId }));
}

function differs(row: { readonly from: unknown; readonly to: unknown }): boolean {
  return JSON.stringify(row.from) !== JSON.stringify(row.to);
}

function lastDay(changes: readonly OrganisationChange[]): IsoDate {
  const [first = dateOfEpochDay(0), ...others] = changes.map((change) => change.effective);
  return others.reduce((last, day) => (day > last ? day : last), first);
}
