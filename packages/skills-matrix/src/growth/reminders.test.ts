import { assessReadiness, type Evidence, listReminders } from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { profilesOf } from '../../testing/people.ts';
import { refusalsOf } from '../../testing/refusals.ts';

const certificate = (id: string, rest: { at?: string; validTo?: string; name?: string }): Evidence => ({
  ...{ id, personId: 'lin', kind: 'certificate', name: 'CKA', issuer: 'CNCF', at: '2024-12-01' },
  ...rest,
});
const on = (
  asOf: string,
  evidence: readonly Evidence[],
  training: Parameters<typeof listReminders>[0]['training'] = [],
) => listReminders({ profiles: profilesOf({ lin: { go: 3 } }, { asOf, evidence }), training });

describe('a key is the same every day, and another for other news', () => {
  it('a host that sends each key once tells of the end after it told of the approach', () => {
    const evidence = [certificate('c', { validTo: '2026-12-01' })];
    const sent = new Set<string>();
    const kinds = ['2026-11-20', '2026-11-30', '2026-12-01', '2026-12-02'].flatMap((day) =>
      on(day, evidence, [{ personId: 'lin', courseId: 'go-2', dueOn: '2026-11-30' }]).flatMap(({ key, kind }) => {
        if (sent.has(key)) return [];
        sent.add(key);
        return [`${day} ${kind}`];
      }),
    );
    expect(kinds).toEqual([
      '2026-11-20 training-due',
      '2026-11-20 certificate-expires',
      '2026-12-01 training-overdue',
      '2026-12-01 certificate-expired',
    ]);
  });

  it('a promotion that is near and then ready is told twice', () => {
    const ladder = { id: 'l', steps: [{ id: 'p', name: 'P', requires: { skills: [{ skillId: 'go', atLeast: 3 }] } }] };
    const keys = [2.7, 3].map((go) => {
      const profiles = profilesOf({ lin: { go } });
      const readiness = [assessReadiness({ profiles, personId: 'lin', ladder })];
      return listReminders({ profiles, readiness })[0]!.key;
    });
    expect(new Set(keys).size).toBe(2);
  });

  it('ids with the separator in them do not share a key', () => {
    const rows = [
      { personId: 'a', courseId: 'b:c', dueOn: '2026-11-22' },
      { personId: 'a:b', courseId: 'c', dueOn: '2026-11-22' },
    ];
    expect(new Set(on('2026-11-22', [], rows).map(({ key }) => key)).size).toBe(2);
  });
});

describe('a course passed by somebody else', () => {
  it('does not count for a person whose id and course read the same when put together', () => {
    const evidence: Evidence[] = [{ id: 'x', personId: 'a b', kind: 'course', courseId: 'c', at: '2026-01-01' }];
    const rows = [{ personId: 'a', courseId: 'b c', dueOn: '2026-11-22' }];
    expect(on('2026-11-22', evidence, rows).map(({ kind }) => kind)).toEqual(['training-due']);
  });
});

describe('a certificate that was renewed', () => {
  it('is not said to expire, while one that was not is', () => {
    const old = certificate('c1', { validTo: '2026-12-01' });
    expect(on('2026-11-22', [old]).map(({ kind }) => kind)).toEqual(['certificate-expires']);
    for (const renewal of [
      certificate('c2', { at: '2026-11-01', validTo: '2028-12-01' }),
      certificate('c2', { at: '2026-11-01' }),
    ]) {
      expect(on('2026-11-22', [old, renewal])).toEqual([]);
      expect(on('2026-12-05', [old, renewal])).toEqual([]);
    }
  });

  it('by one of another name, one that begins after a gap or one that was revoked, is still told', () => {
    const old = certificate('c1', { validTo: '2026-12-01' });
    const others: readonly Evidence[][] = [
      [certificate('c2', { at: '2026-11-01', name: 'CKAD' })],
      [{ ...certificate('c2', { at: '2026-11-01' }), validFrom: '2026-12-02' } as Evidence],
      [
        certificate('c2', { at: '2026-11-01' }),
        { id: 'r', personId: 'lin', kind: 'certificate-revocation', certificateId: 'c2', at: '2026-11-10' },
      ],
    ];
    for (const more of others) {
      expect(on('2026-11-22', [old, ...more]).map(({ kind }) => kind)).toEqual(['certificate-expires']);
    }
  });
});

it('a threshold that is no share is refused', () => {
  for (const nearFrom of [Number.NaN, -0.1, 80]) {
    expect(refusalsOf(() => listReminders({ profiles: profilesOf({}), nearFrom }))).toEqual([
      'skills/invalid-share nearFrom',
    ]);
  }
});
