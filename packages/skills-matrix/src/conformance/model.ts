import { checkEqual, readPages } from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import { createMemorySkillsStore } from '../memory/store.ts';
import type { SkillsStoreV1 } from '../ports.ts';
import { about, event, rating, type SkillsCase } from './fixtures.ts';

const STEPS = 120;

/** The memory adapter as the model: the same steps give the same answers. */
export function modelCases<Transaction>(): readonly SkillsCase<Transaction>[] {
  return [1, 2, 3].map((seed) => ({
    group: 'model',
    name: `the same ${STEPS} steps give the same answers as in memory (seed ${seed})`,
    run: async ({ forTenant }) => {
      const random = createRandom(seed);
      const [store, model] = [forTenant('a'), createMemorySkillsStore({ tenantId: 'a' })];
      for (let at = 0; at < STEPS; at += 1) {
        const step = nextStep(random.integer(0, 5), (most) => random.integer(0, most));
        checkEqual(await answerOf(() => step(store)), await answerOf(() => step(model)), `step ${at} of seed ${seed}`);
      }
      const all = (from: SkillsStoreV1<never>) => readPages((page) => from.listEvidence(page), 3);
      checkEqual(await all(store), await all(model), 'the same evidence at the end');
      checkEqual(await store.readOutbox(1000), await model.readOutbox(1000), 'the same outbox at the end');
    },
  }));
}

type Step = (store: SkillsStoreV1<never>) => Promise<unknown>;

/** Few people, keys and versions on purpose, so that replays and conflicts are common. */
function nextStep(kind: number, pick: (most: number) => number): Step {
  const person = ['lin', 'wu', 'zhao'][pick(2)]!;
  const [key, id, version, level] = [`k${pick(40)}`, `e-${person}-${pick(12)}`, pick(4), 1 + pick(3)];
  if (kind <= 2) {
    const append = {
      key,
      fingerprint: `${person} ${id} ${level}`,
      people: [about(person, version, rating(id, person, level))],
      events: [event(`v-${key}`, person)],
    };
    return (store) => store.appendEvidence(append);
  }
  if (kind === 3) return (store) => store.readPerson(person);
  if (kind === 4) {
    const guard = { key: `d-${key}`, expectedVersion: version };
    return (store) =>
      store.writeDocument({ guard, schemaVersion: 1, type: 'demand', id: person, body: { level }, events: [] });
  }
  if (level > 1) return (store) => store.readDocument('demand', person);
  const erase = { key: `x-${key}`, personId: person, events: [event(`x-${key}`, 'erased')] };
  return (store) => store.erasePerson(erase);
}

async function answerOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (VersionConflictError.isInstance(error) || KeyConflictError.isInstance(error)) return error.code;
    throw error;
  }
}
