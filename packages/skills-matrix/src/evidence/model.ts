import type { IsoDate } from '@meritkit/core/dates';
import type { FactReference } from '@meritkit/core/explanation';

/** A level that a piece of evidence shows in a skill. */
export interface ShownLevel {
  readonly skillId: string;
  readonly level: number;
}

/** What every piece of evidence has. It is dated and never changed; `id` counts once. */
export interface EvidenceBase {
  readonly id: string;
  readonly personId: string;
  /** The day it speaks of. It counts from that day on. */
  readonly at: IsoDate;
  readonly source?: FactReference;
}

/** What people say of their own level. */
export interface SelfRating extends EvidenceBase, ShownLevel {
  readonly kind: 'self-rating';
}

/** What a manager says. */
export interface ManagerRating extends EvidenceBase, ShownLevel {
  readonly kind: 'manager-rating';
  readonly raterId?: string;
}

/** What a colleague says, weighted by the colleague's own level as it was frozen by `freezeEndorsement`. */
export interface Endorsement extends EvidenceBase, ShownLevel {
  readonly kind: 'endorsement';
  readonly endorserId: string;
  /**
   * The endorser's own level on that day, without endorsements and self ratings; null: nothing is known, and it
   * weighs nothing.
   */
  readonly endorserLevel: number | null;
}

/** Work on a project: experience by tags, and the levels it showed where someone states them. */
export interface ProjectExperience extends EvidenceBase {
  readonly kind: 'project';
  readonly projectId?: string;
  readonly role?: string;
  readonly tags: readonly string[];
  readonly months: number;
  readonly skills?: readonly ShownLevel[];
}

/** A certificate. It counts on the days of `[validFrom, validTo)` and stops on the day it is revoked. */
export interface Certificate extends EvidenceBase {
  readonly kind: 'certificate';
  readonly name: string;
  readonly issuer: string;
  /** First day it counts; `at` where absent. */
  readonly validFrom?: IsoDate;
  /** First day it no longer counts; absent: it does not expire. */
  readonly validTo?: IsoDate;
  readonly revokedAt?: IsoDate;
  readonly skills?: readonly ShownLevel[];
}

/** Says later that a certificate was revoked, since evidence itself never changes. */
export interface CertificateRevocation extends EvidenceBase {
  readonly kind: 'certificate-revocation';
  /** The evidence id of the certificate, which is about the same person. */
  readonly certificateId: string;
}

/** A course passed. */
export interface CoursePassed extends EvidenceBase {
  readonly kind: 'course';
  readonly courseId: string;
  readonly skills?: readonly ShownLevel[];
}

/** A test, an interview with a rubric, a work sample. */
export interface AssessmentResult extends EvidenceBase, ShownLevel {
  readonly kind: 'assessment';
}

/** Contributions found in a tool: they show use, and a level only where the host says which. */
export interface Contribution extends EvidenceBase {
  readonly kind: 'contribution';
  readonly skillId: string;
  /** How many; 1 where absent. */
  readonly count?: number;
  readonly level?: number;
}

/** How much a person wants to use a skill, 0..1. It never touches the level. */
export interface Interest extends EvidenceBase {
  readonly kind: 'interest';
  readonly skillId: string;
  readonly interest: number;
}

/** One dated, immutable piece of evidence about one person. */
export type Evidence =
  | SelfRating
  | ManagerRating
  | Endorsement
  | ProjectExperience
  | Certificate
  | CertificateRevocation
  | CoursePassed
  | AssessmentResult
  | Contribution
  | Interest;

/** The kinds of evidence that can say something about a level. */
export type EvidenceSource =
  | 'assessment'
  | 'certificate'
  | 'contribution'
  | 'course'
  | 'endorsement'
  | 'manager-rating'
  | 'project'
  | 'self-rating';

/** The sources in the one order in which they are added. */
export const evidenceSources: readonly EvidenceSource[] = [
  'assessment',
  'certificate',
  'contribution',
  'course',
  'endorsement',
  'manager-rating',
  'project',
  'self-rating',
];
