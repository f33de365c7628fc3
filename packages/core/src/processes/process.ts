import { z } from 'zod';
import type { Json } from '../json/index.ts';
import type { Page, PageRequest, StorePort, Transactional, WriteGuard } from '../ports/index.ts';
import { parseStored } from '../schema/stored.ts';
import { defineUpcasters } from '../schema/upcast.ts';

/** A step that is done, with what it gave. */
export interface ProcessStep {
  readonly name: string;
  /** The key the step's write was made with: derived from the process and the step, so that a repetition has one effect. */
  readonly key: string;
  readonly result: Json;
}

/** A piece of work that spans several stores, such as redeeming points and then booking leave. */
export interface Process {
  readonly schemaVersion: 1;
  readonly id: string;
  /** What it is, such as `redeem-leave`. */
  readonly type: string;
  /** The person it is about, for export and erasure. */
  readonly personId?: string;
  readonly status: 'running' | 'done' | 'refused';
  readonly input: Json;
  /** The steps done, in their order. */
  readonly steps: readonly ProcessStep[];
  /** Why it ended, where a step refused. */
  readonly rejection?: { readonly code: string };
  readonly version: number;
}

/** A process's schema. */
export const processSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().min(1),
  type: z.string().min(1),
  personId: z.string().optional(),
  status: z.enum(['running', 'done', 'refused']),
  input: z.json(),
  steps: z.array(z.object({ name: z.string().min(1), key: z.string().min(1), result: z.json() })),
  rejection: z.looseObject({ code: z.string() }).optional(),
  version: z.number().int().min(1),
});

/** The one place where older versions of a process are read. */
const upcasters = defineUpcasters({ type: 'process', steps: [] });

/**
 * Reads a stored process of any version.
 *
 * @throws InvalidInputError `core/invalid-input` with each issue's path, `core/newer-document`
 * @example
 * ```ts
 * import { parseProcess } from '@meritkit/core/processes';
 *
 * parseProcess({ schemaVersion: 1, id: 'p', type: 'redeem', status: 'running', input: null, steps: [], version: 1 }).status; // 'running'
 * ```
 */
export function parseProcess(input: unknown): Process {
  return parseStored({ schema: processSchema, upcasters, input }) as Process;
}

/** Where the steps of processes are kept. */
export interface ProcessStoreV1<Transaction = unknown>
  extends StorePort,
    Transactional<ProcessStoreV1<Transaction>, Transaction> {
  /** A process, or null. */
  loadProcess(id: string): Promise<Process | null>;
  /**
   * Stores a process's next state; its `version` is `expectedVersion + 1`.
   *
   * @throws KeyConflictError when the key was used for another state
   * @throws VersionConflictError when another run was faster
   */
  saveProcess(options: { readonly process: Process; readonly guard: WriteGuard }): Promise<void>;
  /** Processes in the order of their ids; those still running are the ones to resume after a crash. */
  listProcesses(options: { readonly status?: Process['status']; readonly page: PageRequest }): Promise<Page<Process>>;
  /** Removes every process about a person. */
  erasePerson(options: { readonly personId: string; readonly key: string }): Promise<{ readonly processes: number }>;
}
