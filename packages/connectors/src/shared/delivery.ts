/** A change that was proposed, reviewed and merged, as delivery measures (DORA) need it. */
export interface ChangeInput {
  /** `github.com/acme/pay#12` */
  readonly id: string;
  readonly repository: string;
  readonly number: number;
  readonly createdAt: string;
  readonly mergedAt: string | null;
  readonly closedAt: string | null;
  readonly mergeCommit: string | null;
  /** When its first commit was written; null where the commits were not given. */
  readonly firstCommitAt: string | null;
  /** When somebody else first commented or reviewed; null where nobody did or reviews were not given. */
  readonly firstReviewAt: string | null;
  readonly draft: boolean;
}

/** A deployment that ended, as delivery measures need it. */
export interface DeploymentInput {
  readonly id: string;
  readonly repository: string;
  readonly environment: string;
  readonly commit: string;
  readonly startedAt: string | null;
  readonly finishedAt: string;
  readonly result: 'success' | 'failure';
}

/** What a code host's import gives beside facts. */
export interface DeliveryInputs {
  readonly changes: readonly ChangeInput[];
  readonly deployments: readonly DeploymentInput[];
}
