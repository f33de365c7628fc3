import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { makeItems, makeTeam } from '../../testing/company.ts';
import { buildGrid } from '../load/grid.ts';
import { timeOfEnd, unitAt } from './axis.ts';
import { buildScheduleModel, type ScheduleModel } from './model.ts';
import { createBoard, isBetter, type Preference, placeAll } from './place.ts';

/** 2026-11-16, a Monday. */
const first = Date.UTC(2026, 10, 16) / 86_400_000;

type Stretch = readonly [from: number, to: number];

/** The stretches of a person's axis on which a part is done that starts at `at` or as soon after as there is room. */
function roomFor(busy: readonly Stretch[], units: number, at: number, isSplittable: boolean): readonly Stretch[] {
  const later = busy.filter(([, to]) => to > at).toSorted((one, other) => one[0] - other[0]);
  if (!isSplittable) {
    const starts = [at, ...later.map(([, to]) => to)];
    const start = starts.find((from) => later.every(([begin, to]) => to <= from || begin >= from + units))!;
    return [[start, start + units]];
  }
  const stretches: Stretch[] = [];
  let [left, from] = [units, at];
  for (const [begin, to] of [...later, [Number.POSITIVE_INFINITY, 0] as const]) {
    const length = Math.min(left, begin - from);
    if (length > 0) stretches.push([from, from + length]);
    left -= Math.max(0, length);
    if (left === 0) return stretches;
    from = to;
  }
  return stretches;
}

/** Serial generation by its definition: item after item, part after part, to whoever is done first. */
function plainly(model: ScheduleModel, order: readonly number[], wishes?: Preference) {
  const busy: Stretch[][] = model.grid.people.map(() => []);
  const finishes = model.items.map(() => 0);
  const who = [...model.partUnits].map(() => -1);
  for (const item of order) {
    const before = [...model.predecessor.subarray(model.firstPredecessor[item], model.firstPredecessor[item + 1])];
    const ready = Math.max(
      model.release[item]!,
      wishes?.notBefore[item] ?? 0,
      ...before.map((other) => finishes[other]!),
    );
    const kept = busy.map((list) => [...list]);
    const taken: number[] = [];
    let finish = ready;
    for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) {
      const kind = model.partKind[part]!;
      const offers = [...model.able.subarray(model.firstAble[kind], model.firstAble[kind + 1])].flatMap((row) => {
        if (taken.includes(row) || ready === Number.POSITIVE_INFINITY) return [];
        const room = roomFor(
          busy[row]!,
          model.partUnits[part]!,
          unitAt(model, row, ready),
          model.splittable[item] === 1,
        );
        const end = timeOfEnd(model, row, room.at(-1)![1]);
        return end === Number.POSITIVE_INFINITY ? [] : [{ row, room, end }];
      });
      const soonest = Math.min(...offers.map(({ end }) => end));
      const offer =
        offers.find(({ row }) => row === wishes?.keep[part]) ?? offers.find(({ end }) => end <= soonest + 1e-9);
      if (offer === undefined) {
        finish = Number.POSITIVE_INFINITY;
        break;
      }
      taken.push(offer.row);
      who[part] = offer.row;
      busy[offer.row]!.push(...offer.room);
      finish = Math.max(finish, offer.end);
    }
    finishes[item] = ready === Number.POSITIVE_INFINITY ? ready : finish;
    if (finishes[item] !== Number.POSITIVE_INFINITY) continue;
    // Nobody for one part is nobody for the item.
    busy.splice(0, busy.length, ...kept);
    for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) who[part] = -1;
  }
  return { finishes, who, busy };
}

/** A small company with work of all sorts but roles, which the matching of parts answers for. */
function companyOf(seed: number, days: number): ScheduleModel {
  const team = makeTeam({ people: 4, allocations: 4, weeks: 3, seed });
  const items = makeItems({ items: 14, projects: 3, weeks: 2, seed }).map(({ roles: _roles, ...item }, index) => ({
    ...item,
    splittable: index % 3 === 0,
    needs: index % 2 === 0 ? {} : (item.needs ?? {}),
  }));
  return buildScheduleModel({ grid: buildGrid({ team, first, end: first + days }), items });
}

/** The stretches on a board, by person. */
function stretchesOf(board: ReturnType<typeof createBoard>): readonly (readonly Stretch[])[] {
  return Array.from(board.head, (head) => {
    const found: Stretch[] = [];
    for (let at = head; at !== -1; at = board.next[at]!) found.push([board.from[at]!, board.to[at]!]);
    return found;
  });
}

describe('placing items', () => {
  const inputs = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    days: fc.constantFrom(14, 40, 120),
    wishes: fc.option(
      fc.record({
        rows: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 40, maxLength: 40 }),
        days: fc.array(fc.nat(9), { minLength: 14, maxLength: 14 }),
      }),
      { nil: undefined },
    ),
  });

  it('gives what the plain definition gives, time and again on one board', () => {
    fc.assert(
      fc.property(inputs, ({ seed, days, wishes: given }) => {
        const model = companyOf(seed, days);
        const order = model.topological;
        const wishes = given && {
          keep: Int32Array.from(model.partUnits, (_, part) => given.rows[part]!),
          notBefore: Float64Array.from(model.items, (_, item) => given.days[item]!),
        };
        const board = createBoard(model);
        for (const wish of [wishes, undefined]) {
          const score = placeAll(model, order, board, wish);
          const { finishes, who, busy } = plainly(model, [...order], wish);
          expect([...board.itemFinish]).toEqual(finishes);
          expect([...board.partPerson]).toEqual(who);
          expect(stretchesOf(board)).toEqual(busy.map((list) => list.toSorted((one, other) => one[0] - other[0])));
          const placed = finishes.filter((finish) => finish < Number.POSITIVE_INFINITY);
          expect(score.unplaced).toBe(finishes.length - placed.length);
          expect(score.makespan).toBe(Math.max(0, ...placed));
          const late = finishes.map((finish, item) =>
            finish < Number.POSITIVE_INFINITY ? Math.max(0, finish - model.due[item]!) * model.weight[item]! : 0,
          );
          expect(score.lateness).toBeCloseTo(
            late.reduce((sum, days) => sum + days, 0),
            9,
          );
        }
      }),
      { numRuns: companies(150) },
    );
  });

  it('has room for two stretches for each part, where much is laid down and taken up', () => {
    // One person, twenty fixed hours on twenty days, and one item of 150 hours around them.
    const fixed = Array.from({ length: 20 }, (_, index) => ({
      id: `f${index}`,
      effortHours: 1,
      start: new Date((first + Math.floor(index / 5) * 7 + (index % 5)) * 86_400_000).toISOString().slice(0, 10),
    }));
    const long = { id: 'long', effortHours: 150, splittable: true };
    const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };
    const model = buildScheduleModel({ grid: buildGrid({ team, first, end: first + 60 }), items: [...fixed, long] });
    const board = createBoard(model);
    const order = Int32Array.from(model.items, (_, index) => index);
    expect(placeAll(model, order, board)).toMatchObject({ unplaced: 0 });
    // Each day one hour, then seven of the long item: 133 hours between the twenty, and seventeen behind the last.
    const own = stretchesOf(board)[0]!;
    expect(own).toHaveLength(40);
    expect(own.every(([from], at) => at === 0 || from === own[at - 1]![1])).toBe(true);
    expect(own.at(-1)).toEqual([153_000_000, 170_000_000]);
  });
});

describe('a better score', () => {
  const score = (unplaced: number, lateness: number, makespan: number) => ({ unplaced, lateness, makespan });

  it('places more, else is less late, else ends earlier', () => {
    expect(isBetter(score(0, 9, 9), score(1, 0, 0))).toBe(true);
    expect(isBetter(score(1, 0, 0), score(0, 9, 9))).toBe(false);
    expect(isBetter(score(0, 1, 9), score(0, 2, 1))).toBe(true);
    expect(isBetter(score(0, 2, 1), score(0, 1, 9))).toBe(false);
    expect(isBetter(score(0, 1, 3), score(0, 1, 4))).toBe(true);
    expect(isBetter(score(0, 1, 4), score(0, 1, 3))).toBe(false);
  });

  it('is none by what a float loses', () => {
    expect(isBetter(score(0, 1, 3), score(0, 1 + 1e-12, 2))).toBe(false);
    expect(isBetter(score(0, 1, 3), score(0, 1, 3 + 1e-12))).toBe(false);
    expect(isBetter(score(0, 1, 3), score(0, 1, 3))).toBe(false);
  });
});
