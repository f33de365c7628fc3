export { type Approval, type ApprovalRejection, checkApproval, hashOfPayload } from './approval.ts';
