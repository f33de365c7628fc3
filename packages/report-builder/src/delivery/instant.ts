import { reportError } from '../errors.ts';

const form = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})$/;

/** Milliseconds since 1970 of an instant with its offset (`Z`, `+08:00` or Jira's `+0800`). */
export function millisecondsOf(instant: string, path: readonly (string | number)[]): number {
  const found = form.exec(instant);
  const offset = found?.[3]?.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const value = found === null ? Number.NaN : Date.parse(`${found[1]}T${found[2]}${offset}`);
  if (Number.isNaN(value))
    throw reportError('report/invalid-input', path, `"${instant}" is not an instant with an offset`);
  return value;
}
