export { errorCodes, rejectionCodes } from '../errors.ts';
export { workflowMessages } from '../messages.ts';
export { type AppliedToStaffing, acceptStaffing, applyRemedy, type NotFeasible, type PlanOutdated } from './accept.ts';
export { parseStaffingDemand, type StaffingDemand, staffingDemandSchema } from './schema.ts';
export { type StaffingProposal, type StaffingTeam, staffDemand, withSkills } from './staff.ts';
