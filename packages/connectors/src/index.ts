export { importDingTalkEvents } from './chat/dingtalk.ts';
export { type ChatImport, importFeishuEvents, importFeishuMeetings } from './chat/feishu.ts';
export type { ChatMarkers } from './chat/markers.ts';
export type { ChatSettings, PersonUpdate } from './chat/messages.ts';
export { importWeComEvents } from './chat/wecom.ts';
export { type CrmMapping, crmMappingSchema, importCrm } from './crm/import.ts';
export {
  type EnvelopeRejection,
  type Freshness,
  isGitHubSignature,
  type OpenedEnvelope,
  openDingTalkEvent,
  openFeishuEvent,
  openWeComEvent,
} from './crypto/open-crypto.ts';
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
export { type GitHubEvent, importGitHubEvents } from './github/events.ts';
export { type CodeHostImport, type GitHubExport, type GitHubSettings, importGitHub } from './github/import.ts';
export { importGitLabEvents } from './gitlab/events.ts';
export type { GitLabSettings } from './gitlab/facts.ts';
export { type GitLabExport, importGitLab } from './gitlab/import.ts';
export type { JiraSettings } from './jira/context.ts';
export { importJiraEvents } from './jira/events.ts';
export { importJira, type JiraExport, type JiraImport } from './jira/import.ts';
export { readStatuses, type StatusMeaning, type StatusReader } from './jira/statuses.ts';
export type { Sprint, WorkItem } from './jira/work-items.ts';
export { connectorsCatalogue } from './messages.ts';
export { overtimeFacts, type UnknownDay } from './overtime/overtime.ts';
export { importPeople, type PeopleImport } from './people/import.ts';
export { type PeopleMapping, parsePeopleMapping, peopleMappingSchema } from './people/mapping.ts';
export type { CleaningAction, CleaningNote } from './people/report.ts';
export { importScim, type ScimImport, scimGroupSchema, scimUserSchema } from './people/scim.ts';
export {
  changesFromSnapshot,
  type PeopleSnapshot,
  type SnapshotChanges,
  type SnapshotPerson,
  type SnapshotUnit,
} from './people/snapshot.ts';
export type { ChangeInput, DeliveryInputs, DeploymentInput } from './shared/delivery.ts';
export type { ImportResult, RecordPlace, RecordRejection } from './shared/result.ts';
export { importSvnLog } from './svn/import.ts';
export { type CsvProblem, type CsvRow, readCsv } from './table/csv.ts';
export { importTable, previewTable, type TableImportOptions, type TablePreview } from './table/import.ts';
export { parseTableMapping, type TableMapping, tableMappingSchema } from './table/mapping.ts';
export type { TableInput } from './table/rows.ts';
export { importTrello, type TrelloExport, type TrelloImport, type TrelloSettings } from './trello/import.ts';
