import { z } from 'zod';
import type { AttributeValues } from '../attributes/index.ts';
import { type IsoDate, isDate } from '../dates/date.ts';
import type { LocalizedText } from '../locale/index.ts';
import { localizedTextSchema } from '../locale/schema.ts';

/** Somebody who works or worked here. A person who left and came back, or whose name changed, has a row for each time. */
export interface Person {
  readonly id: string;
  readonly name: LocalizedText;
  readonly email?: string;
  /** First day of employment; the end is the first day on which the person is no longer employed. */
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly attributes?: AttributeValues;
}

/** A department or team in the tree, or a project group that people join beside it. */
export interface Unit {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: 'unit' | 'project-group';
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly attributes?: AttributeValues;
}

/** Where a unit hangs in the tree for a time; a unit without one is a root. */
export interface Placement {
  readonly unitId: string;
  readonly parentId: string;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** That a person belongs to a unit or project group for a time: `[start, end)`, null until further notice. */
export interface Membership {
  readonly personId: string;
  readonly unitId: string;
  /** What the person is there, in the company's words. */
  readonly role?: string;
  /** The one unit that a person reports through; at most one at a time. */
  readonly primary: boolean;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** Who leads a unit or project group; at most one person at a time. */
export interface Leadership {
  readonly unitId: string;
  readonly personId: string;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** A manager named for one person, which goes before the lead of the person's unit. */
export interface ReportingLine {
  readonly personId: string;
  readonly managerId: string;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** A company's people and structure with their whole history. */
export interface Organisation {
  readonly schemaVersion: 1;
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly placements: readonly Placement[];
  readonly memberships: readonly Membership[];
  readonly leaderships: readonly Leadership[];
  readonly reportingLines: readonly ReportingLine[];
}

/** A company without anybody. */
export const emptyOrganisation: Organisation = {
  schemaVersion: 1,
  people: [],
  units: [],
  placements: [],
  memberships: [],
  leaderships: [],
  reportingLines: [],
};

const date = z.string().refine(isDate, 'not a date such as "2026-11-22"');
const id = z.string().min(1);
const dated = { start: date, end: date.nullable() };
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional();

/** A person's schema. */
export const personSchema = z.object({
  id,
  name: localizedTextSchema,
  email: z.string().optional(),
  ...dated,
  attributes,
});

/** A unit's schema. */
export const unitSchema = z.object({
  id,
  name: localizedTextSchema,
  kind: z.enum(['unit', 'project-group']),
  ...dated,
  attributes,
});

/** Schema of a person's time in a unit or project group. */
export const membershipSchema = z.object({
  personId: id,
  unitId: id,
  role: z.string().optional(),
  primary: z.boolean(),
  ...dated,
});

/** An organisation's schema: its shape; `parseOrganisation` also checks what it says. */
export const organisationSchema = z.object({
  schemaVersion: z.literal(1),
  people: z.array(personSchema),
  units: z.array(unitSchema),
  placements: z.array(z.object({ unitId: id, parentId: id, ...dated })),
  memberships: z.array(membershipSchema),
  leaderships: z.array(z.object({ unitId: id, personId: id, ...dated })),
  reportingLines: z.array(z.object({ personId: id, managerId: id, ...dated })),
});
