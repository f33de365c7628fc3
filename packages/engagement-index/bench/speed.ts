import { createRandom } from '@meritkit/core/random';
import { auditQuery } from '../src/audit/query.ts';
import { openAudit } from '../src/audit/state.ts';
import { releaseColumns } from '../src/release/columns.ts';
import { processorTime, report } from './report.ts';

/** Times questions after 500 others in a company of 5,000. */
export function querySpeed(): void {
  const random = createRandom('speed');
  const roster = Array.from({ length: 5000 }, (_, index) => ({
    respondent: `r${index}`,
    team: `t${Math.floor(random.next() * random.next() * 30)}`,
    site: `s${random.integer(0, 3)}`,
    level: `l${random.integer(0, 4)}`,
  }));
  const atoms = new Set(roster.map((entry) => `${entry.team}${entry.site}${entry.level}`)).size;
  let audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const some = (letter: string, most: number) =>
    Array.from({ length: random.integer(1, 4) }, () => `${letter}${random.integer(0, most)}`);
  const times: number[] = [];
  for (let asked = 0; asked < 600; asked += 1) {
    const where = {
      ...(random.next() < 0.8 ? { team: some('t', 25) } : {}),
      ...(random.next() < 0.5 ? { site: some('s', 3) } : {}),
      ...(random.next() < 0.5 ? { level: some('l', 4) } : {}),
    };
    const start = processorTime();
    audit = auditQuery({ audit, query: { where, items: [{ id: 'trust' }] } }).audit;
    if (asked >= 500) times.push(processorTime() - start);
  }
  times.sort((left, right) => left - right);
  const stored = JSON.parse(JSON.stringify(audit)) as typeof audit;
  const start = processorTime();
  auditQuery({ audit: stored, query: { where: {}, items: [{ id: 'trust' }] } });
  const cold = processorTime() - start;
  const measure = `processor time of the slowest of 100 questions after 500, 5,000 people in ${atoms} atoms, ${audit.answers.sets.length} sets released (median ${times[50]!.toFixed(1)} ms; first one after reading the state back ${cold.toFixed(0)} ms)`;
  report({
    goal: 'engagement/query-speed',
    measure,
    value: times[99]!,
    unit: 'ms',
    peer: 'limit',
    peerValue: 50,
    target: 50,
    pass: times[99]! <= 50,
  });
}

/** Times the release of a million answers to 30 items, beside a bare count. */
export function scoring(): void {
  const people = 1_000_000;
  const random = createRandom('columns');
  const roster = Array.from({ length: people }, (_, index) => ({ respondent: `r${String(index).padStart(7, '0')}` }));
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const items = Object.fromEntries(
    Array.from({ length: 30 }, (_, item) => {
      const column = new Uint8Array(people);
      for (let row = 0; row < people; row += 1) column[row] = random.next() < 0.03 ? 0 : 1 + ((row * 7 + item) % 5);
      return [`item-${item}`, column];
    }),
  );
  const start = processorTime();
  const released = releaseColumns({
    audit,
    columns: { missing: 0, items },
    where: {},
    scale: { minimum: 1, maximum: 5, favourableFrom: 4 },
    invited: people,
  });
  const own = processorTime() - start;
  const again = processorTime();
  let checksum = 0;
  for (const column of Object.values(items)) {
    let [favourable, answered] = [0, 0];
    for (let row = 0; row < people; row += 1) {
      const value = column[row]!;
      if (value !== 0) answered += 1;
      if (value >= 4) favourable += 1;
    }
    checksum += favourable / answered;
  }
  const peer = processorTime() - again;
  report({
    goal: 'engagement/scoring',
    measure: `1,000,000 people x 30 items released with intervals and audit, processor time (checksum ${checksum.toFixed(3)}, ok ${released.ok})`,
    value: own,
    unit: 'ms',
    peer: 'typed-array count without intervals or audit',
    peerValue: peer,
    target: 2000,
    pass: released.ok && own < 2000,
  });
}
