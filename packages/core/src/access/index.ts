export {
  type AccessDecision,
  type AccessPolicyV1,
  type AccessRequest,
  type AccessSubject,
  createAccessPolicy,
  type RoleAssignment,
} from './decide.ts';
export { type AccessChange, compareAccess, previewImpact } from './preview.ts';
export {
  type AccessAction,
  type AccessEffect,
  type AccessRelation,
  type AccessRule,
  accessRuleSchema,
  dataKinds,
  defaultAccessRules,
} from './rules.ts';
