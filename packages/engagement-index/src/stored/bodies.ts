import type { Enrolment } from '../activities/enrolment.ts';
import type { AnnouncedActivity } from '../activities/finish.ts';
import type { HelpNeed } from '../activities/help-board.ts';
import type { AuditState, InvitedEntry } from '../audit/state.ts';
import type { ShortlistEntry } from '../awards/shortlist.ts';
import type { CommandName } from '../erasure/places.ts';
import type { Issue } from '../issues/issue.ts';
import type { NoiseBudget } from '../noise/budget.ts';
import type { DocumentType } from '../ports.ts';
import type { SurveyPublication } from '../publication/publish.ts';
import type { Recommendation } from '../recommend/recommend.ts';
import type { AttributedSignal } from '../state/report.ts';
import type { Survey } from '../survey/survey.ts';

/** An award: its shortlist with reasons, the votes of people, and whether it is decided. */
export interface Award {
  readonly id: string;
  /** Points for the winner. */
  readonly amount: string;
  readonly shortlist: readonly ShortlistEntry[];
  readonly votes: readonly { readonly voterId: string; readonly personId: string }[];
  readonly decided: boolean;
}

/** A recommendation with whom it was made to and when, so that another policy can be evaluated on it. */
export interface LoggedRecommendation extends Recommendation {
  readonly personId: string;
  readonly at: string;
}

/** The waves of a series that have closed with answers, in that order. */
export interface SurveySeries {
  readonly waves: readonly string[];
}

/** Who is invited to a wave of a series, under digests; nobody once it has closed. */
export interface InvitedPeople {
  readonly people: readonly InvitedEntry[];
}

/** What a command answered the first time. */
export interface KeptAnswer {
  /** The command, such as `survey.draft`: erasure, and a later version's step, must know whose answer it is. */
  readonly command: CommandName;
  /** Digest of the request, by which a replay is known. */
  readonly request: string;
  /** What it was about and whose data, so that a replay can be recorded where the first call could not. */
  readonly subject: { readonly type: DocumentType; readonly id: string };
  readonly about: readonly string[];
  readonly answer: unknown;
}

/** What the body of each type of document says, in the present version. */
export interface StoredBodies {
  readonly survey: Survey;
  readonly audit: AuditState;
  readonly budget: NoiseBudget;
  readonly issue: Issue;
  readonly activity: AnnouncedActivity;
  readonly enrolment: Enrolment;
  readonly signal: AttributedSignal;
  readonly recommendation: LoggedRecommendation;
  readonly result: SurveyPublication;
  readonly series: SurveySeries;
  readonly invited: InvitedPeople;
  readonly 'help-need': HelpNeed;
  readonly award: Award;
  readonly outcome: KeptAnswer;
}
