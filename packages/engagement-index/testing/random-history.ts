import { createRandom } from '@meritkit/core/random';
import { auditQuery } from '../src/audit/query.ts';
import { type AuditState, openAudit, type RosterEntry } from '../src/audit/state.ts';
import { exposedByComplement } from './exact-judge.ts';

/** A random roster: 8 to `most` people in uneven cells of three attributes. */
export function randomRoster(seed: string, most: number): readonly RosterEntry[] {
  const random = createRandom(seed);
  const people = random.integer(8, most);
  const teams = random.integer(2, 5);
  return Array.from({ length: people }, (_, index) => ({
    respondent: `r${String(index).padStart(4, '0')}`,
    team: `t${Math.min(random.integer(0, teams), random.integer(0, teams))}`,
    level: `l${random.integer(0, 2)}`,
    site: random.next() < 0.8 ? 'hq' : 'remote',
  }));
}

/** A random question: any filter, sometimes only of those who had answered by then. */
export function randomQuestion(random: ReturnType<typeof createRandom>, roster: readonly RosterEntry[]) {
  const where: Record<string, readonly string[]> = {};
  for (const [name, letter, most] of [
    ['team', 't', 5],
    ['level', 'l', 2],
  ] as const) {
    if (random.next() < 0.5) {
      where[name] = Array.from({ length: random.integer(1, most) }, () => `${letter}${random.integer(0, most)}`);
    }
  }
  if (random.next() < 0.3) where.site = [random.pick(['hq', 'remote'])];
  const usable = Object.entries(where).filter(([name]) => roster.some((entry) => name in entry));
  const late = random.next() < 0.2 ? random.integer(Math.ceil(roster.length / 2), roster.length) : roster.length;
  return {
    where: Object.fromEntries(usable),
    respondents: roster.slice(0, late).map((entry) => entry.respondent),
    item: random.pick(['trust', 'load']),
  };
}

/** Asks `questions` random questions and has the released sets judged: how many were answered, how many people exposed. */
export function runHistory(options: {
  readonly seed: string;
  readonly most: number;
  readonly questions: number;
  readonly minimum: number;
}) {
  const roster = randomRoster(options.seed, options.most);
  const random = createRandom(`${options.seed}:questions`);
  let audit: AuditState = openAudit({ survey: 's', minimumGroup: options.minimum, roster });
  const released: Record<string, Map<string, readonly boolean[]>> = { trust: new Map(), load: new Map() };
  let answered = 0;
  for (let index = 0; index < options.questions; index += 1) {
    const { where, respondents, item } = randomQuestion(random, roster);
    const decision = auditQuery({ audit, query: { where, items: [{ id: item, respondents }] } });
    audit = decision.audit;
    if (!decision.ok) continue;
    answered += 1;
    const given = new Set(respondents);
    const row = roster.map(
      (entry) =>
        given.has(entry.respondent) &&
        Object.entries(where).every(([name, values]) => (values as readonly unknown[]).includes(entry[name])),
    );
    released[item]!.set(row.map(Number).join(''), row);
  }
  const judge = createRandom(`${options.seed}:judge`);
  const exposed = Object.values(released).reduce(
    (sum, rows) =>
      sum + (rows.size === 0 ? 0 : exposedByComplement([...rows.values()], options.minimum, () => judge.next())),
    0,
  );
  return { roster, answered, exposed, released: Object.values(released).map((rows) => [...rows.values()]) };
}
