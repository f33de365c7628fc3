export { type ErrorData, MeritkitError } from './base.ts';
export { type CoreCode, errorCodes } from './codes.ts';
export { type InputIssue, InvalidInputError, invalidInput, pathText } from './input.ts';
export {
  assertInvariant,
  InvariantError,
  KeyConflictError,
  StorageUnavailableError,
  VersionConflictError,
} from './kinds.ts';
export { type Outcome, type Rejection, reject } from './rejection.ts';
