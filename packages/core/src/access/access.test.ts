import { describe, expect, it } from 'vitest';
import { replayChanges, viewOrganisation } from '../organisation/index.ts';
import {
  type AccessAction,
  accessRuleSchema,
  createAccessPolicy,
  dataKinds,
  defaultAccessRules,
  previewImpact,
  type RoleAssignment,
} from './index.ts';

const day = '2026-01-01';
const replayed = replayChanges({
  changes: [
    ...['ceo', 'ann', 'bob', 'lin', 'zhao', 'hr', 'hrp'].map(
      (personId) => ({ kind: 'person-joins', effective: day, personId, name: personId }) as const,
    ),
    { kind: 'unit-opens', effective: day, unitId: 'company', name: 'c', unitKind: 'unit', parentId: null },
    { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'p', unitKind: 'unit', parentId: 'company' },
    { kind: 'unit-opens', effective: day, unitId: 'search', name: 's', unitKind: 'unit', parentId: 'company' },
    { kind: 'lead-changes', effective: day, unitId: 'company', personId: 'ceo' },
    { kind: 'lead-changes', effective: day, unitId: 'pay', personId: 'ann' },
    { kind: 'lead-changes', effective: day, unitId: 'search', personId: 'bob' },
    { kind: 'person-moves', effective: day, personId: 'ceo', unitId: 'company' },
    { kind: 'person-moves', effective: day, personId: 'ann', unitId: 'pay' },
    { kind: 'person-moves', effective: day, personId: 'bob', unitId: 'search' },
    { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
    { kind: 'person-moves', effective: day, personId: 'zhao', unitId: 'search' },
  ],
});
if (!replayed.ok) throw new Error('refused');
const { organisation } = replayed;
const roles: readonly RoleAssignment[] = [
  { personId: 'ceo', role: 'executive', unitId: null, start: day, end: null },
  { personId: 'hr', role: 'hr-partner', unitId: 'company', start: day, end: null },
  { personId: 'hrp', role: 'hr-partner', unitId: 'pay', start: day, end: '2026-06-01' },
];
const policy = createAccessPolicy({ view: viewOrganisation({ organisation, asOf: day }), roles });
const ask = (viewer: string, action: AccessAction, subject: string, dataKind: string) =>
  policy.decide({ viewer: { personId: viewer }, action, subject: { personId: subject }, dataKind });

describe('who may', () => {
  it.each<[string, AccessAction, string, string, string, string | null]>([
    ['lin', 'read', 'lin', 'pay', 'allow', 'self'],
    ['lin', 'decide', 'lin', 'score', 'deny', 'self'],
    ['ceo', 'decide', 'ceo', 'score', 'deny', 'self'],
    ['ann', 'decide', 'lin', 'score', 'allow', 'manager'],
    ['ann', 'read', 'lin', 'review-text', 'allow', 'manager'],
    ['ceo', 'read', 'lin', 'score', 'allow', 'manager-above'],
    ['ceo', 'read', 'lin', 'review-text', 'redact', 'manager-above'],
    ['bob', 'read', 'lin', 'score', 'deny', null],
    ['bob', 'read', 'lin', 'skills', 'allow', 'colleague'],
    ['bob', 'read', 'lin', 'load', 'redact', 'colleague'],
    ['hr', 'export', 'zhao', 'pay', 'allow', 'hr-partner'],
    ['hr', 'decide', 'zhao', 'score', 'deny', null],
    ['hrp', 'read', 'lin', 'pay', 'allow', 'hr-partner'],
    ['hrp', 'read', 'zhao', 'pay', 'deny', null],
    ['ann', 'read', 'lin', 'pay', 'deny', null],
    ['ann', 'read', 'ceo', 'score', 'deny', null],
    ['stranger', 'read', 'lin', 'profile', 'deny', null],
    ['lin', 'read', 'lin', 'unheard-of', 'deny', null],
  ])('%s %s %s %s: %s', (viewer, action, subject, dataKind, effect, relation) => {
    expect(ask(viewer, action, subject, dataKind)).toMatchObject({ effect, reason: { relation } });
  });

  it('nobody sees an anonymous answer, in whatever role', () => {
    for (const viewer of ['ceo', 'ann', 'hr', 'lin', 'bob']) {
      for (const action of ['read', 'write', 'decide', 'export'] as const) {
        expect(ask(viewer, action, 'lin', 'anonymous-answer').effect).toBe('deny');
      }
    }
  });

  it('units answer to their leads, inherited upwards, and show their members', () => {
    const unit = (viewer: string, dataKind: string, action: AccessAction = 'read') =>
      policy.decide({ viewer: { personId: viewer }, action, subject: { unitId: 'pay' }, dataKind });
    expect(unit('ann', 'score', 'decide')).toMatchObject({ effect: 'allow', reason: { relation: 'lead' } });
    expect(unit('ceo', 'score', 'decide')).toMatchObject({ effect: 'allow', reason: { relation: 'lead' } });
    expect(unit('lin', 'score')).toMatchObject({ effect: 'allow', reason: { relation: 'member' } });
    expect(unit('zhao', 'score').effect).toBe('deny');
    expect(unit('hrp', 'overtime')).toMatchObject({ effect: 'allow', reason: { relation: 'hr-partner' } });
  });

  it('what is not there is denied with its reason', () => {
    expect(ask('ann', 'read', 'nobody', 'profile').reason.code).toBe('core/unknown-subject');
    const none = policy.decide({
      viewer: { personId: 'ann' },
      action: 'read',
      subject: { unitId: 'none' },
      dataKind: 'score',
    });
    expect(none.reason.code).toBe('core/unknown-subject');
  });
});

describe('visible subjects', () => {
  it('are those about whom the answer is not no', () => {
    const visible = (viewer: string, dataKind: string) =>
      [...policy.visibleSubjects({ viewer: { personId: viewer }, action: 'read', dataKind })].sort();
    expect(visible('ann', 'score')).toEqual(['ann', 'lin']);
    expect(visible('lin', 'score')).toEqual(['lin']);
    expect(visible('hrp', 'pay')).toEqual(['ann', 'hrp', 'lin']);
    expect(visible('ceo', 'score')).toHaveLength(7);
    expect(visible('stranger', 'profile')).toEqual([]);
  });
});

describe('rules', () => {
  it('of a company replace the default, and deny goes first', () => {
    const view = viewOrganisation({ organisation, asOf: day });
    const own = createAccessPolicy({
      view,
      roles,
      rules: [
        { relation: 'colleague', action: '*', dataKind: '*', effect: 'redact' },
        { relation: 'manager', action: 'read', dataKind: 'score', effect: 'allow' },
        { relation: 'colleague', action: 'export', dataKind: 'score', effect: 'deny' },
      ],
    });
    const effect = (viewer: string, action: AccessAction) =>
      own.decide({ viewer: { personId: viewer }, action, subject: { personId: 'lin' }, dataKind: 'score' }).effect;
    expect([effect('ann', 'read'), effect('bob', 'read'), effect('ann', 'export')]).toEqual([
      'allow',
      'redact',
      'deny',
    ]);
  });

  it('of the default are well formed and name known kinds', () => {
    for (const rule of defaultAccessRules) {
      expect(accessRuleSchema.parse(rule)).toEqual(rule);
      if (rule.dataKind !== '*') expect(dataKinds).toContain(rule.dataKind);
    }
  });

  it('a role ends on its day', () => {
    const later = createAccessPolicy({ view: viewOrganisation({ organisation, asOf: '2026-06-01' }), roles });
    const read = {
      viewer: { personId: 'hrp' },
      action: 'read',
      subject: { personId: 'lin' },
      dataKind: 'pay',
    } as const;
    expect([policy.decide(read).effect, later.decide(read).effect]).toEqual(['allow', 'deny']);
  });
});

describe('the impact of a change', () => {
  it('names who would see more and who less', () => {
    const preview = previewImpact({
      organisation,
      roles,
      changes: [{ kind: 'person-moves', effective: '2026-03-01', personId: 'lin', unitId: 'search' }],
      kinds: ['score', 'pay'],
    });
    if (!preview.ok) throw new Error('refused');
    const change = (viewerId: string, action: string, dataKind: string, from: string, to: string) => ({
      viewerId,
      subjectId: 'lin',
      action,
      dataKind,
      from,
      to,
    });
    expect(preview.impact.moves).toEqual([{ personId: 'lin', from: ['pay'], to: ['search'] }]);
    expect(preview.impact.accessChanges).toEqual([
      change('ann', 'read', 'score', 'allow', 'deny'),
      change('ann', 'decide', 'score', 'allow', 'deny'),
      change('bob', 'read', 'score', 'deny', 'allow'),
      change('bob', 'decide', 'score', 'deny', 'allow'),
      change('hrp', 'read', 'score', 'allow', 'deny'),
      change('hrp', 'read', 'pay', 'allow', 'deny'),
    ]);
  });

  it('a branch that moves takes its sight along', () => {
    const preview = previewImpact({
      organisation,
      roles,
      changes: [{ kind: 'unit-moves', effective: '2026-03-01', unitId: 'search', parentId: 'pay' }],
      kinds: ['pay'],
      actions: ['read'],
    });
    if (!preview.ok) throw new Error('refused');
    expect(preview.impact.accessChanges.map(({ viewerId, subjectId, to }) => [viewerId, subjectId, to])).toEqual([
      ['hrp', 'bob', 'allow'],
      ['hrp', 'zhao', 'allow'],
    ]);
    expect(
      previewImpact({ organisation, roles, changes: [{ kind: 'unit-closes', effective: day, unitId: 'pay' }] }).ok,
    ).toBe(false);
  });
});
