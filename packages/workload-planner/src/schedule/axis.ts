import type { ScheduleModel } from './model.ts';

/** What a float loses between a time and a micro-hour: far below a micro-hour. */
const ROUNDING = 1e-6;

/** The first free micro-hour of a person at or after a time. */
export function unitAt(model: ScheduleModel, row: number, time: number): number {
  const { days } = model.grid;
  const base = row * (days + 1);
  if (time >= days) return model.axis[base + days]!;
  const day = Math.floor(time);
  const start = model.axis[base + day]!;
  return start + Math.ceil((time - day) * (model.axis[base + day + 1]! - start) - ROUNDING);
}

/** The free micro-hours of a person before a time, rounded up; all of them for a time beyond the horizon. */
export function unitsBy(model: ScheduleModel, row: number, time: number): number {
  const { days } = model.grid;
  const base = row * (days + 1);
  if (time >= days) return model.axis[base + days]!;
  const day = Math.floor(time);
  const start = model.axis[base + day]!;
  return start + Math.ceil((time - day) * (model.axis[base + day + 1]! - start));
}

/** The time at which a person has used so many free micro-hours; Infinity beyond the horizon. */
export function timeOfEnd(model: ScheduleModel, row: number, units: number): number {
  const { days } = model.grid;
  const base = row * (days + 1);
  if (units > model.axis[base + days]!) return Number.POSITIVE_INFINITY;
  // The first day by whose end the units are used.
  let [low, high] = [0, days];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (model.axis[base + middle]! < units) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const start = model.axis[base + low - 1]!;
  return low - 1 + (units - start) / (model.axis[base + low]! - start);
}

/** The time at which a person's micro-hour begins: on the day that holds it, not at the end of the one before. */
export function timeOfStart(model: ScheduleModel, row: number, units: number): number {
  const { days } = model.grid;
  const base = row * (days + 1);
  let [low, high] = [0, days];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (model.axis[base + middle + 1]! <= units) low = middle + 1;
    else high = middle;
  }
  if (low === days) return Number.POSITIVE_INFINITY;
  const start = model.axis[base + low]!;
  return low + (units - start) / (model.axis[base + low + 1]! - start);
}
