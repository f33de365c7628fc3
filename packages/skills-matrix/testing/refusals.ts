import { InvalidInputError } from '@meritkit/core/errors';

/** What a call is refused for: `code path` of every issue, each of which must also say something in words. */
export function refusalsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (!InvalidInputError.isInstance(error)) throw error;
    return error.issues.map(({ code, path, message }) => {
      const isSaid = /\S+ \S+/.test(message);
      return `${code} ${path.join('.')}${isSaid ? '' : ' (no words)'}`;
    });
  }
  return [];
}
