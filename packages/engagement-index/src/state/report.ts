import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, type FactReference, given } from '@meritkit/core/explanation';

/** Where a signal about a person comes from. Behaviour needs a declared purpose and only ever leads to questions. */
export type SignalSource = 'manager-review' | 'own-check-in' | 'activity' | 'behaviour';

/** A signal that a person can see, with its source. The anonymous lane's `respondent` cannot be there. */
export interface AttributedSignal {
  readonly lane: 'attributed';
  readonly respondent?: never;
  readonly personId: string;
  readonly indicator: string;
  readonly source: SignalSource;
  /** 0 to 100 for reviews, check-ins and activities; a count for behaviour. */
  readonly value: number;
  readonly fact: FactReference;
}

/** A question worth asking, or a step worth offering, with the facts that suggest it. */
export interface StateSuggestion {
  readonly kind: 'question' | 'likely-cause' | 'suggestion';
  readonly indicator: string;
  readonly key:
    | 'ask-how-it-is'
    | 'ask-about-load'
    | 'offer-course'
    | 'offer-talk'
    | 'offer-recognition'
    | 'views-differ';
  readonly sources: readonly FactReference[];
}

/** A person's state by their own and attributed facts, for them and their manager alike. */
export interface StateReport {
  readonly personId: string;
  readonly indicators: readonly {
    readonly indicator: string;
    readonly value: number | null;
    readonly explanation: Explanation;
  }[];
  readonly suggestions: readonly StateSuggestion[];
}

/** Behaviour may be read only with a purpose that was declared to the people concerned. */
export interface BehaviourPurpose {
  readonly purpose: string;
  readonly declaredOn: string;
}

/**
 * Builds the state report of one person from attributed facts alone: there is no argument through which an anonymous
 * answer could come in, and a type test shows it. Behaviour is left out unless `behaviour` declares a purpose, is
 * never averaged into a value, and gives questions to ask, never a mood.
 *
 * @throws InvalidInputError `engagement/mixed-person`, `engagement/answer-out-of-scale`, `engagement/purpose-missing`
 * @example
 * ```ts
 * import { buildStateReport } from '@meritkit/engagement-index';
 *
 * const fact = { system: 'check-in', ref: 'c1' };
 * const signals = [
 *   { lane: 'attributed', personId: 'lin', indicator: 'resilience', source: 'own-check-in', value: 25, fact },
 * ] as const;
 * buildStateReport({ personId: 'lin', signals }).suggestions[0]?.key; // 'ask-how-it-is'
 * ```
 */
export function buildStateReport(options: {
  readonly personId: string;
  readonly signals: readonly AttributedSignal[];
  readonly behaviour?: BehaviourPurpose;
}): StateReport {
  const { personId, signals, behaviour } = options;
  signals.forEach((signal, index) => {
    if (signal.lane !== 'attributed' || signal.personId !== personId || 'respondent' in signal) {
      throw invalidInput(
        'engagement/mixed-person',
        ['signals', index],
        'a report holds attributed facts about its own person',
      );
    }
    if (!Number.isFinite(signal.value) || signal.value < 0 || (signal.source !== 'behaviour' && signal.value > 100)) {
      throw invalidInput('engagement/answer-out-of-scale', ['signals', index, 'value'], 'a value from 0 to 100');
    }
  });
  if (behaviour !== undefined && behaviour.purpose.trim() === '') {
    throw invalidInput('engagement/purpose-missing', ['behaviour', 'purpose'], 'say what behaviour is read for');
  }
  const indicators = [...new Set(signals.map((signal) => signal.indicator))].sort();
  const read = indicators.map((indicator) => {
    const rated = signals.filter((signal) => signal.indicator === indicator && signal.source !== 'behaviour');
    const explanation = explain({
      key: indicator,
      unit: 'points',
      operation: { name: 'weighted-mean', version: 1 },
      children: rated.map((signal) =>
        given({ key: signal.source, value: signal.value, weight: 1, sources: [signal.fact] }),
      ),
      ...(rated.length === 0 ? { unknown: { reason: 'no-rated-facts' } } : {}),
    });
    return { indicator, value: explanation.value === null ? null : Number(explanation.value), explanation };
  });
  return { personId, indicators: read, suggestions: suggestionsFor(signals, read, behaviour !== undefined) };
}

function suggestionsFor(
  signals: readonly AttributedSignal[],
  read: readonly { readonly indicator: string; readonly value: number | null }[],
  mayReadBehaviour: boolean,
): readonly StateSuggestion[] {
  return read.flatMap(({ indicator, value }) => {
    const own = signals.filter((signal) => signal.indicator === indicator);
    const sourcesOf = (source: SignalSource) => own.filter((signal) => signal.source === source);
    const facts = (chosen: readonly AttributedSignal[]) => chosen.map((signal) => signal.fact);
    const found: StateSuggestion[] = [];
    const [self, manager] = [sourcesOf('own-check-in'), sourcesOf('manager-review')];
    const meanOf = (chosen: readonly AttributedSignal[]) =>
      chosen.reduce((sum, signal) => sum + signal.value, 0) / chosen.length;
    if (self.length > 0 && manager.length > 0 && Math.abs(meanOf(self) - meanOf(manager)) >= 25) {
      found.push({ kind: 'likely-cause', indicator, key: 'views-differ', sources: facts([...self, ...manager]) });
    }
    const rated = own.filter((signal) => signal.source !== 'behaviour');
    if (value !== null && value < 50) {
      found.push({ kind: 'question', indicator, key: 'ask-how-it-is', sources: facts(rated) });
      found.push({
        kind: 'suggestion',
        indicator,
        key: value < 30 ? 'offer-talk' : 'offer-course',
        sources: facts(rated),
      });
    }
    if (value !== null && value >= 80)
      found.push({ kind: 'suggestion', indicator, key: 'offer-recognition', sources: facts(rated) });
    const behaviour = sourcesOf('behaviour');
    if (mayReadBehaviour && behaviour.length > 0) {
      found.push({ kind: 'question', indicator, key: 'ask-about-load', sources: facts(behaviour) });
    }
    return found;
  });
}
