import { parseInstant } from '@meritkit/core/dates';
import { InvalidInputError } from '@meritkit/core/errors';
import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';

/** The first context of every credential of the W3C data model 2.0. */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
/** The context of Open Badges 3.0 that is written; any of its editions is read. */
export const BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

const text = z.string().min(1);
const uri = z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, 'is not a URI');
const instant = z.string().refine(isInstant, 'is not an instant with its offset');

/** JSON-LD says one thing or a list of them; a list is what comes out. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).readonly());

/** A list of types of which one must be there. */
const typed = (...names: readonly string[]) =>
  listOf(text).refine((types) => types.some((type) => names.includes(type)), `does not name ${names.join(' or ')}`);

const alignment = z.looseObject({
  type: typed('Alignment'),
  targetName: text,
  targetUrl: uri,
  targetCode: text.exactOptional(),
});

const rubricLevel = z.looseObject({
  id: uri,
  type: typed('RubricCriterionLevel'),
  name: text,
  points: text.exactOptional(),
});

const resultDescription = z.looseObject({
  id: uri,
  type: typed('ResultDescription'),
  name: text,
  resultType: text,
  alignment: listOf(alignment).exactOptional(),
  rubricCriterionLevel: listOf(rubricLevel).exactOptional(),
});

const achievement = z.looseObject({
  id: uri,
  type: typed('Achievement'),
  name: text,
  description: text,
  criteria: z.looseObject({ id: uri.exactOptional(), narrative: z.string().exactOptional() }),
  alignment: listOf(alignment).exactOptional(),
  resultDescription: listOf(resultDescription).exactOptional(),
});

const identity = z.looseObject({
  type: typed('IdentityObject'),
  hashed: z.boolean(),
  identityHash: text,
  identityType: text,
  salt: z.string().exactOptional(),
});

const result = z.looseObject({
  type: typed('Result'),
  resultDescription: uri.exactOptional(),
  achievedLevel: uri.exactOptional(),
  status: text.exactOptional(),
});

const subject = z
  .looseObject({
    id: uri.exactOptional(),
    type: typed('AchievementSubject'),
    achievement,
    identifier: listOf(identity).exactOptional(),
    result: listOf(result).exactOptional(),
  })
  .refine(
    (value) => value.id !== undefined || (value.identifier ?? []).length > 0,
    'has neither an id nor an identifier',
  );

const contexts = z
  .array(z.union([text, z.looseObject({})]))
  .readonly()
  .refine((list) => list[0] === CREDENTIALS_CONTEXT, `does not begin with ${CREDENTIALS_CONTEXT}`)
  .refine(
    (list) => /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d+\.\d+)?\.json$/.test(String(list[1])),
    'does not name the context of Open Badges 3.0 in second place',
  );

/** The zod schema of an achievement credential of Open Badges 3.0; what it does not name is kept as it is. */
export const openBadgeSchema = z.looseObject({
  '@context': contexts,
  id: uri,
  type: typed('VerifiableCredential').refine(
    (types) => types.includes('OpenBadgeCredential') || types.includes('AchievementCredential'),
    'does not name OpenBadgeCredential or AchievementCredential',
  ),
  name: text.exactOptional(),
  issuer: z.union([uri, z.looseObject({ id: uri, type: typed('Profile'), name: text.exactOptional() })]),
  validFrom: instant,
  validUntil: instant.exactOptional(),
  awardedDate: instant.exactOptional(),
  credentialSubject: subject,
});

/** An achievement credential of Open Badges 3.0, as it is read: lists where JSON-LD allows one thing or several. */
export type OpenBadgeCredential = z.output<typeof openBadgeSchema>;

/**
 * Reads the JSON of an Open Badge from outside: every field that Open Badges 3.0 requires is there and well formed.
 * Whether it is genuine is not looked at: the proof and the status are the host's to verify.
 *
 * Source: 1EdTech, "Open Badges Specification 3.0", 2024, appendix B; W3C, "Verifiable Credentials Data Model v2.0".
 *
 * @throws InvalidInputError `skills/invalid-badge` with every issue's path
 * @example
 * ```ts
 * import { InvalidInputError } from '@meritkit/core/errors';
 * import { parseOpenBadge } from '@meritkit/skills-matrix/open-badges';
 *
 * const firstIssue = (input: unknown) => {
 *   try {
 *     return parseOpenBadge(input).id;
 *   } catch (error) {
 *     return InvalidInputError.isInstance(error) ? error.issues[0]?.path.join('.') : undefined;
 *   }
 * };
 * firstIssue({}); // 'badge.@context'
 * ```
 */
export function parseOpenBadge(input: unknown): OpenBadgeCredential {
  return parseWith({ schema: openBadgeSchema, input, code: 'skills/invalid-badge', at: ['badge'] });
}

function isInstant(value: string): boolean {
  try {
    parseInstant(value);
    return true;
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return false;
    throw error;
  }
}
