import { z } from 'zod';

/** What somebody wants to do with data. */
export type AccessAction = 'read' | 'write' | 'decide' | 'export';

/**
 * How a viewer stands to a subject, inherited along the organisation: `manager` is the nearest manager, `manager-above`
 * any further up, `lead` leads the unit or one above it, `hr-partner` and `executive` hold that role for a unit at or
 * above the subject's; `member` and `colleague` are everybody in the unit and everybody in the company.
 */
export type AccessRelation =
  | 'self'
  | 'manager'
  | 'manager-above'
  | 'lead'
  | 'hr-partner'
  | 'executive'
  | 'member'
  | 'colleague';

/** `redact`: the thing may be seen, without what is sensitive in it. */
export type AccessEffect = 'allow' | 'redact' | 'deny';

/** One line of the policy: what a relation may do with a kind of data. `*` is every kind, or every action. */
export interface AccessRule {
  readonly relation: AccessRelation;
  readonly action: AccessAction | '*';
  readonly dataKind: string;
  readonly effect: AccessEffect;
}

/** A rule's schema. */
export const accessRuleSchema = z.object({
  relation: z.enum(['self', 'manager', 'manager-above', 'lead', 'hr-partner', 'executive', 'member', 'colleague']),
  action: z.enum(['read', 'write', 'decide', 'export', '*']),
  dataKind: z.string().min(1),
  effect: z.enum(['allow', 'redact', 'deny']),
});

/**
 * The kinds of data that the default rules know. `skills`, `load`, `score`, `review-text`, `value`, `points`,
 * `overtime` (a health signal), `pay`, `profile` (name, unit, public attributes), `anonymous-answer` (nobody's, ever).
 */
export const dataKinds = [
  'profile',
  'skills',
  'load',
  'score',
  'review-text',
  'value',
  'points',
  'overtime',
  'pay',
  'anonymous-answer',
] as const;

/**
 * A cautious start: people see themselves; managers see and decide for those they manage; HR partners see and export
 * for their units; executives see figures without texts; colleagues see profiles and skills. What no rule allows is
 * denied, nobody decides about themselves, and an anonymous answer is shown to nobody.
 */
export const defaultAccessRules: readonly AccessRule[] = [
  ...grant(
    'self',
    ['read', 'export'],
    ['profile', 'skills', 'load', 'score', 'review-text', 'value', 'points', 'overtime', 'pay'],
    'allow',
  ),
  ...grant('self', ['write'], ['profile', 'skills', 'value'], 'allow'),
  { relation: 'self', action: 'decide', dataKind: '*', effect: 'deny' },
  ...grant(
    'manager',
    ['read', 'write', 'decide'],
    ['profile', 'skills', 'load', 'score', 'review-text', 'value'],
    'allow',
  ),
  ...grant('manager', ['read'], ['points', 'overtime'], 'allow'),
  ...grant('manager-above', ['read', 'decide'], ['profile', 'skills', 'load', 'score', 'value'], 'allow'),
  ...grant('manager-above', ['read'], ['review-text', 'overtime'], 'redact'),
  ...grant('lead', ['read', 'write', 'decide'], ['profile', 'skills', 'load', 'score', 'value', 'overtime'], 'allow'),
  ...grant(
    'hr-partner',
    ['read', 'export'],
    ['profile', 'skills', 'load', 'score', 'review-text', 'value', 'points', 'overtime', 'pay'],
    'allow',
  ),
  ...grant('hr-partner', ['write', 'decide'], ['profile', 'points'], 'allow'),
  ...grant('executive', ['read'], ['profile', 'skills', 'load', 'score', 'value', 'points'], 'allow'),
  ...grant('executive', ['read'], ['review-text', 'overtime'], 'redact'),
  ...grant('member', ['read'], ['profile', 'load', 'score', 'value'], 'allow'),
  ...grant('colleague', ['read'], ['profile', 'skills'], 'allow'),
  ...grant('colleague', ['read'], ['load'], 'redact'),
  ...everyRelation().map(
    (relation) => ({ relation, action: '*', dataKind: 'anonymous-answer', effect: 'deny' }) as const,
  ),
];

function grant(
  relation: AccessRelation,
  actions: readonly AccessAction[],
  kinds: readonly string[],
  effect: AccessEffect,
): readonly AccessRule[] {
  return actions.flatMap((action) => kinds.map((dataKind) => ({ relation, action, dataKind, effect })));
}

function everyRelation(): readonly AccessRelation[] {
  return ['self', 'manager', 'manager-above', 'lead', 'hr-partner', 'executive', 'member', 'colleague'];
}
