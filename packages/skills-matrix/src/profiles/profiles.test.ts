import { InvalidInputError } from '@meritkit/core/errors';
import {
  advanceStatistics,
  buildProfiles,
  collectStatistics,
  defaultEvidencePolicy,
  type Evidence,
  explainLevel,
  finishProfiles,
  freezeEndorsement,
  mergeStatistics,
  parseEvidence,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { describe, expect, test } from 'vitest';
import { halving } from '../time/halving.ts';

const taxonomy: Taxonomy = {
  version: '1',
  skills: [
    { id: 'go', name: 'Go' },
    { id: 'sql', name: 'SQL' },
  ],
};
const asOf = '2026-11-22';
const head = { personId: 'lin', skillId: 'go' } as const;
const certificate: Evidence = {
  id: 'c',
  personId: 'lin',
  kind: 'certificate',
  name: 'Gopher',
  issuer: 'X',
  at: '2025-11-22',
  validTo: '2026-11-22',
  skills: [{ skillId: 'go', level: 4 }],
};
const worked: readonly Evidence[] = [
  { id: 'a', ...head, kind: 'assessment', level: 3, at: asOf },
  { id: 'b', ...head, kind: 'manager-rating', level: 4, at: '2024-11-22' },
  certificate,
  { id: 'd', ...head, kind: 'self-rating', level: 5, at: asOf },
  { id: 'e', ...head, kind: 'endorsement', level: 5, at: asOf, endorserId: 'wu', endorserLevel: 4 },
];
const levelIn = (evidence: readonly Evidence[], more: Partial<Parameters<typeof buildProfiles>[0]> = {}) =>
  buildProfiles({ evidence, taxonomy, asOf, ...more }).people[0]?.skills.find((skill) => skill.skillId === 'go');

describe('the worked example of the method page', () => {
  test('gives the level computed by hand', () => {
    // weights: 4; 2 halved once; expired today; 0.5; 1 x 4/5. Precision 6.3, weighted sum 12 + 4 + 2.5 + 4 = 22.5.
    const skill = levelIn(worked)!;
    expect(skill.level).toBeCloseTo(22.5 / 6.3, 12);
    expect(skill.standardDeviation).toBeCloseTo(0.398_409_536, 9);
    expect(skill.interval[0]).toBeCloseTo(2.790_56, 5);
    expect(skill.interval[1]).toBeCloseTo(4.352_297, 5);
    expect(skill.evidenceCount).toBe(4);
  });

  test('the day before, the certificate still counts', () => {
    const skill = levelIn([certificate], { asOf: '2026-11-21' })!;
    expect([skill.level, skill.evidenceCount, skill.standardDeviation]).toEqual([4, 1, Math.sqrt(1 / 1.5)]);
    expect(levelIn([certificate])).toBeUndefined();
  });
});

describe('certificates', () => {
  const states = (evidence: readonly Evidence[], day: string) =>
    buildProfiles({ evidence, taxonomy, asOf: day }).people[0]?.certificates.map((item) => item.state);

  test('are valid from their first day up to and without their last', () => {
    const later: Evidence = { ...certificate, at: '2025-01-01', validFrom: '2025-11-22' } as Evidence;
    expect(states([later], '2025-11-21')).toEqual(['not-yet-valid']);
    expect(states([later], '2025-11-22')).toEqual(['valid']);
    expect(states([later], '2026-11-21')).toEqual(['valid']);
    expect(states([later], '2026-11-22')).toEqual(['expired']);
  });

  test('stop on the day they are revoked, by themselves or by later evidence', () => {
    expect(states([{ ...certificate, revokedAt: '2026-03-01' } as Evidence], '2026-02-28')).toEqual(['valid']);
    expect(states([{ ...certificate, revokedAt: '2026-03-01' } as Evidence], '2026-03-01')).toEqual(['revoked']);
    const revocation: Evidence = {
      id: 'z',
      personId: 'lin',
      kind: 'certificate-revocation',
      certificateId: 'c',
      at: '2026-02-01',
    };
    expect(states([{ ...certificate, revokedAt: '2026-03-01' } as Evidence, revocation], '2026-02-01')).toEqual([
      'revoked',
    ]);
    expect(states([certificate, { ...revocation, certificateId: 'other' }], '2026-02-01')).toEqual(['valid']);
    expect(explainLevel({ evidence: [certificate, revocation], taxonomy, asOf: '2026-02-01', ...head })).toMatchObject({
      value: null,
      unknown: { reason: 'no-evidence' },
    });
  });

  test('without an end fade like other evidence, with one they do not', () => {
    const { validTo: _, ...open } = certificate as Extract<Evidence, { kind: 'certificate' }>;
    const faded = levelIn([{ ...open, at: '2023-11-23' }])!;
    expect(faded.standardDeviation).toBeCloseTo(Math.sqrt(1 / 0.75), 12);
  });
});

describe('sources', () => {
  test('500 contributions do not make a master', () => {
    const many = Array.from(
      { length: 500 },
      (_, at): Evidence => ({ id: `k${at}`, ...head, kind: 'contribution', level: 5, at: asOf }),
    );
    const skill = levelIn([...many, { id: 'a', ...head, kind: 'assessment', level: 2, at: asOf }])!;
    expect(skill.level).toBeCloseTo((5 * 1 + 2 * 4) / 5, 12);
    expect(skill.lastUsed).toBe(asOf);
  });

  test('precedence lets the strongest group alone speak, and others join where they are in no group', () => {
    const policy = {
      ...defaultEvidencePolicy,
      precedence: [['assessment'], ['manager-rating', 'self-rating']] as const,
    };
    expect(levelIn(worked, { policy })!.level).toBeCloseTo((4 * 3 + 0.8 * 5) / 4.8, 12);
    expect(levelIn(worked.slice(1), { policy })!.level).toBeCloseTo((1 * 4 + 0.5 * 5 + 0.8 * 5) / 2.3, 12);
    const explanation = explainLevel({ evidence: worked, taxonomy, asOf, policy, ...head });
    expect(explanation.children!.map((term) => [term.key, term.weight])).toEqual([
      ['assessment', 4],
      ['endorsement', 0.8],
      ['manager-rating', 0],
      ['self-rating', 0],
    ]);
  });

  test('a prior draws thin evidence towards it', () => {
    const policy = { ...defaultEvidencePolicy, prior: { mean: 2, precision: 1 } };
    const evidence = [worked[0]!];
    expect(levelIn(evidence, { policy })!.level).toBeCloseTo((2 + 12) / 5, 12);
    expect(explainLevel({ evidence, taxonomy, asOf, policy, ...head }).value).toBe(
      levelIn(evidence, { policy })!.level,
    );
    expect(levelIn([certificate], { policy })).toBeUndefined();
  });

  test('projects give experience by tag, use and levels; interest stays apart', () => {
    const evidence: readonly Evidence[] = [
      {
        id: 'p1',
        personId: 'lin',
        kind: 'project',
        tags: ['pay', 'pay', 'web'],
        months: 12,
        at: '2026-01-01',
        skills: [{ skillId: 'go', level: 4 }],
      },
      { id: 'p2', personId: 'lin', kind: 'project', tags: ['pay'], months: 3, at: '2025-01-01' },
      { id: 'i1', personId: 'lin', kind: 'interest', skillId: 'go', interest: 0.2, at: '2026-01-01' },
      { id: 'i2', personId: 'lin', kind: 'interest', skillId: 'go', interest: 0.9, at: '2026-02-01' },
      { id: 'i0', personId: 'lin', kind: 'interest', skillId: 'sql', interest: 1, at: '2026-02-01' },
      {
        id: 'k2',
        personId: 'lin',
        kind: 'course',
        courseId: 'c2',
        at: '2026-02-01',
        skills: [{ skillId: 'sql', level: 2 }],
      },
      { id: 'k1', personId: 'lin', kind: 'course', courseId: 'c1', at: '2026-02-01' },
      { id: 'k3', personId: 'lin', kind: 'course', courseId: 'c1', at: '2026-03-01' },
    ];
    const [person] = buildProfiles({ evidence, taxonomy, asOf }).people;
    expect(person!.experience).toEqual([
      { tag: 'pay', months: 15, projects: 2, lastOn: '2026-01-01' },
      { tag: 'web', months: 12, projects: 1, lastOn: '2026-01-01' },
    ]);
    expect(person!.skills.map((skill) => [skill.skillId, skill.level, skill.lastUsed])).toEqual([
      ['go', 4, '2026-01-01'],
      ['sql', 2, null],
    ]);
    expect(person!.interests).toEqual([
      { skillId: 'go', interest: 0.9, at: '2026-02-01' },
      { skillId: 'sql', interest: 1, at: '2026-02-01' },
    ]);
    expect(person!.courses).toEqual(['c1', 'c2']);
  });

  test('a scale of one’s own sets the weight of an endorsement', () => {
    const scale = { id: 'three', levels: [1, 2, 3].map((value) => ({ value, name: String(value) })) };
    const endorsement: Evidence = {
      id: 'e',
      ...head,
      kind: 'endorsement',
      level: 3,
      at: asOf,
      endorserId: 'wu',
      endorserLevel: 2,
    };
    expect(levelIn([endorsement], { scale })!.standardDeviation).toBeCloseTo(Math.sqrt(2), 12);
    expect(levelIn([{ ...endorsement, endorserLevel: null }], { scale })).toBeUndefined();
  });
});

test('an endorser counts without their own endorsements and their own word for themselves', () => {
  const given = { id: 'x', personId: 'wu', skillId: 'go', level: 5, at: asOf, endorserId: 'lin' };
  const fromFriends = worked.filter((item) => item.kind === 'endorsement');
  expect(freezeEndorsement({ endorsement: given, evidence: fromFriends, taxonomy })).toMatchObject({
    kind: 'endorsement',
    endorserLevel: null,
  });
  expect(freezeEndorsement({ endorsement: given, evidence: worked, taxonomy }).endorserLevel).toBeCloseTo(16 / 5, 12);
  expect(() => freezeEndorsement({ endorsement: { ...given, endorserId: 'wu' }, evidence: worked, taxonomy })).toThrow(
    /nobody endorses/,
  );
});

describe('bad input is refused by its path', () => {
  const good: Evidence = { id: 'a', ...head, kind: 'self-rating', level: 3, at: asOf };
  const cases: readonly [string, string, readonly unknown[]][] = [
    ['skills/unknown-skill', 'evidence.0.skillId', [{ ...good, skillId: 'goo' }]],
    [
      'skills/unknown-skill',
      'evidence.1.skills.0.skillId',
      [good, { ...certificate, skills: [{ skillId: 'x', level: 1 }] }],
    ],
    [
      'skills/unknown-skill',
      'evidence.0.skillId',
      [{ ...head, id: 'a', kind: 'interest', interest: 1, at: asOf, skillId: 'x' }],
    ],
    ['skills/unknown-level', 'evidence.0.level', [{ ...good, level: 5.01 }]],
    ['skills/unknown-level', 'evidence.0.level', [{ ...good, level: Number.NaN }]],
    [
      'skills/unknown-level',
      'evidence.0.endorserLevel',
      [{ ...good, kind: 'endorsement', endorserId: 'wu', endorserLevel: -1 }],
    ],
    [
      'skills/self-endorsement',
      'evidence.0.endorserId',
      [{ ...good, kind: 'endorsement', endorserId: 'lin', endorserLevel: 3 }],
    ],
    ['skills/duplicate-evidence', 'evidence.1.id', [good, { ...good, level: 4 }]],
    ['skills/dates-reversed', 'evidence.0.validTo', [{ ...certificate, validTo: '2025-11-22' }]],
    ['core/not-a-date', 'evidence.0.at', [{ ...good, at: '2026-02-30' }]],
    [
      'skills/invalid-evidence',
      'evidence.0.months',
      [{ id: 'p', personId: 'lin', kind: 'project', tags: [], months: -1, at: asOf }],
    ],
    [
      'skills/invalid-evidence',
      'evidence.0.count',
      [{ ...head, id: 'k', kind: 'contribution', count: Number.NaN, at: asOf }],
    ],
    [
      'skills/invalid-evidence',
      'evidence.0.interest',
      [{ ...head, id: 'k', kind: 'interest', interest: 1.5, at: asOf }],
    ],
  ];
  test.each(cases)('%s at %s', (code, path, evidence) => {
    const error = caught(() => buildProfiles({ evidence: evidence as Evidence[], taxonomy, asOf }));
    expect([error.code, error.issues[0]!.path.join('.')]).toEqual([code, path]);
  });

  test('the same evidence twice counts once', () => {
    expect(levelIn([good, { ...good }])).toEqual(levelIn([good]));
  });

  test('policies, scales, days and statistics that cannot be used', () => {
    const build = (more: object) =>
      caught(() => buildProfiles({ evidence: [good], taxonomy, asOf, ...more })).issues[0]!.path.join('.');
    const with_ = (change: object) => ({ policy: { ...defaultEvidencePolicy, ...change } });
    const source = (change: object) =>
      with_({
        sources: { ...defaultEvidencePolicy.sources, course: { ...defaultEvidencePolicy.sources.course, ...change } },
      });
    expect(build(source({ precision: 0 }))).toBe('policy.sources.course.precision');
    expect(build(source({ precisionCap: -1 }))).toBe('policy.sources.course.precisionCap');
    expect(build(source({ halfLifeDays: Number.NaN }))).toBe('policy.sources.course.halfLifeDays');
    expect(build(with_({ prior: { mean: Number.NaN, precision: 1 } }))).toBe('policy.prior.mean');
    expect(build(with_({ prior: { mean: 1, precision: 0 } }))).toBe('policy.prior.precision');
    expect(build(with_({ precedence: [['course'], ['course']] }))).toBe('policy.precedence');
    expect(build({ scale: { id: 's', levels: [{ value: 1, name: 'a' }] } })).toBe('scale.levels');
    expect(
      build({
        scale: {
          id: 's',
          levels: [
            { value: 1, name: 'a' },
            { value: 1, name: 'b' },
          ],
        },
      }),
    ).toBe('scale.levels.1.value');
    expect(build({ asOf: 'today' })).toBe('asOf');
    const statistics = collectStatistics({ evidence: [good], taxonomy, asOf });
    expect(caught(() => mergeStatistics({ left: statistics, right: statistics })).code).toBe('skills/evidence-counted');
    const other = collectStatistics({ evidence: [], taxonomy: { ...taxonomy, version: '2' }, asOf });
    expect(caught(() => mergeStatistics({ left: statistics, right: other })).code).toBe('skills/statistics-differ');
    expect(caught(() => advanceStatistics({ statistics, taxonomy, asOf: '2026-11-21' })).code).toBe(
      'skills/dates-reversed',
    );
    expect(finishProfiles({ statistics: advanceStatistics({ statistics, taxonomy, asOf }), taxonomy })).toEqual(
      buildProfiles({ evidence: [good], taxonomy, asOf }),
    );
  });

  test('what comes from outside is parsed, with every issue', () => {
    expect(parseEvidence([good, certificate])).toEqual([good, certificate]);
    expect(
      caught(() => parseEvidence([{ ...good, level: '3' }, { kind: 'x' }])).issues.map((issue) => issue.path.join('.')),
    ).toEqual(['evidence.0.level', 'evidence.1.kind']);
  });
});

test('halving is exact at whole half-lives and within rounding between', () => {
  expect([halving(0, 30), halving(30, 30), halving(90, 30)]).toEqual([1, 0.5, 0.125]);
  for (const days of [1, 7, 29, 100, 1000]) expect(halving(days, 365) / 2 ** (-days / 365)).toBeCloseTo(1, 14);
  expect(halving(1_000_000, 1)).toBe(0);
});

function caught(work: () => unknown): InvalidInputError {
  try {
    work();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('statistics', () => {
  const shown = { personId: 'lin', skillId: 'go', at: asOf } as const;
  const of = (...evidence: readonly Evidence[]) => collectStatistics({ evidence, taxonomy, asOf });
  const rated = (id: string, level: number): Evidence => ({ id, ...shown, kind: 'assessment', level });

  test('a project weighs by its months over six, contributions by their number, others once', () => {
    const sources = of(
      rated('a', 3),
      {
        id: 'p',
        personId: 'lin',
        at: asOf,
        kind: 'project',
        tags: [],
        months: 12,
        skills: [{ skillId: 'go', level: 4 }],
      },
      { id: 'c', ...shown, kind: 'contribution', level: 2, count: 4 },
      { id: 'd', ...shown, kind: 'contribution', level: 3 },
      { id: 'u', ...shown, kind: 'contribution', count: 9 },
      { id: 'n', ...shown, kind: 'endorsement', level: 5, endorserId: 'wu', endorserLevel: null },
    ).people[0]!.skills[0]!.sources;
    expect(sources.assessment).toEqual({ count: 1, precision: 4, weightedLevels: 12, lowest: 3, highest: 3 });
    expect(sources.project).toMatchObject({ precision: 2, weightedLevels: 8 });
    expect(sources.contribution).toMatchObject({ count: 2, lowest: 2, highest: 3 });
    expect(sources.contribution!.precision).toBeCloseTo(0.05 * 5, 12);
    expect(sources.endorsement).toBeUndefined();
  });

  test('merged, sums add up, the last use is the later one, and every list is in the order of its ids', () => {
    const used = (id: string, at: string, level: number): Evidence => ({
      id,
      personId: 'lin',
      at,
      kind: 'project',
      tags: ['pay'],
      months: 6,
      skills: [{ skillId: 'go', level }],
    });
    const certificateOf = (id: string): Evidence => ({
      id,
      personId: 'lin',
      at: asOf,
      kind: 'certificate',
      name: id,
      issuer: 'x',
    });
    const rest = (id: string): readonly Evidence[] => [
      certificateOf(`c${id}`),
      { id: `v${id}`, personId: 'lin', at: asOf, kind: 'certificate-revocation', certificateId: `c${id}` },
      { id: `k${id}`, personId: 'lin', at: asOf, kind: 'course', courseId: id },
      { id: `i${id}`, personId: 'lin', at: asOf, kind: 'interest', skillId: 'go', interest: 0.5 },
      { id: `z${id}`, personId: 'lin', at: '2027-01-01', kind: 'course', courseId: id },
    ];
    const [first, second] = [
      [used('p2', '2026-03-01', 4), rated('a2', 5), ...rest('2'), { ...rated('s', 1), skillId: 'sql' }],
      [used('p1', '2026-01-01', 2), rated('a1', 1), ...rest('1'), { ...rated('w', 1), personId: 'an' }],
    ] as const;
    for (const [left, right] of [
      [first, second],
      [second, first],
    ]) {
      const merged = mergeStatistics({ left: of(...left!), right: of(...right!) });
      expect(merged).toEqual(of(...first, ...second));
      const lin = merged.people[1]!;
      expect(merged.people.map((person) => person.personId)).toEqual(['an', 'lin']);
      expect(lin.skills.map((skill) => skill.skillId)).toEqual(['go', 'sql']);
      expect(lin.skills[0]!.lastUsed).toBe('2026-03-01');
      expect(lin.skills[0]!.sources.assessment).toEqual({
        count: 2,
        precision: 8,
        weightedLevels: 24,
        lowest: 1,
        highest: 5,
      });
      expect(lin.certificates.map((item) => item.id)).toEqual(['c1', 'c2']);
      expect(lin.interests.map((item) => item.evidenceId)).toEqual(['i1', 'i2']);
      expect(merged.pending.map((item) => item.id)).toEqual(['z1', 'z2']);
    }
  });

  test('time halves what fades, source by source, and leaves the rest', () => {
    const before = of(rated('a', 4), {
      id: 'k',
      personId: 'lin',
      at: asOf,
      kind: 'course',
      courseId: 'x',
      skills: [{ skillId: 'go', level: 2 }],
    });
    const policy = {
      ...defaultEvidencePolicy,
      sources: { ...defaultEvidencePolicy.sources, course: { precision: 0.5, precisionCap: 1, halfLifeDays: null } },
    };
    const later = advanceStatistics({ statistics: before, taxonomy, policy, asOf: '2028-11-21' });
    const { assessment, course } = later.people[0]!.skills[0]!.sources;
    expect(assessment).toEqual({ count: 1, precision: 2, weightedLevels: 8, lowest: 4, highest: 4 });
    expect(course).toEqual({ count: 1, precision: 0.5, weightedLevels: 1, lowest: 2, highest: 2 });
    expect(later.asOf).toBe('2028-11-21');
  });
});
