/** The events this package emits. None is emitted for an answer: its time would be a trace. */
export interface EngagementEvents {
  readonly 'meritkit.engagement.survey-opened.v1': {
    readonly surveyId: string;
    readonly invited: number;
    readonly minimumGroup: number;
  };
  readonly 'meritkit.engagement.survey-closed.v1': { readonly surveyId: string };
  readonly 'meritkit.engagement.survey-published.v1': { readonly surveyId: string; readonly views: number };
  readonly 'meritkit.engagement.issue-raised.v1': { readonly issueId: string };
  readonly 'meritkit.engagement.issue-assigned.v1': { readonly issueId: string; readonly deadline: string };
  readonly 'meritkit.engagement.issue-closed.v1': { readonly issueId: string; readonly as: 'resolved' | 'declined' };
  readonly 'meritkit.engagement.activity-announced.v1': { readonly activityId: string };
  readonly 'meritkit.engagement.activity-joined.v1': { readonly activityId: string; readonly enrolmentId: string };
  readonly 'meritkit.engagement.activity-left.v1': { readonly activityId: string; readonly enrolmentId: string };
  readonly 'meritkit.engagement.activity-won.v1': {
    readonly activityId: string;
    readonly rewards: readonly { readonly key: string; readonly personId: string; readonly amount: string }[];
  };
  readonly 'meritkit.engagement.help-confirmed.v1': { readonly needId: string; readonly helperId: string };
  readonly 'meritkit.engagement.award-decided.v1': {
    readonly awardId: string;
    readonly reward: { readonly key: string; readonly personId: string; readonly amount: string } | null;
  };
}
