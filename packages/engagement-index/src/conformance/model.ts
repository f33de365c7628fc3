import { type ConformanceCase, checkEqual } from '@meritkit/core/conformance';
import { MeritkitError } from '@meritkit/core/errors';
import { createRandom, type Random } from '@meritkit/core/random';
import { createMemoryEngagementStore } from '../memory/index.ts';
import type { EngagementStoreV1, TransactionalEngagementStoreV1 } from '../ports.ts';
import { sampleDocument, sampleResponse, sampleWrite } from './samples.ts';

const ids = ['a', 'b', 'c'];
const page = { cursor: null, limit: 100 };

type Step = (store: EngagementStoreV1) => Promise<unknown>;

/** One random call: writes on right and wrong versions, keys used again, admissions spent, reads and erasures. */
function randomStep(random: Random): Step {
  const id = random.pick(ids);
  const key = `k${random.integer(0, 25)}`;
  const version = random.integer(0, 3);
  const digest = random.pick(['d1', 'd2']);
  const steps: readonly Step[] = [
    (store) => store.commit(sampleWrite(key, { documents: [sampleDocument(id, version, ['lin'])] })),
    (store) => store.commit(sampleWrite(key, { documents: [sampleDocument(`s-${id}`, version, ['zhao'], 'signal')] })),
    (store) =>
      store.commit(
        sampleWrite(key, { admissions: [{ surveyId: 's', admission: { digest, cell: { team: id }, spent: false } }] }),
      ),
    (store) =>
      store.commit(
        sampleWrite(key, {
          spent: [{ surveyId: 's', digest }],
          responses: [{ surveyId: 's', response: sampleResponse(`r-${key}`) }],
        }),
      ),
    (store) => store.commit({ ...sampleWrite(key), fingerprint: `print-${random.integer(0, 1)}` }),
    (store) => store.load({ type: 'issue', id }),
    (store) => store.findAdmission({ surveyId: 's', digest }),
    (store) => store.erasePerson({ personId: random.pick(['lin', 'zhao']), key: `erase-${key}` }),
  ];
  return random.pick(steps);
}

/** What a call came to: its answer, or the code of its error. */
async function outcomeOf(step: Step, store: EngagementStoreV1): Promise<unknown> {
  try {
    return { answer: await step(store) };
  } catch (error) {
    if (MeritkitError.isInstance(error)) return { code: error.code };
    throw error;
  }
}

/** Everything a store shows. */
async function everything(store: EngagementStoreV1): Promise<unknown> {
  return {
    issues: await store.list({ type: 'issue', page }),
    signals: await store.list({ type: 'signal', page }),
    responses: await store.listResponses({ surveyId: 's', page }),
    lin: await store.listByPerson({ personId: 'lin', page }),
  };
}

/** The store beside the memory adapter, call by call, over seeded random histories. */
export const modelCase: ConformanceCase<TransactionalEngagementStoreV1<unknown>> = {
  group: 'model',
  name: 'answers random histories as the memory adapter does',
  run: async (opened) => {
    for (let history = 0; history < 6; history += 1) {
      const tenantId = `model-${history}`;
      const [store, model] = [opened.forTenant(tenantId), createMemoryEngagementStore({ tenantId })];
      for (let index = 0; index < 50; index += 1) {
        const seed = `${history}:${index}`;
        const [actual, expected] = [
          await outcomeOf(randomStep(createRandom(seed)), store),
          await outcomeOf(randomStep(createRandom(seed)), model),
        ];
        checkEqual(actual, expected, `step ${seed} answers as the model`);
      }
      checkEqual(await everything(store), await everything(model), `history ${history} ends as the model`);
    }
  },
};
