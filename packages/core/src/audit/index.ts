export {
  type AuditEntry,
  type AuditFilter,
  type AuditSinkV1,
  type AuditSubject,
  auditEntrySchema,
  createAuditEntry,
  entryNames,
  eraseFromEntry,
  parseAuditEntry,
} from './entry.ts';
