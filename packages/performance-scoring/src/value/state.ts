import { toDecimal } from '@meritkit/core/decimal';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { ValueEffect } from './schema.ts';

/** How far a claim has come; only what is counted enters a sum. */
export type ValueState = 'claimed' | 'evidenced' | 'confirmed' | 'counted';

/** What a claim lacks: a source, somebody who confirms, somebody else who confirms, or a fair split of one outcome. */
export type EffectNeed = 'evidence' | 'confirmation' | 'other-confirmer' | 'fair-attribution';

/** Where an effect stands, and what it lacks. */
export interface EffectStand {
  readonly state: ValueState;
  readonly needs?: EffectNeed;
}

/**
 * Where each effect stands. An outcome that several claim counts for none of them while their attributed shares add up
 * to more than the whole.
 */
export function standOf(effects: readonly ValueEffect[]): ReadonlyMap<string, EffectStand> {
  const alone = new Map(effects.map((effect) => [effect.id, standAlone(effect)]));
  const shares = new Map<string, ReturnType<typeof toDecimal>>();
  for (const effect of effects) {
    if (effect.outcomeId === undefined || alone.get(effect.id)!.state !== 'confirmed') continue;
    const before = shares.get(effect.outcomeId) ?? toDecimal(0);
    shares.set(effect.outcomeId, before.plus(toDecimal(effect.attribution?.base ?? '1')));
  }
  return new Map(
    effects.map((effect): [string, EffectStand] => {
      const stand = alone.get(effect.id)!;
      if (stand.state !== 'confirmed') return [effect.id, stand];
      const total = effect.outcomeId === undefined ? undefined : shares.get(effect.outcomeId);
      return [effect.id, total?.gt(1) ? { state: 'confirmed', needs: 'fair-attribution' } : { state: 'counted' }];
    }),
  );
}

function standAlone(effect: ValueEffect): EffectStand {
  if ((effect.sources ?? []).length === 0) return { state: 'claimed', needs: 'evidence' };
  if (effect.confirmation === undefined) return { state: 'evidenced', needs: 'confirmation' };
  if (effect.confirmation.by === effect.claimedBy) return { state: 'evidenced', needs: 'other-confirmer' };
  return { state: 'confirmed' };
}

/** Why a claim is not confirmed. */
export type ConfirmationRejection =
  | Rejection<'performance/value-without-evidence', { readonly effectId: string }>
  | Rejection<'performance/self-confirmation', { readonly effectId: string; readonly personId: string }>
  | Rejection<'performance/already-confirmed', { readonly effectId: string; readonly by: string }>;

/**
 * Confirms a claim in the name of business or finance; never one's own, never without evidence, never twice.
 *
 * @example
 * ```ts
 * import { confirmValue } from '@meritkit/performance-scoring';
 *
 * const effect = { id: 'bug', title: 'Critical bug fixed', claimedBy: 'lin', relation: 'association' as const, users: { base: '100' }, sources: [{ system: 'jira', ref: 'BUG-9' }] };
 * const own = confirmValue({ effect, by: 'lin', role: 'business', at: '2026-10-02' });
 * own.ok === false && own.rejection.code; // 'performance/self-confirmation'
 * const other = confirmValue({ effect, by: 'zhou', role: 'finance', at: '2026-10-02' });
 * other.ok && other.effect.confirmation?.by; // 'zhou'
 * ```
 */
export function confirmValue(options: {
  readonly effect: ValueEffect;
  readonly by: string;
  readonly role: 'business' | 'finance';
  /** Date or instant. */
  readonly at: string;
}): Outcome<{ readonly effect: ValueEffect }, ConfirmationRejection> {
  const { effect, by, role, at } = options;
  if (effect.confirmation !== undefined) {
    return reject('performance/already-confirmed', { effectId: effect.id, by: effect.confirmation.by });
  }
  if ((effect.sources ?? []).length === 0) return reject('performance/value-without-evidence', { effectId: effect.id });
  if (by === effect.claimedBy) return reject('performance/self-confirmation', { effectId: effect.id, personId: by });
  return { ok: true, effect: { ...effect, confirmation: { by, role, at } } };
}
