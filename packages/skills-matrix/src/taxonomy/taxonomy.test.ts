import { InvalidInputError } from '@meritkit/core/errors';
import {
  checkTaxonomy,
  type Evidence,
  findSkills,
  importEsco,
  migrateTaxonomy,
  parseTaxonomy,
  readTaxonomyCsv,
  softwareTaxonomy,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { describe, expect, test } from 'vitest';

const issuesOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return error.issues.map((issue) => [issue.code, issue.path.join('.')]);
  }
  return [];
};

test('a broken taxonomy is refused with every path', () => {
  const broken: Taxonomy = {
    version: '1',
    skills: [
      { id: 'a', name: 'A', parents: ['gone'] },
      {
        id: 'a',
        name: 'A',
        adjacent: [
          { skillId: 'gone', similarity: 2 },
          { skillId: 'a', similarity: 0.5 },
        ],
      },
    ],
  };
  expect(issuesOf(() => checkTaxonomy({ taxonomy: broken }))).toEqual([
    ['skills/duplicate-skill', 'skills.1.id'],
    ['skills/dangling-parent', 'skills.0.parents.0'],
    ['skills/dangling-neighbour', 'skills.1.adjacent.0.skillId'],
    ['skills/invalid-similarity', 'skills.1.adjacent.0.similarity'],
    ['skills/dangling-neighbour', 'skills.1.adjacent.1.skillId'],
  ]);
});

test('parents in a circle are refused, a diamond is not', () => {
  const circle: Taxonomy = {
    version: '1',
    skills: [
      { id: 'a', name: 'A', parents: ['b'] },
      { id: 'b', name: 'B', parents: ['c'] },
      { id: 'c', name: 'C', parents: ['b'] },
    ],
  };
  expect(issuesOf(() => checkTaxonomy({ taxonomy: circle }))).toEqual([
    ['skills/taxonomy-cycle', 'skills.2.parents.0'],
  ]);
  expect(() => checkTaxonomy({ taxonomy: circle })).toThrow(/b > c > b/);
  const diamond: Taxonomy = {
    version: '1',
    skills: [
      { id: 'a', name: 'A', parents: ['b', 'c'] },
      { id: 'b', name: 'B', parents: ['d'] },
      { id: 'c', name: 'C', parents: ['d'] },
      { id: 'd', name: 'D' },
    ],
  };
  expect(checkTaxonomy({ taxonomy: diamond }).byId.size).toBe(4);
  expect(
    issuesOf(() => parseTaxonomy({ version: '1', skills: [{ id: '', name: 'x' }, { id: 'y' }] })).map(
      ([, path]) => path,
    ),
  ).toEqual(['skills.0.id', 'skills.1.name']);
});

test('the files of ESCO become skills with parents and neighbours; what names nothing is left out and named', () => {
  const relations = {
    broaderRelations: 'conceptUri,broaderUri\nu:go,u:lang\nu:go,u:lang\nu:gone,u:lang\n',
    skillRelations:
      'originalSkillUri,relationType,relatedSkillUri\nu:go,optional,u:sql\nu:go,essential,u:sql\nu:sql,optional,u:sql\n',
    occupationSkillRelations:
      'occupationUri,relationType,skillUri\no:1,essential,u:go\no:1,optional,u:sql\no:2,optional,u:go\no:1,essential,u:gone\n',
  };
  const { taxonomy, occupations, counts, leftOut } = importEsco({
    version: 'tiny',
    files: {
      skills:
        'conceptUri,skillType,preferredLabel,altLabels\nu:go,knowledge,Go,"Go\nGolang"\nu:sql,skill/competence,SQL,\nu:x,,X,\n',
      skillGroups: 'altLabels,conceptUri,preferredLabel\n,u:lang,Languages\n',
      occupations: 'conceptUri,preferredLabel,code\no:1,Developer,2512.4\n',
      ...relations,
    },
  });
  expect(taxonomy).toEqual({
    version: 'tiny',
    source: 'esco',
    skills: [
      {
        id: 'u:go',
        name: { en: 'Go' },
        synonyms: ['Golang'],
        kind: 'knowledge',
        parents: ['u:lang'],
        adjacent: [{ skillId: 'u:sql', similarity: 0.5 }],
      },
      { id: 'u:sql', name: { en: 'SQL' }, kind: 'skill' },
      { id: 'u:x', name: { en: 'X' } },
      { id: 'u:lang', name: { en: 'Languages' }, kind: 'group' },
    ],
  });
  expect(occupations).toEqual([
    { id: 'o:1', code: '2512.4', name: 'Developer', essential: ['u:go'], optional: ['u:sql'] },
  ]);
  expect(counts).toMatchObject({ skills: 3, groups: 1, occupationLinks: 4, essentialLinks: 2, skillLinks: 3 });
  expect(leftOut.map((row) => [row.file, row.from, row.to])).toEqual([
    ['broaderRelations', 'u:gone', 'u:lang'],
    ['skillRelations', 'u:sql', 'u:sql'],
    ['occupationSkillRelations', 'o:2', 'u:go'],
    ['occupationSkillRelations', 'o:1', 'u:gone'],
  ]);
  expect(() =>
    importEsco({
      version: 'tiny',
      files: { skills: 'conceptUri\n', skillGroups: '', occupations: '', ...relations },
    }),
  ).toThrow(/skillType/);
});

test('the software taxonomy holds what ESCO lacks, in both languages, and every word finds its skill', () => {
  expect(checkTaxonomy({ taxonomy: softwareTaxonomy }).byId.size).toBe(softwareTaxonomy.skills.length);
  for (const [text, id] of [
    ['Golang', 'go'],
    ['K8S', 'kubernetes'],
    ['大促', 'promotion-campaigns'],
    ['分布式架构', 'distributed-systems'],
    [' Ｒｕｓｔ ', 'rust'],
  ] as const) {
    expect(findSkills({ taxonomy: softwareTaxonomy, text }).map((skill) => skill.id)).toEqual([id]);
  }
  expect(findSkills({ taxonomy: softwareTaxonomy, text: 'cobol' })).toEqual([]);
  for (const skill of softwareTaxonomy.skills) {
    expect(Object.keys(skill.name)).toEqual(['en', 'zh-CN']);
    if (skill.kind !== 'group') expect(skill.parents!.length).toBeGreaterThan(0);
  }
});

test('an own CSV becomes a taxonomy', () => {
  const text =
    'id,name:en,name:zh-CN,synonyms,parents,adjacent,kind\nlang,Languages,语言,,,,group\ngo,Go,Go 语言,golang|go lang,lang,rust:0.4,\nrust,Rust,,,lang,,skill\n';
  expect(readTaxonomyCsv({ text, version: 'own-1' })).toEqual({
    version: 'own-1',
    source: 'custom',
    skills: [
      { id: 'lang', name: { en: 'Languages', 'zh-CN': '语言' }, kind: 'group' },
      {
        id: 'go',
        name: { en: 'Go', 'zh-CN': 'Go 语言' },
        synonyms: ['golang', 'go lang'],
        parents: ['lang'],
        adjacent: [{ skillId: 'rust', similarity: 0.4 }],
      },
      { id: 'rust', name: { en: 'Rust' }, parents: ['lang'], kind: 'skill' },
    ],
  });
  expect(readTaxonomyCsv({ text: 'id,name\ngo,Go\n', version: '1' }).skills[0]!.name).toBe('Go');
  expect(() => readTaxonomyCsv({ text: 'id,name,parents\ngo,Go,nope\n', version: '1' })).toThrow(
    /skills\[0\]\.parents\[0\]/,
  );
});

describe('a migration', () => {
  const from: Taxonomy = {
    version: '1',
    skills: ['golang', 'js', 'es6', 'cloud', 'flash', 'sql'].map((id) => ({ id, name: id })),
  };
  const to: Taxonomy = { version: '2', skills: ['go', 'js', 'aws', 'azure', 'sql'].map((id) => ({ id, name: id })) };
  const changes = [
    { kind: 'renamed', from: 'golang', to: 'go' },
    { kind: 'merged', from: ['js', 'es6'], to: 'js' },
    { kind: 'split', from: 'cloud', to: ['aws', 'azure'] },
    { kind: 'retired', from: 'flash' },
  ] as const;
  const rating = (id: string, skillId: string): Evidence => ({
    id,
    personId: 'lin',
    kind: 'self-rating',
    skillId,
    level: 3,
    at: '2026-01-01',
  });

  test('moves evidence and demands and reports what moved', () => {
    const project: Evidence = {
      id: 'p',
      personId: 'lin',
      kind: 'project',
      tags: [],
      months: 3,
      at: '2026-01-01',
      skills: [
        { skillId: 'js', level: 2 },
        { skillId: 'es6', level: 4 },
        { skillId: 'flash', level: 5 },
      ],
    };
    const demands = [
      {
        id: 'd',
        skills: [
          { skillId: 'cloud', atLeast: 3, weight: 2, must: true },
          { skillId: 'js', atLeast: 2, weight: 1 },
          { skillId: 'es6', atLeast: 3, weight: 1 },
        ],
        language: { skillId: 'golang', atLeast: 1 },
      },
    ];
    const moved = migrateTaxonomy({
      from,
      to,
      changes,
      evidence: [rating('a', 'golang'), rating('b', 'cloud'), rating('c', 'flash'), rating('d', 'sql'), project],
      demands,
    });
    expect(
      moved.evidence.map((item) => [item.id, 'skillId' in item ? item.skillId : 'skills' in item ? item.skills : null]),
    ).toEqual([
      ['a', 'go'],
      ['b/aws', 'aws'],
      ['b/azure', 'azure'],
      ['d', 'sql'],
      ['p', [{ skillId: 'js', level: 4 }]],
    ]);
    expect(moved.demands).toEqual([
      {
        id: 'd',
        skills: [
          { skillId: 'aws', atLeast: 3, weight: 1, must: true },
          { skillId: 'azure', atLeast: 3, weight: 1, must: true },
          { skillId: 'js', atLeast: 3, weight: 2 },
        ],
        language: { skillId: 'go', atLeast: 1 },
      },
    ]);
    expect(moved.report).toMatchObject({ fromVersion: '1', toVersion: '2', unchanged: 1, dropped: ['c'] });
    expect(moved.report.changes.map((item) => [item.change.kind, item.evidenceIds, item.demandIds])).toEqual([
      ['renamed', ['a'], ['d']],
      ['merged', ['p'], ['d']],
      ['split', ['b'], ['d']],
      ['retired', ['c', 'p'], []],
    ]);
  });

  test('moves what shows no level too, and leaves alone what names no skill', () => {
    const at = '2026-01-01';
    const evidence: readonly Evidence[] = [
      { id: 'i', personId: 'lin', kind: 'interest', skillId: 'golang', interest: 1, at },
      { id: 'k', personId: 'lin', kind: 'contribution', skillId: 'flash', count: 3, at },
      { id: 'r', personId: 'lin', kind: 'certificate-revocation', certificateId: 'c', at },
      {
        id: 'c',
        personId: 'lin',
        kind: 'certificate',
        name: 'F',
        issuer: 'A',
        at,
        skills: [{ skillId: 'flash', level: 2 }],
      },
      { id: 'n', personId: 'lin', kind: 'course', courseId: 'x', at },
    ];
    const moved = migrateTaxonomy({ from, to, changes, evidence });
    expect(moved.evidence).toEqual([
      { ...evidence[0], skillId: 'go' },
      evidence[2],
      { ...evidence[3], skills: [] },
      evidence[4],
    ]);
    expect(moved.report).toMatchObject({ unchanged: 2, dropped: ['k'] });
    expect(moved.demands).toEqual([]);
  });

  test('merged requirements stay a must-have if one was, and a retired language is asked for no more', () => {
    const asked = (skillId: string, must: boolean) => ({ skillId, atLeast: 2, weight: 1, must });
    const demandsOf = (first: boolean, second: boolean) =>
      migrateTaxonomy({ from, to, changes, demands: [{ skills: [asked('js', first), asked('es6', second)] }] });
    expect(demandsOf(true, false).demands[0]!.skills).toEqual([{ skillId: 'js', atLeast: 2, weight: 2, must: true }]);
    expect(demandsOf(false, true).demands[0]!.skills).toEqual([{ skillId: 'js', atLeast: 2, weight: 2, must: true }]);
    expect(demandsOf(false, false).demands[0]!.skills).toEqual([{ skillId: 'js', atLeast: 2, weight: 2, must: false }]);
    expect(demandsOf(false, false).report.changes[1]!.demandIds).toEqual(['0']);
    const spoken = { skills: [], language: { skillId: 'flash', atLeast: 1 } };
    expect(migrateTaxonomy({ from, to, changes, demands: [spoken] }).demands).toEqual([{ skills: [] }]);
    const kept = { skills: [{ skillId: 'sql', atLeast: 1, weight: 1 }] };
    expect(migrateTaxonomy({ from, to, changes, demands: [kept] }).demands).toEqual([kept]);
  });

  test('refuses what would lose a skill unseen', () => {
    expect(() => migrateTaxonomy({ from, to, changes: [], evidence: [rating('a', 'golang')] })).toThrow(
      /evidence\[0\].*"golang" is gone/,
    );
    expect(() => migrateTaxonomy({ from, to, changes: [{ kind: 'renamed', from: 'golang', to: 'nope' }] })).toThrow(
      /changes\[0\]\.to/,
    );
    expect(() => migrateTaxonomy({ from, to, changes: [{ kind: 'retired', from: 'nope' }] })).toThrow(
      /changes\[0\]\.from/,
    );
    expect(() => migrateTaxonomy({ from, to, changes: [changes[0], { kind: 'retired', from: 'golang' }] })).toThrow(
      /changes twice/,
    );
  });
});
