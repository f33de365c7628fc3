import { invalidInput } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import { addPerson, emptySet, hasPerson, parseSet, setText } from './people-set.ts';

/** What an attribute of a respondent may be; cells are frozen when the person answers. */
export type AttributeValue = string | number | boolean | null;

/** A respondent as the audit knows them: a random token and the cell they answered in. */
export interface RosterEntry {
  readonly respondent: string;
  readonly [attribute: string]: AttributeValue;
}

/** A person who was invited, with the attributes that views filter on. Membership is no answer. */
export interface InvitedEntry {
  readonly person: string;
  readonly [attribute: string]: AttributeValue;
}

/** Everyone an audit compares, over all its waves, with the sets it has released by item. Internal. */
export interface Universe {
  /** Ids in sorted order, so that the order of arrival is nowhere. */
  readonly people: readonly string[];
  readonly waves: readonly {
    readonly survey: string;
    readonly members: readonly number[];
    readonly attributes: Readonly<Record<string, readonly AttributeValue[]>>;
  }[];
  readonly sets: readonly string[];
  readonly ledgers: Readonly<Record<string, readonly number[]>>;
}

/** The rules of an audit. They are fixed when it opens and belong to its certificate. */
export interface AuditPolicy {
  readonly minimumGroup: number;
  readonly auditor: 'span@1';
  /** Every released share, mean and score is rounded to these steps, in screens and exports alike. */
  readonly steps: { readonly share: 0.01; readonly mean: 0.1; readonly score: 1 };
}

/** The state of an audit: plain data, to be stored under an expected version. */
export interface AuditState {
  readonly schemaVersion: 1;
  readonly survey: string;
  readonly policy: AuditPolicy;
  readonly answers: Universe;
  readonly membership: Universe | null;
  readonly queries: { readonly answered: number; readonly refused: number };
  readonly version: number;
}

/** The smallest group that any policy may name. */
export const MINIMUM_GROUP_FLOOR = 5;

/**
 * Opens the audit of a survey. `minimumGroup` (5 or more) cannot be changed afterwards. `earlier` is the state of the
 * wave before: respondents who keep their token are compared over both. Where tokens are new in every wave, pass
 * `invited` in all of them: then the groups of invited people are held to the same rule, so that a leaver or a
 * transfer cannot be read off two waves.
 *
 * @throws InvalidInputError `engagement/threshold-too-low`, `engagement/threshold-changed`,
 * `engagement/duplicate-respondent`, `engagement/empty-roster`, `engagement/reserved-attribute`,
 * `engagement/invited-roster-needed`
 * @example
 * ```ts
 * import { openAudit } from '@meritkit/engagement-index';
 *
 * const roster = ['r1', 'r2', 'r3', 'r4', 'r5'].map((respondent) => ({ respondent, team: 'backend' }));
 * openAudit({ survey: 'pulse-2026-11', minimumGroup: 5, roster }).queries; // { answered: 0, refused: 0 }
 * ```
 */
export function openAudit(options: {
  readonly survey: string;
  readonly minimumGroup: number;
  readonly roster: readonly RosterEntry[];
  readonly invited?: readonly InvitedEntry[];
  readonly earlier?: AuditState;
}): AuditState {
  const { survey, minimumGroup, earlier } = options;
  if (!Number.isSafeInteger(minimumGroup) || minimumGroup < MINIMUM_GROUP_FLOOR) {
    throw invalidInput(
      'engagement/threshold-too-low',
      ['minimumGroup'],
      `a group has at least ${MINIMUM_GROUP_FLOOR} people, not ${minimumGroup}`,
    );
  }
  if (earlier !== undefined && earlier.policy.minimumGroup !== minimumGroup) {
    throw invalidInput(
      'engagement/threshold-changed',
      ['minimumGroup'],
      `the waves before were opened with ${earlier.policy.minimumGroup}`,
    );
  }
  if (earlier !== undefined && (earlier.membership === null) !== (options.invited === undefined)) {
    throw invalidInput('engagement/invited-roster-needed', ['invited'], 'pass invited people in all waves or in none');
  }
  const answers = addWave(earlier?.answers, survey, options.roster, 'respondent', 'roster');
  const membership =
    options.invited === undefined
      ? null
      : addWave(earlier?.membership ?? undefined, survey, options.invited, 'person', 'invited');
  return deepFreeze({
    schemaVersion: 1,
    survey,
    policy: { minimumGroup, auditor: 'span@1', steps: { share: 0.01, mean: 0.1, score: 1 } },
    answers,
    membership,
    queries: earlier?.queries ?? { answered: 0, refused: 0 },
    version: (earlier?.version ?? 0) + 1,
  });
}

/**
 * An audit to open the next wave from when every respondent gets a new token: who was invited is carried on, the
 * answers are not, since no later set can share a respondent with them. Internal.
 */
export function carryInvited(audit: AuditState): AuditState {
  return { ...audit, answers: { people: [], waves: [], sets: [], ledgers: {} } };
}

function addWave(
  earlier: Universe | undefined,
  survey: string,
  entries: readonly (RosterEntry | InvitedEntry)[],
  idField: 'respondent' | 'person',
  path: string,
): Universe {
  if (entries.length === 0) throw invalidInput('engagement/empty-roster', [path], 'nobody is in it');
  const seen = new Set<string>();
  const names = new Set<string>();
  entries.forEach((entry, index) => {
    const id = entry[idField];
    if (typeof id !== 'string' || id === '') {
      throw invalidInput('engagement/empty-roster', [path, index, idField], 'an id is a text that is not empty');
    }
    if (seen.has(id)) throw invalidInput('engagement/duplicate-respondent', [path, index, idField], 'comes twice');
    seen.add(id);
    for (const name of Object.keys(entry)) {
      if (name === '__proto__') throw invalidInput('engagement/reserved-attribute', [path, index, name], 'is reserved');
      if (name !== idField) names.add(name);
    }
  });
  const people = [...new Set([...(earlier?.people ?? []), ...seen])].sort();
  const position = new Map(people.map((id, index) => [id, index]));
  const sorted = [...entries].sort((first, second) => (String(first[idField]) < String(second[idField]) ? -1 : 1));
  const moved = (earlier?.people ?? []).map((id) => position.get(id) ?? 0);
  return {
    people,
    waves: [
      ...(earlier?.waves ?? []).map((wave) => ({ ...wave, members: wave.members.map((member) => moved[member] ?? 0) })),
      {
        survey,
        members: sorted.map((entry) => position.get(String(entry[idField])) ?? 0),
        attributes: Object.fromEntries(
          [...names].sort().map((name) => [name, sorted.map((entry) => entry[name] ?? null)]),
        ),
      },
    ],
    sets: (earlier?.sets ?? []).map((text) => movedSet(text, earlier?.people.length ?? 0, moved, people.length)),
    ledgers: Object.fromEntries(Object.entries(earlier?.ledgers ?? {}).map(([item, ledger]) => [item, [...ledger]])),
  };
}

function movedSet(text: string, before: number, moved: readonly number[], size: number): string {
  const old = parseSet(text, before);
  const set = emptySet(size);
  for (let person = 0; person < before; person += 1) if (hasPerson(old, person)) addPerson(set, moved[person] ?? 0);
  return setText(set);
}
