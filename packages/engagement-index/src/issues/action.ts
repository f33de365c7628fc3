/** A step that may help with a theme: a course, a talk, a recognition, or a change of process. */
export interface SuggestedAction {
  readonly kind: 'course' | 'talk' | 'recognition' | 'process-change' | 'load-review';
  readonly themeId: string;
  readonly reason: { readonly authors: number };
}

const actionsByTheme: Readonly<Record<string, SuggestedAction['kind']>> = {
  overtime: 'load-review',
  workload: 'load-review',
  'on-call': 'load-review',
  stress: 'talk',
  management: 'talk',
  trust: 'talk',
  fairness: 'talk',
  communication: 'talk',
  recognition: 'recognition',
  training: 'course',
  'technical-debt': 'course',
  promotion: 'talk',
  pay: 'talk',
};

/**
 * Suggests one action per theme, most authors first; themes of process and place ask for a change there.
 *
 * @example
 * ```ts
 * import { suggestActions } from '@meritkit/engagement-index';
 *
 * suggestActions({ themes: [{ id: 'overtime', kind: 'theme', authors: 9 }] })[0]?.kind; // 'load-review'
 * ```
 */
export function suggestActions(options: {
  readonly themes: readonly { readonly id: string; readonly kind: string; readonly authors: number }[];
}): readonly SuggestedAction[] {
  return options.themes
    .filter((theme) => theme.kind === 'theme')
    .map((theme) => ({
      kind: actionsByTheme[theme.id] ?? ('process-change' as const),
      themeId: theme.id,
      reason: { authors: theme.authors },
    }))
    .sort((left, right) => right.reason.authors - left.reason.authors || (left.themeId < right.themeId ? -1 : 1));
}
