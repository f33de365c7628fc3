import { z } from 'zod';
import { invalidInput } from '../errors/index.ts';
import { instantSchema } from '../schema/instant.ts';
import { parseWith } from '../schema/parse.ts';
import { upcastInput } from '../schema/stored.ts';
import { defineUpcasters } from '../schema/upcast.ts';

/** Which person an account of a tool belongs to. An edit is a new revision; nothing is overwritten. */
export interface AccountLink {
  readonly schemaVersion: 1;
  /** The tool: `jira`, `git`, `github`, ... */
  readonly system: string;
  /** The tool's own id of the account; for git the e-mail address in lower case. */
  readonly account: string;
  /** Null: nobody's, such as a robot's account. Its records are left out with that reason. */
  readonly personId: string | null;
  /** Only confirmed links are used; a proposal waits for somebody to look at it. */
  readonly status: 'proposed' | 'confirmed' | 'refused';
  /** Rises with each edit; a whole number from 0. */
  readonly revision: number;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  /** Why it was proposed or decided so. */
  readonly reason?: string;
}

/** An account as a tool names it, met while reading its records. */
export interface AccountSighting {
  readonly system: string;
  readonly account: string;
  readonly name?: string;
  readonly email?: string;
}

/** A link's schema. */
export const accountLinkSchema = z.object({
  schemaVersion: z.literal(1),
  system: z.string().min(1),
  account: z.string().min(1),
  personId: z.string().min(1).nullable(),
  status: z.enum(['proposed', 'confirmed', 'refused']),
  revision: z.number().int().min(0),
  decidedBy: z.string().optional(),
  decidedAt: instantSchema.optional(),
  reason: z.string().optional(),
});

/** The one place where older versions of a link are read. */
const upcasters = defineUpcasters({ type: 'account link', steps: [] });

/**
 * Reads a table of links from outside, each of any version.
 *
 * @throws InvalidInputError `core/invalid-input` with each issue's path, `core/newer-document`
 * @example
 * ```ts
 * import { parseAccountLinks } from '@meritkit/core/accounts';
 *
 * parseAccountLinks([{ schemaVersion: 1, system: 'git', account: 'bot@x.y', personId: null, status: 'confirmed', revision: 0 }]).length; // 1
 * ```
 */
export function parseAccountLinks(input: unknown): readonly AccountLink[] {
  const links = Array.isArray(input) ? input.map((link, index) => upcastInput(upcasters, link, [index])) : input;
  return parseWith({ schema: z.array(accountLinkSchema), input: links }) as readonly AccountLink[];
}

/** What a table of links says about an account. */
export type AccountAnswer =
  | { readonly status: 'person'; readonly personId: string; readonly revision: number }
  | { readonly status: 'nobody' | 'unmapped' };

/** Looks accounts up; built once per table. */
export type AccountLookup = (system: string, account: string) => AccountAnswer;

/**
 * A lookup over a table of links: per account the highest revision decides, and only a confirmed one counts.
 *
 * @throws InvalidInputError `core/account-conflict` when two links of one revision disagree
 * @example
 * ```ts
 * import { lookUpAccounts } from '@meritkit/core/accounts';
 *
 * const lookUp = lookUpAccounts([
 *   { schemaVersion: 1, system: 'git', account: 'lin@example.com', personId: 'lin', status: 'confirmed', revision: 0 },
 * ]);
 * lookUp('git', 'lin@example.com'); // { status: 'person', personId: 'lin', revision: 0 }
 * lookUp('git', 'robot@example.com'); // { status: 'unmapped' }
 * ```
 */
export function lookUpAccounts(links: readonly AccountLink[]): AccountLookup {
  const latest = new Map<string, AccountLink>();
  for (const [index, link] of links.entries()) {
    const key = accountKey(link.system, link.account);
    const present = latest.get(key);
    if (present === undefined || link.revision > present.revision) latest.set(key, link);
    else if (link.revision === present.revision && !sameDecision(link, present)) {
      throw invalidInput(
        'core/account-conflict',
        [index],
        `revision ${link.revision} of ${link.system} account "${link.account}" says two things`,
      );
    }
  }
  return (system, account) => {
    const link = latest.get(accountKey(system, account));
    if (link === undefined || link.status !== 'confirmed') return { status: 'unmapped' };
    if (link.personId === null) return { status: 'nobody' };
    return { status: 'person', personId: link.personId, revision: link.revision };
  };
}

/**
 * One text per account of a tool.
 *
 * @example
 * ```ts
 * import { accountKey } from '@meritkit/core/accounts';
 *
 * accountKey('git', 'a') === accountKey('git', 'a'); // true
 * ```
 */
export function accountKey(system: string, account: string): string {
  return `${system}\u0000${account}`;
}

function sameDecision(left: AccountLink, right: AccountLink): boolean {
  return left.personId === right.personId && left.status === right.status;
}
