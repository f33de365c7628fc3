import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { compareText } from '../evidence/check.ts';
import { requireCount } from '../matching/rank.ts';
import type { ProfileSet } from '../profiles/model.ts';
import type { Readiness } from './readiness.ts';

/** Training that a person agreed to. */
export interface PlannedTraining {
  readonly personId: string;
  readonly courseId: string;
  /** The last day included. */
  readonly dueOn: IsoDate;
}

/** Something to tell a person. `key` is the same every day, so that a host can send it once. */
export type Reminder =
  | {
      readonly kind: 'certificate-expires';
      readonly key: string;
      readonly personId: string;
      readonly name: string;
      readonly on: IsoDate;
      readonly inDays: number;
    }
  | {
      readonly kind: 'certificate-expired';
      readonly key: string;
      readonly personId: string;
      readonly name: string;
      readonly on: IsoDate;
      readonly inDays: number;
    }
  | {
      readonly kind: 'training-due';
      readonly key: string;
      readonly personId: string;
      readonly courseId: string;
      readonly on: IsoDate;
      readonly inDays: number;
    }
  | {
      readonly kind: 'training-overdue';
      readonly key: string;
      readonly personId: string;
      readonly courseId: string;
      readonly on: IsoDate;
      readonly inDays: number;
    }
  | { readonly kind: 'promotion-ready'; readonly key: string; readonly personId: string; readonly stepId: string }
  | {
      readonly kind: 'promotion-near';
      readonly key: string;
      readonly personId: string;
      readonly stepId: string;
      readonly progress: number;
      readonly next: string;
    };

/**
 * What people should be reminded of on the profiles' day: certificates that expire soon or have expired lately,
 * training that is due or overdue and not yet passed, promotions that are near or ready. By person, then by day.
 *
 * `inDays` counts from the day of the profiles; below zero it is past.
 *
 * @throws InvalidInputError `skills/invalid-limit`, `core/not-a-date`
 * @example
 * ```ts
 * import { buildProfiles, listReminders } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy: { version: '1', skills: [] },
 *   evidence: [{ id: 'c', personId: 'lin', kind: 'certificate', name: 'CKA', issuer: 'CNCF', at: '2024-12-01', validTo: '2026-12-01' }],
 * });
 * listReminders({ profiles })[0]?.key; // 'certificate:c:2026-12-01'
 * ```
 */
export function listReminders(options: {
  readonly profiles: ProfileSet;
  readonly training?: readonly PlannedTraining[];
  readonly readiness?: readonly Readiness[];
  /** How many days ahead, and back; default 30. */
  readonly withinDays?: number;
  /** From which progress a promotion is near, 0..1; default 0.8. */
  readonly nearFrom?: number;
}): readonly Reminder[] {
  const { profiles, training = [], readiness = [], withinDays = 30, nearFrom = 0.8 } = options;
  requireCount(withinDays, 'withinDays');
  const today = epochDayOf(profiles.asOf);
  const reminders: Reminder[] = [];
  for (const { personId, certificates } of profiles.people) {
    for (const { evidenceId, name, validTo, state } of certificates) {
      if (validTo === null || state === 'revoked' || state === 'not-yet-valid') continue;
      const inDays = epochDayOf(validTo) - today;
      if (Math.abs(inDays) > withinDays) continue;
      const kind = inDays > 0 ? 'certificate-expires' : 'certificate-expired';
      reminders.push({ kind, key: `certificate:${evidenceId}:${validTo}`, personId, name, on: validTo, inDays });
    }
  }
  reminders.push(...trainingReminders(profiles, training, today, withinDays));
  for (const item of readiness) {
    if (item.nextStepId === null) continue;
    const head = {
      key: `promotion:${item.personId}:${item.ladderId}:${item.nextStepId}`,
      personId: item.personId,
      stepId: item.nextStepId,
    };
    if (item.ready) reminders.push({ kind: 'promotion-ready', ...head });
    else if (item.progress >= nearFrom && item.nextBestStep !== null) {
      reminders.push({ kind: 'promotion-near', ...head, progress: item.progress, next: item.nextBestStep.key });
    }
  }
  const dayOf = (item: Reminder): string => ('on' in item ? item.on : '');
  return reminders.sort(
    (a, b) => compareText(a.personId, b.personId) || compareText(dayOf(a), dayOf(b)) || compareText(a.key, b.key),
  );
}

function trainingReminders(
  profiles: ProfileSet,
  training: readonly PlannedTraining[],
  today: number,
  withinDays: number,
): readonly Reminder[] {
  const passed = new Set(
    profiles.people.flatMap((person) => person.courses.map((course) => `${person.personId} ${course}`)),
  );
  return training.flatMap(({ personId, courseId, dueOn }, at): Reminder[] => {
    const inDays = epochDayOf(dueOn, ['training', at, 'dueOn']) - today;
    if (passed.has(`${personId} ${courseId}`) || inDays > withinDays) return [];
    const kind = inDays >= 0 ? 'training-due' : 'training-overdue';
    return [{ kind, key: `training:${personId}:${courseId}:${dueOn}`, personId, courseId, on: dueOn, inDays }];
  });
}
