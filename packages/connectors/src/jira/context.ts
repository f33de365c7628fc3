import { readInstant } from '../shared/instant.ts';
import type { JiraIssue } from './schema.ts';
import { readStatuses, type StatusMeaning, type StatusReader } from './statuses.ts';

/** What a company says about its Jira. */
export interface JiraSettings {
  /** What the team's own statuses mean, by name. */
  readonly statuses?: Readonly<Record<string, StatusMeaning>>;
  /** Names of issue types that are bugs, beside Bug and 缺陷. */
  readonly bugTypes?: readonly string[];
  /** The custom field that holds story points, such as `customfield_10024`. */
  readonly storyPointsField?: string;
  /** The host's project ids by Jira project key; the key itself where there is none. */
  readonly projects?: Readonly<Record<string, string>>;
  /** The site's host name, where the records carry no `self`. */
  readonly site?: string;
  /** Raise it when the settings change: facts read again then replace the earlier ones. */
  readonly revision?: number;
}

/** The settings as questions that the reading asks. */
export interface JiraContext {
  readonly status: StatusReader;
  readonly isBug: (typeName: string | null | undefined) => boolean;
  readonly storyPointsOf: (fields: Readonly<Record<string, unknown>>) => number | null;
  readonly projectIdOf: (issue: JiraIssue) => string;
  readonly siteOf: (self: string | null | undefined) => string;
  readonly revisionInstant: (issue: JiraIssue) => string;
  readonly revision: number;
}

const bugNames = ['bug', 'defect', 'fault', '缺陷', '故障', '错误', '线上问题', '線上問題'];

/** Prepares the settings, with the status categories that the given issues carry. */
export function createContext(settings: JiraSettings, issues: readonly JiraIssue[]): JiraContext {
  const categories = new Map<string, string>();
  for (const { fields } of issues) {
    const [name, key] = [fields.status?.name, fields.status?.statusCategory?.key];
    if (name && key) categories.set(name, key);
  }
  const bugs = new Set([...bugNames, ...(settings.bugTypes ?? [])].map((name) => name.trim().toLowerCase()));
  const projects = new Map(Object.entries(settings.projects ?? {}));
  const { storyPointsField } = settings;
  return {
    status: readStatuses({ categories, ...(settings.statuses === undefined ? {} : { own: settings.statuses }) }),
    isBug: (name) => bugs.has((name ?? '').trim().toLowerCase()),
    storyPointsOf: (fields) => (storyPointsField === undefined ? null : readPoints(fields[storyPointsField])),
    projectIdOf: (issue) => {
      const key = issue.fields.project?.key || issue.key.replace(/(?<=.)-\d+$/, '');
      return projects.get(key) ?? key;
    },
    siteOf: (self) => /^https?:\/\/([^/]+)\//.exec(self ?? '')?.[1] ?? settings.site ?? '',
    revisionInstant: (issue) =>
      readInstant(issue.fields.updated) ?? readInstant(issue.fields.created) ?? '1970-01-01T00:00:00Z',
    revision: settings.revision ?? 0,
  };
}

function readPoints(value: unknown): number | null {
  const points = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof points === 'number' && Number.isFinite(points) ? points : null;
}
