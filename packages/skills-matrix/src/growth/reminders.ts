import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import { requireCount } from '../matching/rank.ts';
import type { CertificateState, ProfileSet } from '../profiles/model.ts';
import type { Readiness } from './readiness.ts';

/** Training that a person agreed to. */
export interface PlannedTraining {
  readonly personId: string;
  readonly courseId: string;
  /** The last day included. */
  readonly dueOn: IsoDate;
}

/**
 * Something to tell a person. `key` is the same every day, and another for other news (due, then overdue), so that a
 * host can send each once.
 */
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
 * What people should be reminded of on the profiles' day: certificates that expire soon or have expired lately and are
 * not renewed by one of the same name and issuer, training that is due or overdue and was never passed, promotions that
 * are near or ready. By person, then by day.
 *
 * `inDays` counts from the day of the profiles; below zero it is past. A certificate expires on the first day on which
 * it no longer counts.
 *
 * @throws InvalidInputError `skills/invalid-limit`, `skills/invalid-share`, `core/not-a-date`
 * @example
 * ```ts
 * import { buildProfiles, listReminders } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy: { version: '1', skills: [] },
 *   evidence: [{ id: 'c', personId: 'lin', kind: 'certificate', name: 'CKA', issuer: 'CNCF', at: '2024-12-01', validTo: '2026-12-01' }],
 * });
 * listReminders({ profiles })[0]?.key; // 'certificate-expires:c:2026-12-01'
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
  if (!(nearFrom >= 0 && nearFrom <= 1)) {
    throw invalidInput('skills/invalid-share', ['nearFrom'], `${nearFrom} is not a share from 0 to 1`);
  }
  const today = epochDayOf(profiles.asOf);
  const reminders: Reminder[] = [];
  for (const { personId, certificates } of profiles.people) {
    for (const certificate of certificates) {
      const { evidenceId, name, validTo, state } = certificate;
      if (validTo === null || state === 'revoked' || state === 'not-yet-valid') continue;
      const inDays = epochDayOf(validTo) - today;
      if (Math.abs(inDays) > withinDays || isRenewed(certificate, certificates)) continue;
      const kind = inDays > 0 ? 'certificate-expires' : 'certificate-expired';
      reminders.push({ kind, key: keyOf(kind, evidenceId, validTo), personId, name, on: validTo, inDays });
    }
  }
  reminders.push(...trainingReminders(profiles, training, today, withinDays));
  for (const item of readiness) {
    if (item.nextStepId === null) continue;
    const { personId, ladderId, nextStepId: stepId, progress, nextBestStep } = item;
    const head = (kind: Reminder['kind']) => ({ key: keyOf(kind, personId, ladderId, stepId), personId, stepId });
    if (item.ready) reminders.push({ kind: 'promotion-ready', ...head('promotion-ready') });
    else if (progress >= nearFrom && nextBestStep !== null) {
      reminders.push({ kind: 'promotion-near', ...head('promotion-near'), progress, next: nextBestStep.key });
    }
  }
  const dayOf = (item: Reminder): string => ('on' in item ? item.on : '');
  return reminders.sort(
    (a, b) => compareText(a.personId, b.personId) || compareText(dayOf(a), dayOf(b)) || compareText(a.key, b.key),
  );
}

/** Parts put together so that no two lists of parts read the same, whatever the ids hold. */
function keyOf(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll(':', '%3A')).join(':');
}

/** Another certificate of the name and issuer goes on where this one ends. */
function isRenewed({ name, issuer, validTo }: CertificateState, certificates: readonly CertificateState[]): boolean {
  return certificates.some(
    (other) =>
      other.name === name &&
      other.issuer === issuer &&
      (other.state === 'valid' || other.state === 'not-yet-valid') &&
      other.validFrom <= validTo! &&
      (other.validTo === null || other.validTo > validTo!),
  );
}

function trainingReminders(
  profiles: ProfileSet,
  training: readonly PlannedTraining[],
  today: number,
  withinDays: number,
): readonly Reminder[] {
  const passed = new Set(
    profiles.people.flatMap((person) => person.courses.map((course) => keyOf(person.personId, course))),
  );
  return training.flatMap(({ personId, courseId, dueOn }, at): Reminder[] => {
    const inDays = epochDayOf(dueOn, ['training', at, 'dueOn']) - today;
    if (passed.has(keyOf(personId, courseId)) || inDays > withinDays) return [];
    const kind = inDays >= 0 ? 'training-due' : 'training-overdue';
    return [{ kind, key: keyOf(kind, personId, courseId, dueOn), personId, courseId, on: dueOn, inDays }];
  });
}
