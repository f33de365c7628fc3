import { type LocalizedText, pickText } from '../locale/index.ts';
import { type AccountLink, type AccountSighting, accountKey } from './link.ts';

/** Somebody an account could belong to. */
export interface AccountCandidate {
  readonly id: string;
  readonly name: LocalizedText;
  readonly email?: string;
}

/**
 * Proposes whose the accounts are, for somebody to confirm: by the same e-mail address (in any case), else by a name
 * that only one person has. Accounts that have a link already, or fit nobody or several, are left open.
 *
 * @example
 * ```ts
 * import { proposeAccountLinks } from '@meritkit/core/accounts';
 *
 * proposeAccountLinks({
 *   sightings: [{ system: 'git', account: 'lin@example.com', email: 'lin@example.com' }],
 *   people: [{ id: 'lin', name: 'Lin', email: 'Lin@Example.com' }],
 *   links: [],
 * }).links[0]?.status; // 'proposed'
 * ```
 */
export function proposeAccountLinks(options: {
  readonly sightings: readonly AccountSighting[];
  readonly people: readonly AccountCandidate[];
  readonly links: readonly AccountLink[];
}): { readonly links: readonly AccountLink[]; readonly open: readonly AccountSighting[] } {
  const linked = new Set(options.links.map((link) => accountKey(link.system, link.account)));
  const byEmail = unique(options.people, (person) => (person.email === undefined ? [] : [foldEmail(person.email)]));
  const byName = unique(options.people, namesOf);
  const links: AccountLink[] = [];
  const open: AccountSighting[] = [];
  for (const sighting of options.sightings) {
    const key = accountKey(sighting.system, sighting.account);
    if (linked.has(key)) continue;
    linked.add(key);
    const email = sighting.email === undefined ? undefined : byEmail.get(foldEmail(sighting.email));
    const personId = email ?? (sighting.name === undefined ? undefined : byName.get(fold(sighting.name))) ?? null;
    if (personId === null) {
      open.push(sighting);
      continue;
    }
    const { system, account } = sighting;
    const reason = email === undefined ? 'same-name' : 'same-email';
    links.push({ schemaVersion: 1, system, account, personId, status: 'proposed', revision: 0, reason });
  }
  return { links, open };
}

function namesOf(person: AccountCandidate): readonly string[] {
  return typeof person.name === 'string'
    ? [fold(person.name)]
    : Object.keys(person.name).map((locale) => fold(pickText(person.name, locale)));
}

/** The owner of each text that exactly one person has. */
function unique(
  people: readonly AccountCandidate[],
  textsOf: (person: AccountCandidate) => readonly string[],
): ReadonlyMap<string, string | undefined> {
  const owners = new Map<string, string | undefined>();
  for (const person of people) {
    for (const text of new Set(textsOf(person))) {
      // Nothing is nobody's: two blanks are not the same address. A person may have a row for each time here.
      if (text === '') continue;
      owners.set(text, owners.has(text) && owners.get(text) !== person.id ? undefined : person.id);
    }
  }
  return owners;
}

/** Case and white space do not tell people apart; by code points, not by the machine's language. */
function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

/**
 * Addresses are the same in any case of A to Z and no further: full-width letters, ligatures and the Kelvin sign look like
 * letters of another address, which somebody else may hold.
 */
function foldEmail(text: string): string {
  return text.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
