import { type Remedy, type SuggestRemediesOptions, suggestRemedies } from '../src/index.ts';

/** The first remedy of a kind that is suggested. */
export function remedyOf<Kind extends Remedy['kind']>(asked: SuggestRemediesOptions, kind: Kind) {
  return suggestRemedies(asked).find((one): one is Extract<Remedy, { readonly kind: Kind }> => one.kind === kind)!;
}
