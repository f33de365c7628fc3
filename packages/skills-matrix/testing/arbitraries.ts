import type { Evidence, Taxonomy } from '@meritkit/skills-matrix';
import fc from 'fast-check';

/** A small taxonomy with neighbours, for laws. */
export const smallTaxonomy: Taxonomy = {
  version: 'small-1',
  skills: [
    {
      id: 'go',
      name: 'Go',
      adjacent: [
        { skillId: 'rust', similarity: 0.6 },
        { skillId: 'java', similarity: 0.3 },
      ],
    },
    { id: 'rust', name: 'Rust', adjacent: [{ skillId: 'go', similarity: 0.5 }] },
    { id: 'java', name: 'Java' },
    { id: 'kafka', name: 'Kafka' },
    { id: 'sql', name: 'SQL' },
  ],
};

/** The day of the laws. */
export const lawDay = '2026-11-22';

const skillId = fc.constantFrom('go', 'rust', 'java', 'kafka', 'sql');
const level = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0.5, 2.5, 4.75));
const person = fc.constantFrom('lin', 'zhao', 'wang', 'o\u00e9', 'Ng', 'z');
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((back) => new Date(Date.UTC(2027, 1, 1) - back * 86_400_000).toISOString().slice(0, 10));
const shown = fc.uniqueArray(fc.record({ skillId, level }), { maxLength: 2, selector: (item) => item.skillId });
const tags = fc.uniqueArray(fc.constantFrom('payments', 'promotion', 'search'), { maxLength: 2 });

const body = fc.oneof(
  fc.record({ kind: fc.constant('self-rating' as const), skillId, level }),
  fc.record({ kind: fc.constant('manager-rating' as const), skillId, level }),
  fc.record({ kind: fc.constant('assessment' as const), skillId, level }),
  fc.record({
    kind: fc.constant('endorsement' as const),
    skillId,
    level,
    endorserId: fc.constant('someone'),
    endorserLevel: fc.option(level),
  }),
  fc.record({ kind: fc.constant('project' as const), tags, months: fc.integer({ min: 0, max: 30 }), skills: shown }),
  fc.record({ kind: fc.constant('course' as const), courseId: fc.constantFrom('c1', 'c2'), skills: shown }),
  fc.record({ kind: fc.constant('contribution' as const), skillId, level, count: fc.integer({ min: 0, max: 500 }) }),
  fc.record({ kind: fc.constant('contribution' as const), skillId }),
  fc.record({ kind: fc.constant('interest' as const), skillId, interest: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('certificate' as const),
    name: fc.constant('CKA'),
    issuer: fc.constant('CNCF'),
    skills: shown,
    validFrom: fc.constant('2018-01-01'),
    validTo: fc.constantFrom('2025-06-01', '2026-11-22', '2026-11-23', '2028-01-01'),
  }),
);

/** Evidence of every kind about a few people, each id once. */
export const evidenceList: fc.Arbitrary<readonly Evidence[]> = fc
  .array(fc.record({ personId: person, at: day, body }), { maxLength: 40, size: 'max' })
  .map((items) =>
    items.map(({ personId, at, body: rest }, index) => ({ id: `e${(index * 7919) % 997}`, personId, at, ...rest })),
  );
