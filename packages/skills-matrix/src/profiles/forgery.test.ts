import {
  buildProfiles,
  collectStatistics,
  type Evidence,
  explainLevel,
  finishProfiles,
  freezeEndorsement,
  mergeStatistics,
} from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { plainTaxonomy as taxonomy } from '../../testing/people.ts';
import { refusalsOf } from '../../testing/refusals.ts';

const asOf = '2026-11-22';
const lin = { personId: 'lin', at: '2026-11-22' };
const build = (evidence: readonly Evidence[]) => buildProfiles({ evidence, taxonomy, asOf });
const skillOf = (evidence: readonly Evidence[]) => build(evidence).people[0]!.skills[0]!;

describe('a circle of friends', () => {
  const ring = ['a', 'b', 'c', 'd'];
  const own: Evidence[] = ring.map((id) => ({
    ...{ id: `self-${id}`, personId: id, kind: 'self-rating', skillId: 'go', level: 5, at: '2026-11-22' },
  }));
  const endorse = (evidence: readonly Evidence[]) =>
    ring.flatMap((personId) =>
      ring
        .filter((id) => id !== personId)
        .map((endorserId) =>
          freezeEndorsement({
            ...{ taxonomy, evidence },
            endorsement: {
              id: `${endorserId}-${personId}`,
              personId,
              endorserId,
              skillId: 'go',
              level: 5,
              at: '2026-11-22',
            },
          }),
        ),
    );

  it('that has only its own word lifts nobody, and makes nobody surer', () => {
    const endorsements = endorse(own);
    expect(endorsements.map(({ endorserLevel }) => endorserLevel)).toEqual(endorsements.map(() => null));
    expect(build([...own, ...endorsements]).people).toEqual(build(own).people);
  });

  it('weighs by what others say of its members, whatever they say of themselves', () => {
    const ratings: Evidence[] = ring.map((id) => ({
      ...{ id: `m-${id}`, personId: id, kind: 'manager-rating', skillId: 'go', level: 2, at: '2026-11-22' },
    }));
    expect(endorse([...own, ...ratings])[0]!.endorserLevel).toBe(2);
  });
});

describe('one piece of evidence counts once', () => {
  it('and cannot name a skill twice to weigh double', () => {
    const skills = [
      { skillId: 'sql', level: 1 },
      { skillId: 'go', level: 5 },
      { skillId: 'go', level: 5 },
    ];
    const twice: Evidence[] = [
      { ...lin, id: 'p', kind: 'project', tags: [], months: 6, skills },
      { ...lin, id: 'k', kind: 'course', courseId: 'c', skills },
      { ...lin, id: 'z', kind: 'certificate', name: 'n', issuer: 'i', skills },
    ];
    for (const item of twice) {
      expect(refusalsOf(() => build([item]))).toEqual(['skills/invalid-evidence evidence.0.skills.2.skillId']);
    }
  });

  it('a contribution of nothing shows no use', () => {
    const rating: Evidence = { ...lin, id: 'r', kind: 'assessment', skillId: 'go', level: 3, at: '2026-01-01' };
    const none: Evidence = { ...lin, id: 'n', kind: 'contribution', skillId: 'go', count: 0 };
    expect(skillOf([rating, none]).lastUsed).toBeNull();
    expect(skillOf([rating, { ...none, count: 1 }]).lastUsed).toBe('2026-11-22');
  });
});

describe('a revocation', () => {
  const certificate: Evidence = { ...lin, id: 'c', kind: 'certificate', name: 'n', issuer: 'i' };
  const revocation = { ...lin, id: 'r', kind: 'certificate-revocation' as const, certificateId: 'c' };

  it('that names another person than the certificate is refused, not passed over', () => {
    const other = { ...revocation, personId: 'zhao' };
    expect(refusalsOf(() => build([certificate, other]))).toEqual(['skills/invalid-evidence evidence.1.personId']);
    expect(refusalsOf(() => build([other, certificate]))).toEqual(['skills/invalid-evidence evidence.0.personId']);
    expect(build([certificate, revocation]).people[0]!.certificates[0]!.state).toBe('revoked');
  });

  it('of what is no certificate is refused', () => {
    const rating: Evidence = { ...lin, id: 'c', kind: 'assessment', skillId: 'go', level: 3 };
    expect(refusalsOf(() => build([rating, revocation]))).toEqual(['skills/invalid-evidence evidence.1.certificateId']);
  });

  it('whose certificate lies in another shard is kept until they meet', () => {
    const [left, right] = [[certificate], [revocation]].map((evidence) =>
      collectStatistics({ evidence, taxonomy, asOf }),
    );
    const statistics = mergeStatistics({ left: left!, right: right! });
    expect(finishProfiles({ statistics, taxonomy }).people[0]!.certificates[0]!.state).toBe('revoked');
  });
});

describe('what is asked for', () => {
  it('of a skill that is not there is refused, not answered with "no evidence"', () => {
    expect(refusalsOf(() => explainLevel({ evidence: [], taxonomy, asOf, personId: 'lin', skillId: 'og' }))).toEqual([
      'skills/unknown-skill skillId',
    ]);
  });

  it('of a kind of evidence that is not known is refused with its path', () => {
    const odd = { ...lin, id: 'x', kind: 'managerRating', skillId: 'go', level: 3 } as unknown as Evidence;
    expect(refusalsOf(() => build([odd]))).toEqual(['skills/invalid-evidence evidence.0.kind']);
  });
});
