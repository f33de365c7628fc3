import { InvalidInputError } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import { buildProfiles, defaultScale, type Evidence, type Taxonomy } from '@meritkit/skills-matrix';
import { openBadgeSchema, readOpenBadge, writeOpenBadge } from '@meritkit/skills-matrix/open-badges';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { profilesOf } from '../../testing/people.ts';

const taxonomy: Taxonomy = {
  version: '7',
  skills: [
    { id: 'go', name: { en: 'Go', 'zh-CN': 'Go 语言' } },
    { id: 'http://data.europa.eu/esco/skill/1', name: 'Haskell' },
  ],
};
const profiles = profilesOf({ lin: { go: 3.7 }, wu: { go: 0.4 } }, { taxonomy });
const award = {
  profiles,
  personId: 'lin',
  skillId: 'go',
  locale: 'en',
  id: 'urn:uuid:1',
  achievementId: 'https://acme.example/go',
  issuer: { id: 'https://acme.example', name: 'Acme' },
  recipient: { id: 'did:example:lin' },
  validFrom: '2026-11-22T00:00:00Z',
} as const;
const reading = { evidenceId: 'e', personId: 'lin', knownAs: ['did:example:lin'], timeZone: 'UTC', taxonomy } as const;

const foreign = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'],
  id: 'https://issuer.example/9',
  type: ['VerifiableCredential', 'AchievementCredential'],
  issuer: 'https://issuer.example',
  validFrom: '2026-03-01T10:00:00+08:00',
  credentialSubject: {
    id: 'did:example:lin',
    type: 'AchievementSubject',
    achievement: {
      id: 'https://issuer.example/cka',
      type: 'Achievement',
      name: 'CKA',
      description: 'Administers clusters',
      criteria: { id: 'https://issuer.example/exam' },
    },
  },
};
const foreignWith = (subject: Readonly<Record<string, unknown>>, rest: Readonly<Record<string, unknown>> = {}) => ({
  ...foreign,
  ...rest,
  credentialSubject: { ...foreign.credentialSubject, ...subject },
});
const evidenceOf = (badge: unknown, options: Partial<Parameters<typeof readOpenBadge>[0]> = {}) => {
  const answer = readOpenBadge({ ...reading, ...options, badge });
  if (!answer.ok) throw new Error(answer.rejection.code);
  return answer.evidence;
};
const badgeOf = (options: Partial<Parameters<typeof writeOpenBadge>[0]> = {}) => {
  const answer = writeOpenBadge({ ...award, ...options });
  if (!answer.ok) throw new Error(answer.rejection.reason);
  return answer.badge;
};
const issuesOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (InvalidInputError.isInstance(error))
      return error.issues.map((issue) => `${issue.code} ${issue.path.join('.')}`);
    throw error;
  }
  return [];
};

test('a level becomes a credential with every field that Open Badges 3.0 requires, and nothing of the evidence', () => {
  const badge = badgeOf();
  const alignment = [
    {
      type: ['Alignment'],
      targetName: 'Go',
      targetCode: 'go',
      targetFramework: 'custom 7',
      targetUrl: 'https://acme.example/go',
    },
  ];
  expect(badge).toEqual({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Go: Competent',
    issuer: { id: 'https://acme.example', type: ['Profile'], name: 'Acme' },
    validFrom: '2026-11-22T00:00:00Z',
    credentialSubject: {
      id: 'did:example:lin',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://acme.example/go',
        type: ['Achievement'],
        achievementType: 'Competency',
        inLanguage: 'en',
        name: 'Go',
        description: 'Proficiency in Go: Competent (3 of 5).',
        criteria: {
          narrative:
            'Competent: Plans and delivers alone. Held by dated evidence as of 2026-11-22, weighed by method skills/normal-update@1 under policy skills/default-policy@1.',
        },
        alignment,
        resultDescription: [
          {
            id: 'https://acme.example/go#level',
            type: ['ResultDescription'],
            name: 'Go',
            resultType: 'RubricCriterionLevel',
            alignment,
            rubricCriterionLevel: defaultScale.levels.map(({ value, name, description }) => ({
              id: `https://acme.example/go#level-${value}`,
              type: ['RubricCriterionLevel'],
              name: (name as { en: string }).en,
              description: (description as { en: string }).en,
              points: String(value),
            })),
          },
        ],
      },
      result: [
        {
          type: ['Result'],
          resultDescription: 'https://acme.example/go#level',
          achievedLevel: 'https://acme.example/go#level-3',
        },
      ],
    },
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  });
  expect(JSON.stringify(badge)).not.toMatch(/3\.7|lin-go/);
  expect(JSON.parse(JSON.stringify(badge))).toEqual(badge);
});

test('words follow the locale, a URL among the skill ids is the alignment, an id with a fragment is extended', () => {
  const badge = badgeOf({ locale: 'zh-CN', validUntil: '2028-11-22T00:00:00Z', achievementId: 'urn:x#go' });
  expect(badge).toMatchObject({ name: 'Go 语言：胜任', validUntil: '2028-11-22T00:00:00Z' });
  expect(badge.credentialSubject.achievement.description).toBe('Go 语言的熟练程度：胜任（3/5）。');
  expect(badge.credentialSubject.result![0]!.achievedLevel).toBe('urn:x#go-level-3');
  const skillId = 'http://data.europa.eu/esco/skill/1';
  const esco = profilesOf({ lin: { [skillId]: 5 } }, { taxonomy: { ...taxonomy, source: 'esco' } });
  const aligned = (skillUrl?: string) =>
    badgeOf({ profiles: esco, skillId, ...(skillUrl === undefined ? {} : { skillUrl }) }).credentialSubject.achievement
      .alignment![0]!;
  expect(aligned()).toMatchObject({ targetUrl: skillId, targetFramework: 'esco 7' });
  expect(aligned('https://acme.example/haskell').targetUrl).toBe('https://acme.example/haskell');
});

test('unknown and nothing are not awarded', () => {
  const refused = (personId: string, skillId: string) => {
    const answer = writeOpenBadge({ ...award, personId, skillId });
    return answer.ok ? null : answer.rejection;
  };
  const haskell = 'http://data.europa.eu/esco/skill/1';
  expect(refused('lin', haskell)).toEqual({
    code: 'skills/nothing-to-award',
    personId: 'lin',
    skillId: haskell,
    reason: 'no-evidence',
  });
  expect(refused('wu', 'go')).toMatchObject({ reason: 'lowest-level' });
  expect(issuesOf(() => refused('nobody', 'go'))).toEqual(['skills/unknown-person personId']);
  expect(issuesOf(() => refused('lin', 'cobol'))).toEqual(['skills/unknown-skill skillId']);
});

test('a part that is no URI or no instant is refused by its path', () => {
  for (const [change, path] of [
    [{ id: '17' }, 'id'],
    [{ achievementId: 'go badge' }, 'credentialSubject.achievement.id'],
    [{ issuer: { id: 'acme', name: 'Acme' } }, 'issuer.id'],
    [{ recipient: { id: 'lin' } }, 'credentialSubject.id'],
    [{ validFrom: '2026-11-22' }, 'validFrom'],
    [{ validFrom: '2026-13-22T00:00:00Z' }, 'validFrom'],
    [{ validUntil: '2026-11-22T00:00:00' }, 'validUntil'],
    [{ skillUrl: 'no url' }, 'credentialSubject.achievement.alignment.0.targetUrl'],
  ] as const) {
    expect(issuesOf(() => badgeOf(change as never))).toContain(`skills/invalid-badge badge.${path}`);
  }
});

test('what is written is read again with the level reached, whoever the recipient is named as', () => {
  const recipients = [
    { recipient: { id: 'did:example:lin' }, knownAs: ['other', 'did:example:lin'] },
    {
      recipient: { identity: 'lin@acme.example', identityType: 'emailAddress', salt: 's4lt' },
      knownAs: ['lin@acme.example'],
    },
  ] as const;
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 500 }), fc.constantFrom(...recipients), (hundredths, who) => {
      const own = profilesOf({ lin: { go: hundredths / 100 } }, { taxonomy });
      const badge = JSON.parse(JSON.stringify(badgeOf({ profiles: own, recipient: who.recipient })));
      expect(openBadgeSchema.parse(badge)).toEqual(badge);
      const evidence = evidenceOf(badge, { knownAs: who.knownAs });
      expect(evidence.skills).toEqual([{ skillId: 'go', level: Math.floor(hundredths / 100) }]);
      expect(JSON.stringify(badge).includes('lin@acme.example')).toBe(false);
    }),
    casesOf(100),
  );
});

test('a badge of others is a certificate with its days; it has no level until somebody says which', () => {
  expect(evidenceOf(foreign, { timeZone: 'Asia/Shanghai' })).toEqual({
    id: 'e',
    personId: 'lin',
    kind: 'certificate',
    name: 'CKA',
    issuer: 'https://issuer.example',
    at: '2026-03-01',
    validFrom: '2026-03-01',
    source: { system: 'open-badges', ref: 'https://issuer.example/9', url: 'https://issuer.example/9' },
  });
  const named = foreignWith({}, { issuer: { id: 'did:x:1', type: 'Profile', name: 'CNCF' }, id: 'urn:uuid:2' });
  const skills = [{ skillId: 'go', level: 4 }];
  expect(evidenceOf(named, { skills })).toMatchObject({
    issuer: 'CNCF',
    skills,
    source: { system: 'open-badges', ref: 'urn:uuid:2' },
  });
  expect(evidenceOf(foreignWith({}, { issuer: { id: 'did:x:1', type: ['Profile'] } })).issuer).toBe('did:x:1');
});

test('its days are those of the time zone, and a day on which it is valid for a part counts', () => {
  const days = (dates: Readonly<Record<string, string>>, timeZone: string) => {
    const { at, validFrom, validTo } = evidenceOf(foreignWith({}, dates), { timeZone });
    return [at, validFrom, validTo];
  };
  const validFrom = '2025-12-31T16:00:00Z';
  expect(days({ validFrom }, 'Asia/Shanghai')).toEqual(['2026-01-01', '2026-01-01', undefined]);
  expect(days({ validFrom, awardedDate: '2025-06-01T12:00:00Z' }, 'UTC')).toEqual([
    '2025-06-01',
    '2025-12-31',
    undefined,
  ]);
  expect(days({ validFrom, validUntil: '2027-12-31T16:00:00Z' }, 'Asia/Shanghai')[2]).toBe('2028-01-01');
  expect(days({ validFrom, validUntil: '2027-12-31T15:59:59Z' }, 'Asia/Shanghai')[2]).toBe('2028-01-01');
  expect(days({ validFrom, validUntil: '2027-12-31T16:00:00Z' }, 'UTC')[2]).toBe('2028-01-01');
  expect(days({ validFrom, validUntil: '2027-12-31T00:00:00Z' }, 'UTC')[2]).toBe('2027-12-31');
  expect(days({ validFrom, validUntil: '2025-12-31T16:00:01Z' }, 'UTC')).toEqual([
    '2025-12-31',
    '2025-12-31',
    '2026-01-01',
  ]);
  expect(issuesOf(() => days({ validFrom, validUntil: validFrom }, 'UTC'))).toEqual([
    'skills/dates-reversed badge.validUntil',
  ]);
});

test('the proof and the status are said to be unverified, or absent', () => {
  const said = (badge: unknown) => {
    const answer = readOpenBadge({ ...reading, badge });
    return answer.ok && [answer.proof, answer.status];
  };
  expect(said(foreign)).toEqual(['absent', 'absent']);
  expect(said({ ...foreign, proof: [{ type: 'DataIntegrityProof' }] })).toEqual(['unverified', 'absent']);
  expect(said({ ...foreign, credentialStatus: { id: 'https://issuer.example/status' } })).toEqual([
    'absent',
    'unverified',
  ]);
});

test("somebody else's badge is refused, openly named or by a hash", () => {
  const answerTo = (subject: Readonly<Record<string, unknown>>) =>
    readOpenBadge({ ...reading, knownAs: ['did:example:lin', 'lin@acme.example'], badge: foreignWith(subject) }).ok;
  const identity = { type: 'IdentityObject', identityType: 'emailAddress' };
  const hash = `sha256$${sha256Hex('lin@acme.exampleab')}`;
  const hashed = { ...identity, hashed: true, identityHash: hash, salt: 'ab' };
  const elsewhere = { id: 'did:example:wu' };
  expect(answerTo({})).toBe(true);
  expect(answerTo(elsewhere)).toBe(false);
  expect(answerTo({ ...elsewhere, identifier: hashed })).toBe(true);
  expect(answerTo({ ...elsewhere, identifier: [{ ...hashed, identityHash: hash.toUpperCase() }] })).toBe(true);
  expect(answerTo({ ...elsewhere, identifier: [{ ...hashed, salt: 'ac' }] })).toBe(false);
  expect(answerTo({ ...elsewhere, identifier: [{ ...hashed, hashed: false }] })).toBe(false);
  const plain = { ...identity, hashed: false, identityHash: 'lin@acme.example' };
  expect(answerTo({ ...elsewhere, identifier: [{ ...hashed, salt: 'x' }, plain] })).toBe(true);
  expect(answerTo({ ...elsewhere, identifier: [{ ...plain, hashed: true }] })).toBe(false);
  const unsalted = { ...identity, hashed: true, identityHash: `sha256$${sha256Hex('lin@acme.example')}` };
  expect(answerTo({ ...elsewhere, identifier: unsalted })).toBe(true);
  expect(readOpenBadge({ ...reading, badge: foreignWith(elsewhere) })).toEqual({
    ok: false,
    rejection: { code: 'skills/other-recipient', badgeId: 'https://issuer.example/9' },
  });
});

test('a level of the badge counts only on the same scale, in a known skill, when completed', () => {
  const badge = badgeOf();
  const subject = badge.credentialSubject;
  const with_ = (change: { readonly points?: string; readonly status?: string; readonly reached?: string }) => ({
    ...badge,
    credentialSubject: {
      ...subject,
      achievement: {
        ...subject.achievement,
        resultDescription: subject.achievement.resultDescription!.map((rubric) => ({
          ...rubric,
          rubricCriterionLevel: rubric.rubricCriterionLevel!.map((step, at) =>
            at === 5 && change.points !== undefined ? { ...step, points: change.points } : step,
          ),
        })),
      },
      result: subject.result!.map((result) => ({
        ...result,
        ...(change.status === undefined ? {} : { status: change.status }),
        ...(change.reached === undefined ? {} : { achievedLevel: change.reached }),
      })),
    },
  });
  const shown = (given: unknown, options: Partial<Parameters<typeof readOpenBadge>[0]> = {}) =>
    evidenceOf(given, options).skills;
  expect(shown(with_({}))).toEqual([{ skillId: 'go', level: 3 }]);
  expect(shown(with_({ status: 'Completed' }))).toEqual([{ skillId: 'go', level: 3 }]);
  expect(shown(with_({ status: 'Failed' }))).toBeUndefined();
  expect(shown(with_({ points: '6' }))).toBeUndefined();
  expect(shown(with_({ reached: 'urn:other' }))).toBeUndefined();
  expect(shown(badge, { scale: { ...defaultScale, levels: defaultScale.levels.slice(0, 4) } })).toBeUndefined();
  const byUrl = { version: '1', skills: [{ id: 'https://acme.example/go', name: 'Go' }] };
  expect(shown(badge, { taxonomy: byUrl })).toEqual([{ skillId: 'https://acme.example/go', level: 3 }]);
  expect(shown(badge, { taxonomy: { version: '1', skills: [] } })).toBeUndefined();
  expect(shown(badge, { skills: [] })).toBeUndefined();
});

test('every wrong field is named by its path', () => {
  const paths = (badge: unknown) => issuesOf(() => evidenceOf(badge)).map((issue) => issue.split(' ')[1]);
  expect(issuesOf(() => evidenceOf('a.jwt.token'))).toEqual(['skills/invalid-badge badge']);
  expect(paths({}).sort()).toEqual([
    'badge.@context',
    'badge.credentialSubject',
    'badge.id',
    'badge.issuer',
    'badge.type',
    'badge.validFrom',
  ]);
  const { achievement } = foreign.credentialSubject;
  for (const [badge, path] of [
    [{ ...foreign, '@context': [...foreign['@context']].reverse() }, 'badge.@context'],
    [{ ...foreign, '@context': [foreign['@context'][0], 'https://acme.example/context'] }, 'badge.@context'],
    [{ ...foreign, type: ['VerifiableCredential'] }, 'badge.type'],
    [{ ...foreign, type: ['OpenBadgeCredential'] }, 'badge.type'],
    [{ ...foreign, issuer: { id: 'https://issuer.example', type: ['Person'] } }, 'badge.issuer.type'],
    [foreignWith({ id: undefined }), 'badge.credentialSubject.id'],
    [foreignWith({ identifier: { type: 'IdentityObject' } }), 'badge.credentialSubject.identifier.0.hashed'],
    [foreignWith({ type: ['Person'] }), 'badge.credentialSubject.type'],
    [foreignWith({ achievement: { ...achievement, name: '' } }), 'badge.credentialSubject.achievement.name'],
    [
      foreignWith({ achievement: { ...achievement, criteria: undefined } }),
      'badge.credentialSubject.achievement.criteria',
    ],
    [
      foreignWith({ achievement: { ...achievement, alignment: { type: 'Alignment', targetName: 'x' } } }),
      'badge.credentialSubject.achievement.alignment.0.targetUrl',
    ],
  ] as const) {
    expect(paths(badge)).toContain(path);
  }
  const { id: _, ...nameless } = foreign.credentialSubject;
  expect(paths({ ...foreign, credentialSubject: nameless })).toEqual(['badge.credentialSubject']);
  expect(issuesOf(() => evidenceOf(foreign, { skills: [{ skillId: 'cobol', level: 3 }] }))).toEqual([
    'skills/unknown-skill skills.0.skillId',
  ]);
  expect(issuesOf(() => evidenceOf(foreign, { skills: [{ skillId: 'go', level: 6 }] }))).toEqual([
    'skills/unknown-level skills.0.level',
  ]);
  expect(issuesOf(() => evidenceOf(foreign, { timeZone: 'Mars/Olympus' }))).toMatchObject([
    expect.stringContaining('core/unknown-time-zone'),
  ]);
});

test('as evidence it counts until the day it expires', () => {
  const certificate: Evidence = evidenceOf(badgeOf({ validUntil: '2027-01-01T00:00:00Z' }));
  const levelOn = (asOf: string) =>
    buildProfiles({ asOf, taxonomy, evidence: [certificate] }).people[0]?.skills[0]?.level;
  expect([levelOn('2026-11-21'), levelOn('2026-12-31'), levelOn('2027-01-01')]).toEqual([undefined, 3, undefined]);
});
