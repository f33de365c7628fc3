import { z } from 'zod';
import { id } from '../schemas.ts';

/** An instant with its offset; the call that gets it reads it. */
export const instant = z.string().min(20).max(40);

/** Free text, erasable. */
export const text = z.string().max(10_000);

/** Who makes a call, and for whom. */
export const actor = z.strictObject({
  id,
  onBehalfOf: id.optional(),
  requestId: z.string(),
  reason: z.string().optional(),
});

/** A second person's agreement. */
export const approval = z.strictObject({
  approvedBy: id,
  approvedOnBehalfOf: id.optional(),
  requestedBy: id,
  requestedOnBehalfOf: id.optional(),
  payloadHash: z.string().length(64),
});

/** The fields that name whose account it is; `naming` sees that it is exactly one. */
const owner = { personId: id.optional(), teamId: id.optional(), budgetId: id.optional() };

/** What most calls that write take. */
export const written = {
  key: id,
  at: instant.optional(),
  reason: text.optional(),
  actor: actor.optional(),
};

/**
 * An object that names exactly one owner. Said twice: as a check, and for JSON Schema, which knows no checks.
 */
export function naming<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject({ ...owner, ...shape })
    .refine(namesOne, { error: 'name one of personId, teamId and budgetId' })
    .meta({ oneOf: requiredOwners() });
}

/** An object that names one owner, or none. */
export function namingAtMost<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject({ ...owner, ...shape })
    .refine((given) => ownersNamed(given) <= 1, { error: 'name one of personId, teamId and budgetId, or none' })
    .meta({ oneOf: [...requiredOwners(), { not: { anyOf: requiredOwners() } }] });
}

const ownerFields = ['personId', 'teamId', 'budgetId'] as const;

function requiredOwners() {
  return ownerFields.map((name) => ({ required: [name] }));
}

function namesOne(given: object): boolean {
  return ownersNamed(given) === 1;
}

function ownersNamed(given: object): number {
  const fields: Readonly<Record<string, unknown>> = { ...given };
  return ownerFields.filter((name) => fields[name] !== undefined).length;
}
