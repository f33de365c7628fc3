import type { LocalizedText } from '@meritkit/core/locale';
import type { Scorecard } from '../scorecard/schema.ts';

/** A scorecard to begin with: data like any other, meant to be changed. */
export interface ScorecardTemplate {
  readonly id: string;
  readonly name: LocalizedText;
  readonly scorecard: Scorecard;
}
