export {
  applyChange,
  type ChangeOutcome,
  type ChangeRejection,
  type OrganisationChange,
  replayChanges,
} from './change.ts';
export { checkOrganisation, parseOrganisation } from './check.ts';
export { findCycles, type OrganisationCycle } from './cycles.ts';
export {
  emptyOrganisation,
  type Leadership,
  type Membership,
  membershipSchema,
  type Organisation,
  organisationSchema,
  type Person,
  type Placement,
  personSchema,
  type ReportingLine,
  type Unit,
  unitSchema,
} from './model.ts';
export { type DirectoryV1, loadOrganisation, type OrganisationList, type OrganisationRow } from './ports.ts';
export { type ChangeImpact, compareViews, previewChanges } from './preview.ts';
export { managerChain, membersOf, reportsOf, unitPath, unitsUnder } from './queries.ts';
export { type OrganisationView, type PersonView, type UnitView, viewOrganisation } from './view.ts';
