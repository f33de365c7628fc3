import { invalidInput, type Rejection, VersionConflictError } from '../errors/index.ts';
import { stableId } from '../hash/index.ts';
import { canonicalJson, type Json } from '../json/index.ts';
import { type Process, type ProcessStoreV1, parseProcess } from './process.ts';

/** What a step gives: a result that later steps can read, or a refusal that ends the process. */
export type StepOutcome =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly rejection: Rejection };

/** One step. It must write with the key it is given, so that a repetition after a crash has one effect. */
export interface StepDefinition<Input extends Json> {
  readonly name: string;
  readonly run: (given: {
    readonly input: Input;
    /** The results of the earlier steps by name. */
    readonly results: Readonly<Record<string, Json>>;
    readonly key: string;
  }) => Promise<StepOutcome>;
  /** Takes the step back when a later one refuses, with a key of its own. */
  readonly undo?: (given: {
    readonly input: Input;
    readonly results: Readonly<Record<string, Json>>;
    readonly key: string;
  }) => Promise<void>;
}

/** How a process ended. */
export type ProcessOutcome =
  | { readonly ok: true; readonly results: Readonly<Record<string, Json>>; readonly process: Process }
  | { readonly ok: false; readonly rejection: Rejection; readonly process: Process };

/**
 * Runs a process to its end, from the start or from where an earlier run stopped: each step's result is stored before
 * the next one begins, and a step that may have happened already is repeated with the same key. When a step refuses,
 * the steps before it are taken back, newest first, and the refusal is the answer, then and in every later call.
 *
 * @throws InvalidInputError `core/process-changed` when the id was used for another input or type, or stored steps are
 * not those defined, `core/invalid-input` when two steps have one name
 * @example
 * ```ts
 * import { createMemoryProcessStore } from '@meritkit/core/memory';
 * import { runProcess } from '@meritkit/core/processes';
 *
 * const store = createMemoryProcessStore({ tenantId: 'acme' });
 * const command = {
 *   store, id: 'leave-31', type: 'redeem-leave', input: { days: '0.5' },
 *   steps: [
 *     { name: 'redeem', run: async ({ key }: { readonly key: string }) => ({ ok: true, result: { key } }) as const },
 *     { name: 'book', run: async () => ({ ok: true, result: { booked: true } }) as const },
 *   ],
 * };
 * const outcome = await runProcess(command);
 * outcome.ok && outcome.results.book; // { booked: true }
 * (await runProcess(command)).process.status; // 'done'
 * ```
 */
export async function runProcess<Input extends Json>(options: {
  readonly store: ProcessStoreV1;
  readonly id: string;
  readonly type: string;
  readonly personId?: string;
  readonly input: Input;
  readonly steps: readonly StepDefinition<Input>[];
}): Promise<ProcessOutcome> {
  checkNames(options.steps);
  let process = await openProcess(options);
  for (;;) {
    check(process, options);
    const results = resultsOf(process);
    if (process.status === 'done') return { ok: true, results, process };
    if (process.status === 'refused') {
      await takeBack(process, options);
      return { ok: false, rejection: process.rejection ?? { code: 'core/process-refused' }, process };
    }
    const step = options.steps[process.steps.length];
    process =
      step === undefined
        ? await save(options.store, { ...process, status: 'done' })
        : await advance(process, step, options);
  }
}

/**
 * The key of a step's write: the same in every run.
 *
 * @example
 * ```ts
 * import { stepKey } from '@meritkit/core/processes';
 *
 * stepKey({ processId: 'leave-31', step: 'book' }) === stepKey({ processId: 'leave-31', step: 'book' }); // true
 * ```
 */
export function stepKey(options: {
  readonly processId: string;
  readonly step: string;
  readonly undo?: boolean;
}): string {
  return stableId('process', options.processId, options.step, options.undo === true ? 'undo' : 'run');
}

async function openProcess<Input extends Json>(options: {
  readonly store: ProcessStoreV1;
  readonly id: string;
  readonly type: string;
  readonly personId?: string;
  readonly input: Input;
}): Promise<Process> {
  const { store, id, type, input, personId } = options;
  const known = await store.loadProcess(id);
  if (known !== null) return parseProcess(known);
  const person = personId === undefined ? {} : { personId };
  return save(store, { schemaVersion: 1, id, type, ...person, status: 'running', input, steps: [], version: 0 });
}

async function advance<Input extends Json>(
  process: Process,
  step: StepDefinition<Input>,
  options: { readonly store: ProcessStoreV1; readonly input: Input },
): Promise<Process> {
  const key = stepKey({ processId: process.id, step: step.name });
  const outcome = await step.run({ input: options.input, results: resultsOf(process), key });
  if (!outcome.ok) return save(options.store, { ...process, status: 'refused', rejection: outcome.rejection });
  const done = { name: step.name, key, result: outcome.result };
  const next = await save(options.store, { ...process, steps: [...process.steps, done] });
  if (next.status === 'refused' && !next.steps.some(({ name }) => name === step.name)) {
    // Another run was refused where this one was not: the store knows nothing of what was just done.
    const results = { ...resultsOf(process), [step.name]: outcome.result };
    await step.undo?.({
      input: options.input,
      results,
      key: stepKey({ processId: process.id, step: step.name, undo: true }),
    });
  }
  return next;
}

/** A step's key is made from its name: the second of one name would be taken for a repetition of the first. */
function checkNames(steps: readonly { readonly name: string }[]): void {
  for (const [index, { name }] of steps.entries()) {
    if (steps.findIndex((step) => step.name === name) === index) continue;
    throw invalidInput('core/invalid-input', ['steps', index, 'name'], `there is a step "${name}" already`);
  }
}

/** Stores the next state. When another run was faster, its state counts: steps with one key have one effect anyway. */
async function save(store: ProcessStoreV1, next: Process): Promise<Process> {
  // As JSON keeps it: a member that is undefined is not there, in any store.
  const text = canonicalJson({ ...next, version: next.version + 1 });
  const process = JSON.parse(text) as Process;
  const key = stableId('process-state', process.id, process.version, text);
  try {
    await store.saveProcess({ process, guard: { key, expectedVersion: next.version } });
    return process;
  } catch (error) {
    if (!VersionConflictError.isInstance(error)) throw error;
    const stored = await store.loadProcess(process.id);
    if (stored === null) throw error;
    return parseProcess(stored);
  }
}

/** Undoes the steps done, newest first; repeated in every call until the refusal is known to the caller. */
async function takeBack<Input extends Json>(
  process: Process,
  options: { readonly input: Input; readonly steps: readonly StepDefinition<Input>[] },
): Promise<void> {
  const results = resultsOf(process);
  for (const { name } of [...process.steps].reverse()) {
    const key = stepKey({ processId: process.id, step: name, undo: true });
    await options.steps.find((step) => step.name === name)?.undo?.({ input: options.input, results, key });
  }
}

function resultsOf(process: Process): Readonly<Record<string, Json>> {
  return Object.fromEntries(process.steps.map((step) => [step.name, step.result]));
}

function check(
  process: Process,
  options: { readonly type: string; readonly input: Json; readonly steps: readonly { readonly name: string }[] },
): void {
  const changed = (path: string, message: string) => invalidInput('core/process-changed', [path], message);
  if (process.type !== options.type) throw changed('type', `process ${process.id} is a "${process.type}"`);
  if (canonicalJson(process.input) !== canonicalJson(options.input)) {
    throw changed('input', `process ${process.id} was started with another input`);
  }
  for (const [index, { name }] of process.steps.entries()) {
    if (options.steps[index]?.name !== name) throw changed('steps', `step ${index} of ${process.id} was "${name}"`);
  }
}
