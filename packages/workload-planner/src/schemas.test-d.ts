import type { z } from 'zod';
import type { Allocation, Demand, Person, Team, WorkItem } from './model/types.ts';
import type { allocationSchema, demandSchema, personSchema, teamSchema, workItemSchema } from './schemas.ts';

/** True when two types are the same, optional members included. */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
type Flat<T> = T extends (...given: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]: Flat<T[K]> }
    : T;
type Agrees<Schema extends z.ZodType, Type> = Same<Flat<z.output<Schema>>, Flat<Type>>;

/** The schemas say what the types say. */
export const agreed: readonly [
  Agrees<typeof personSchema, Person>,
  Agrees<typeof allocationSchema, Allocation>,
  Agrees<typeof teamSchema, Team>,
  Agrees<typeof workItemSchema, WorkItem>,
  Agrees<typeof demandSchema, Demand>,
] = [true, true, true, true, true];
