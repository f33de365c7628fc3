import type { ConnectorCode } from '../errors.ts';
import type { RecordPlace } from '../shared/result.ts';

/** What was done about something that cannot be right. */
export type CleaningAction =
  | 'row-left-out'
  | 'manager-left-out'
  | 'unit-left-out'
  | 'end-left-out'
  | 'attribute-left-out'
  | 'email-left-out'
  | 'to-be-checked';

/** One line of the cleaning report: what was wrong, where, and what was done, so that a person can put it right. */
export interface CleaningNote {
  readonly code: ConnectorCode;
  readonly action: CleaningAction;
  readonly place: RecordPlace;
  readonly detail: string;
  /** The people concerned, in the order of a circle where there is one. */
  readonly personIds: readonly string[];
}
