export { type ConnectorCode, errorCodes } from './errors.ts';
export { type GitLogImport, type GitLogOptions, importGitLog, openGitLogImport } from './git/facts.ts';
export {
  createGitLogParser,
  type GitCommit,
  type GitFileChange,
  type GitLogParser,
  type GitLogProblem,
  gitLogFormat,
  parseGitLog,
} from './git/parse.ts';
export type { JiraSettings } from './jira/context.ts';
export { importJira, type JiraExport, type JiraImport } from './jira/import.ts';
export { readStatuses, type StatusMeaning, type StatusReader } from './jira/statuses.ts';
export type { Sprint, WorkItem } from './jira/work-items.ts';
export type { ImportResult, RecordPlace, RecordRejection } from './shared/result.ts';
