import type { Rejection } from '@meritkit/core/errors';
import type { EnrolmentRejection, LeavingRejection } from './activities/enrolment.ts';
import type { FinishRejection } from './activities/finish.ts';
import type { HelpRejection } from './activities/help-board.ts';
import type { AuditRejection } from './audit/query.ts';
import type { IssueRejection } from './issues/issue.ts';
import type { NoiseRejection } from './noise/budget.ts';
import type { DocumentType } from './ports.ts';
import type { InvitedBelowAnswered } from './release/favourability.ts';
import type { SurveyRejection } from './survey/survey.ts';

/** Every refusal of this package, with its data. */
export type EngagementRejection =
  | SurveyRejection
  | AuditRejection
  | NoiseRejection
  | InvitedBelowAnswered['rejection']
  | Rejection<'engagement/too-few-authors', { readonly minimumAuthors: number }>
  | EnrolmentRejection
  | FinishRejection
  | LeavingRejection
  | HelpRejection
  | IssueRejection
  | Rejection<'engagement/wave-superseded', object>
  | Rejection<'engagement/voting-closed', object>
  | Rejection<'engagement/nobody-shortlisted', object>
  | Rejection<'engagement/own-review', { readonly personId: string }>
  | Rejection<'engagement/own-vote', { readonly personId: string }>
  | Rejection<'engagement/not-on-shortlist', { readonly personId: string }>
  | Rejection<'engagement/not-own-act', { readonly personId: string }>
  | Rejection<'engagement/already-there', { readonly type: DocumentType; readonly id: string }>
  | Rejection<'engagement/not-found', { readonly type: DocumentType; readonly id: string }>;
