import { createRandom } from '@meritkit/core/random';
import { type PlannedView, planReleases } from '../src/audit/plan.ts';
import { openAudit, type RosterEntry } from '../src/audit/state.ts';

/** A company's roster: teams of about eight to twelve of uneven size, four levels, sites and tenure bands. */
export function companyRoster(people: number, seed: string): readonly RosterEntry[] {
  const random = createRandom(`company-${people}-${seed}`);
  const teams = Math.max(4, Math.min(16, Math.round(people / 12)));
  const weights = Array.from({ length: teams }, () => 0.5 + random.next());
  const draw = (shares: readonly number[]) => {
    let rest = random.next() * shares.reduce((sum, share) => sum + share, 0);
    const index = shares.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    return index < 0 ? shares.length - 1 : index;
  };
  return Array.from({ length: people }, (_, index) => ({
    respondent: `r${index}`,
    team: `team-${draw(weights)}`,
    level: `level-${draw([0.3, 0.35, 0.25, 0.1])}`,
    site: `site-${draw([0.6, 0.25, 0.15])}`,
    tenure: `tenure-${draw([0.25, 0.3, 0.25, 0.2])}`,
  }));
}

const attributes = ['team', 'level', 'site', 'tenure'] as const;

/** Views by one attribute or by two, with the company's total first. */
export function cutsOf(roster: readonly RosterEntry[], ways: 1 | 2): readonly PlannedView[] {
  const valuesOf = (name: string) => [...new Set(roster.map((entry) => String(entry[name])))].sort();
  const company: PlannedView = { id: 'company', where: {}, first: true };
  const oneWay = attributes.flatMap((name) =>
    valuesOf(name).map((value) => ({ id: `${name}=${value}`, where: { [name]: value } })),
  );
  if (ways === 1) return [company, ...oneWay];
  const twoWay = attributes.flatMap((first, index) =>
    attributes.slice(index + 1).flatMap((second) =>
      valuesOf(first).flatMap((one) =>
        valuesOf(second).map((two) => ({
          id: `${first}=${one}&${second}=${two}`,
          where: { [first]: one, [second]: two },
        })),
      ),
    ),
  );
  return [company, ...oneWay, ...twoWay];
}

/** What the plan publishes of what "hide until k" would, and what the order of naming would. */
export function usefulness(people: number, ways: 1 | 2, seed: string, attempts = 12) {
  const roster = companyRoster(people, seed);
  const views = cutsOf(roster, ways);
  const eligible = views.filter(
    (view) =>
      roster.filter((entry) => Object.entries(view.where).every(([name, value]) => entry[name] === value)).length >= 5,
  ).length;
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const plan = planReleases({ audit, views, items: [{ id: 'x' }], seed, attempts });
  return { eligible, published: plan.published.length, naive: plan.namedOrderWeight };
}
