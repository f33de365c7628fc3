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

/** How much of what "hide until k" would show a plan publishes: of all its views, and of the crossed ones alone. */
export interface Usefulness {
  readonly all: number;
  readonly crossed: number;
  /** The same of all views, in the order of naming. */
  readonly named: number;
}

/** Plans the views of a seeded company. With one attribute at a time nothing is crossed, and that share is 1. */
export function usefulness(options: {
  readonly people: number;
  readonly ways: 1 | 2;
  readonly seed: string;
  readonly attempts?: number;
}): Usefulness {
  const { people, ways, seed } = options;
  const roster = companyRoster(people, seed);
  const views = cutsOf(roster, ways);
  const eligible = views.filter(
    (view) =>
      roster.filter((entry) => Object.entries(view.where).every(([name, value]) => entry[name] === value)).length >= 5,
  );
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const attempts = options.attempts === undefined ? {} : { attempts: options.attempts };
  const plan = planReleases({ audit, views, items: [{ id: 'x' }], seed, ...attempts });
  const crossed = (ids: readonly string[]) => ids.filter((id) => id.includes('&')).length;
  const crossable = crossed(eligible.map((view) => view.id));
  return {
    all: plan.published.length / eligible.length,
    crossed: crossable === 0 ? 1 : crossed(plan.published) / crossable,
    named: plan.namedOrderWeight / eligible.length,
  };
}

/** The mean and the worst of several seeded companies. */
export function usefulnessOver(options: {
  readonly people: number;
  readonly ways: 1 | 2;
  readonly seeds: number;
  readonly attempts?: number;
}): Readonly<Record<keyof Usefulness, { readonly mean: number; readonly worst: number }>> {
  const found = Array.from({ length: options.seeds }, (_, index) => usefulness({ ...options, seed: `u${index}` }));
  const over = (name: keyof Usefulness) => {
    const values = found.map((one) => one[name]);
    return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, worst: Math.min(...values) };
  };
  return { all: over('all'), crossed: over('crossed'), named: over('named') };
}
