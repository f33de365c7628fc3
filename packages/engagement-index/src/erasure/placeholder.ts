/** What stands where an erased person stood; of several in one document each has another, so that they do not become one. */
const placeholder = /^erased(-[2-9]|-[1-9]\d+)?$/;

/**
 * Whether an id is what erasure left in the place of a person. It names nobody, and nobody can be called that.
 *
 * @example
 * ```ts
 * import { isErasedPerson } from '@meritkit/engagement-index';
 *
 * isErasedPerson('erased-2'); // true
 * isErasedPerson('lin'); // false
 * ```
 */
export function isErasedPerson(personId: string): boolean {
  return placeholder.test(personId);
}

/** The first placeholder that is not among these ids. */
export function nextPlaceholder(taken: ReadonlySet<string>): string {
  let name = 'erased';
  for (let number = 2; taken.has(name); number += 1) name = `erased-${number}`;
  return name;
}
