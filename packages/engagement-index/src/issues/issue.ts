import { isDate } from '@meritkit/core/dates';
import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import type { LocalizedText } from '@meritkit/core/locale';

/** People an issue touches, as an estimate with its interval; what a survey's theme or a report gives. */
export interface PeopleAffected {
  readonly estimate: number;
  readonly interval: readonly [number, number];
}

/** Something that stands in people's way, raised by a survey or by anyone any day, until it is resolved or declined. */
export interface Issue {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly title: LocalizedText;
  readonly origin: 'survey' | 'raised';
  readonly raisedOn: string;
  readonly affected: PeopleAffected;
  readonly owner: string | null;
  /** The last day included. */
  readonly deadline: string | null;
  readonly status: 'open' | 'resolved' | 'declined';
  readonly closedOn: string | null;
  /** What was done, or why not: the "you said, we did" line. */
  readonly answer: LocalizedText | null;
}

/**
 * Raises an issue.
 *
 * @throws InvalidInputError `engagement/impossible-count` when the estimate lies outside its interval, `core/invalid-input`
 * for no date, or a title without words
 * @example
 * ```ts
 * import { raiseIssue } from '@meritkit/engagement-index';
 *
 * const issue = raiseIssue({
 *   id: 'i1', title: 'Approval takes five steps', origin: 'raised', raisedOn: '2026-11-02',
 *   affected: { estimate: 60, interval: [45, 75] },
 * });
 * issue.status; // 'open'
 * ```
 */
export function raiseIssue(options: {
  readonly id: string;
  readonly title: LocalizedText;
  readonly origin: Issue['origin'];
  readonly raisedOn: string;
  readonly affected: PeopleAffected;
}): Issue {
  const { id, title, origin, raisedOn } = options;
  const { estimate, interval } = options.affected;
  checkDate(raisedOn, 'raisedOn');
  checkWords(title, 'title');
  if (!(interval[0] >= 0 && interval[0] <= estimate && estimate <= interval[1]) || !Number.isFinite(interval[1])) {
    throw invalidInput('engagement/impossible-count', ['affected'], 'an estimate lies within its interval, from 0 up');
  }
  const affected = { estimate, interval };
  const given = { id, title, origin, raisedOn, affected };
  return { schemaVersion: 1, ...given, owner: null, deadline: null, status: 'open', closedOn: null, answer: null };
}

/** Everybody reads a title and an answer: in each language that is given there are words. */
function checkWords(text: LocalizedText, name: string): void {
  const words = typeof text === 'string' ? [text] : Object.values(text ?? {});
  if (words.length > 0 && words.every((one) => typeof one === 'string' && one.trim() !== '')) return;
  throw invalidInput('core/invalid-input', [name], 'a text is expected, or one for each language');
}

/** A text that is no date would count as later than every day. */
function checkDate(value: string, name: string): void {
  if (!isDate(value)) throw invalidInput('core/invalid-input', [name], `"${value}" is no date such as "2026-11-22"`);
}

/** Why an issue does not change. */
export type IssueRejection =
  | Rejection<'engagement/issue-closed', { readonly status: Issue['status'] }>
  | Rejection<'engagement/issue-without-owner', object>;

type IssueOutcome =
  | { readonly ok: true; readonly issue: Issue }
  | { readonly ok: false; readonly rejection: IssueRejection };

/**
 * Gives an open issue an owner and a deadline.
 *
 * @throws InvalidInputError `core/invalid-input` for a deadline that is no date or lies before the issue was raised, or nobody
 * @example
 * ```ts
 * import { assignIssue, raiseIssue } from '@meritkit/engagement-index';
 *
 * const issue = raiseIssue({
 *   id: 'i1', title: 'Approval takes five steps', origin: 'raised', raisedOn: '2026-11-02',
 *   affected: { estimate: 60, interval: [45, 75] },
 * });
 * assignIssue({ issue, owner: 'lin', deadline: '2026-12-10' }).ok; // true
 * ```
 */
export function assignIssue(options: {
  readonly issue: Issue;
  readonly owner: string;
  readonly deadline: string;
}): IssueOutcome {
  const { issue, owner, deadline } = options;
  checkDate(deadline, 'deadline');
  if (deadline < issue.raisedOn)
    throw invalidInput('core/invalid-input', ['deadline'], `the issue was raised on ${issue.raisedOn}`);
  if (owner === '') throw invalidInput('core/invalid-input', ['owner'], 'an owner is named');
  if (issue.status !== 'open') return reject('engagement/issue-closed', { status: issue.status });
  return { ok: true, issue: { ...issue, owner, deadline } };
}

/**
 * Closes an issue with an answer to everyone; a resolved one has an owner.
 *
 * @throws InvalidInputError `core/invalid-input` for a day that is no date or lies before the issue was raised, or an
 * answer without words
 * @example
 * ```ts
 * import { closeIssue, raiseIssue } from '@meritkit/engagement-index';
 *
 * const issue = raiseIssue({
 *   id: 'i1', title: 'Approval takes five steps', origin: 'raised', raisedOn: '2026-11-02',
 *   affected: { estimate: 60, interval: [45, 75] },
 * });
 * // Nobody owns it yet.
 * closeIssue({ issue, as: 'resolved', on: '2026-11-20', answer: 'Two steps now' }).ok; // false
 * ```
 */
export function closeIssue(options: {
  readonly issue: Issue;
  readonly as: 'resolved' | 'declined';
  readonly on: string;
  readonly answer: LocalizedText;
}): IssueOutcome {
  const { issue } = options;
  checkDate(options.on, 'on');
  if (options.on < issue.raisedOn)
    throw invalidInput('core/invalid-input', ['on'], `the issue was raised on ${issue.raisedOn}`);
  checkWords(options.answer, 'answer');
  if (issue.status !== 'open') return reject('engagement/issue-closed', { status: issue.status });
  if (options.as === 'resolved' && issue.owner === null) return reject('engagement/issue-without-owner', {});
  return { ok: true, issue: { ...issue, status: options.as, closedOn: options.on, answer: options.answer } };
}

/** The rate at which issues are resolved, weighted by the people they touch, with the target it is held to. */
export interface ResolutionRate {
  readonly rate: number | null;
  readonly unweighted: number | null;
  readonly target: number;
  readonly reached: boolean | null;
  readonly overdue: readonly string[];
}

/**
 * The people-weighted resolution rate at the end of a day: people affected by issues resolved by then over people
 * affected by all that were raised by then. Declined issues stay in the denominator. Unknown (null) without issues,
 * never 0 or 100.
 *
 * @throws InvalidInputError `core/invalid-input` for a day that is no date, or a target that is no share
 * @example
 * ```ts
 * import { measureResolution, raiseIssue } from '@meritkit/engagement-index';
 *
 * const big = raiseIssue({ id: 'i1', title: 'Approval takes five steps', origin: 'raised', raisedOn: '2026-11-02', affected: { estimate: 80, interval: [60, 95] } });
 * const small = raiseIssue({ id: 'i2', title: 'Noise', origin: 'survey', raisedOn: '2026-11-02', affected: { estimate: 20, interval: [12, 30] } });
 * const issues = [{ ...big, status: 'resolved' as const }, small];
 * measureResolution({ issues, asOf: '2026-11-22', target: 0.7 }).rate; // 0.8
 * ```
 */
export function measureResolution(options: {
  readonly issues: readonly Issue[];
  readonly asOf: string;
  readonly target: number;
}): ResolutionRate {
  const { asOf, target } = options;
  checkDate(asOf, 'asOf');
  if (!(Number.isFinite(target) && target >= 0 && target <= 1))
    throw invalidInput('core/invalid-input', ['target'], 'a share from 0 to 1');
  const issues = options.issues.filter((issue) => issue.raisedOn <= asOf);
  const isClosed = (issue: Issue) => issue.status !== 'open' && (issue.closedOn === null || issue.closedOn <= asOf);
  const people = (chosen: readonly Issue[]) => chosen.reduce((sum, issue) => sum + issue.affected.estimate, 0);
  const resolved = issues.filter((issue) => issue.status === 'resolved' && isClosed(issue));
  const rate = people(issues) === 0 ? null : people(resolved) / people(issues);
  return {
    rate,
    unweighted: issues.length === 0 ? null : resolved.length / issues.length,
    target,
    reached: rate === null ? null : rate >= target,
    overdue: issues
      .filter((issue) => !isClosed(issue) && issue.deadline !== null && issue.deadline < asOf)
      .map((issue) => issue.id),
  };
}

/**
 * "You said, we did": closed issues with their answers, most people first.
 *
 * @example
 * ```ts
 * import { listAnswers, raiseIssue } from '@meritkit/engagement-index';
 *
 * const issue = raiseIssue({
 *   id: 'i1', title: 'Approval takes five steps', origin: 'raised', raisedOn: '2026-11-02',
 *   affected: { estimate: 60, interval: [45, 75] },
 * });
 * listAnswers({ issues: [issue] }); // []
 * ```
 */
export function listAnswers(options: { readonly issues: readonly Issue[] }): readonly {
  readonly id: string;
  readonly said: LocalizedText;
  readonly did: LocalizedText;
  readonly status: 'resolved' | 'declined';
}[] {
  return [...options.issues]
    .sort((left, right) => right.affected.estimate - left.affected.estimate || (left.id < right.id ? -1 : 1))
    .flatMap((issue) =>
      issue.status === 'open' || issue.answer === null
        ? []
        : [{ id: issue.id, said: issue.title, did: issue.answer, status: issue.status }],
    );
}
