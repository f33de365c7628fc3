import { z } from 'zod';
import { isDate } from '../dates/date.ts';
import { invalidInput } from '../errors/index.ts';
import type { LocalizedText } from '../locale/index.ts';
import { localizedTextSchema } from '../locale/schema.ts';
import { parseWith } from '../schema/parse.ts';

/** Who may learn a value: everyone in the company, those with a task, those who must, or nobody outside one lane. */
export type Sensitivity = 'public' | 'internal' | 'confidential' | 'restricted';

/** What a custom field can be attached to. */
export type AttributeOwner = 'person' | 'unit' | 'project' | 'activity';

/**
 * A field that a company adds to people, units, projects or activities. It is declared before it is used, so that
 * grouping, filters, access and the privacy auditor all know it.
 */
export interface AttributeDeclaration {
  readonly id: string;
  readonly owner: AttributeOwner;
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'choice';
  readonly label: LocalizedText;
  readonly sensitivity: Sensitivity;
  /** The values of a `choice`. */
  readonly choices?: readonly { readonly id: string; readonly label: LocalizedText }[];
  readonly required?: boolean;
}

/** A custom field's value. */
export type AttributeValue = string | number | boolean | null;

/** Values by attribute id. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** A declaration's schema. */
export const attributeDeclarationSchema = z.object({
  id: z.string().min(1),
  owner: z.enum(['person', 'unit', 'project', 'activity']),
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice']),
  label: localizedTextSchema,
  sensitivity: z.enum(['public', 'internal', 'confidential', 'restricted']),
  choices: z.array(z.object({ id: z.string().min(1), label: localizedTextSchema })).optional(),
  required: z.boolean().optional(),
});

/**
 * Reads a company's declarations: ids are unique per owner, and a choice has choices.
 *
 * @throws InvalidInputError `core/invalid-input`, `core/attribute-declaration`
 * @example
 * ```ts
 * import { parseAttributeDeclarations } from '@meritkit/core/attributes';
 *
 * parseAttributeDeclarations([{ id: 'site', owner: 'person', type: 'text', label: 'Site', sensitivity: 'internal' }])[0]?.id; // 'site'
 * ```
 */
export function parseAttributeDeclarations(input: unknown): readonly AttributeDeclaration[] {
  const declarations = parseWith({
    schema: z.array(attributeDeclarationSchema),
    input,
  }) as readonly AttributeDeclaration[];
  const seen = new Set<string>();
  for (const [index, declaration] of declarations.entries()) {
    const name = `${declaration.owner} ${declaration.id}`;
    if (seen.has(name)) {
      throw invalidInput('core/attribute-declaration', [index, 'id'], `"${declaration.id}" is declared twice`);
    }
    seen.add(name);
    if (declaration.type === 'choice' && (declaration.choices ?? []).length === 0) {
      throw invalidInput('core/attribute-declaration', [index, 'choices'], 'a choice has at least one value');
    }
  }
  return declarations;
}

/**
 * Checks an owner's values against the declarations.
 *
 * @throws InvalidInputError `core/attribute-value` with each value's path: not declared, of another type, or missing
 * @example
 * ```ts
 * import { readAttributes } from '@meritkit/core/attributes';
 *
 * const declarations = [{ id: 'site', owner: 'person', type: 'text', label: 'Site', sensitivity: 'internal' }] as const;
 * readAttributes({ declarations, owner: 'person', values: { site: 'Shanghai' } }); // { site: 'Shanghai' }
 * ```
 */
export function readAttributes(options: {
  readonly declarations: readonly AttributeDeclaration[];
  readonly owner: AttributeOwner;
  readonly values: AttributeValues;
  readonly at?: readonly (string | number)[];
}): AttributeValues {
  const at = options.at ?? [];
  const declared = new Map(
    options.declarations.filter((item) => item.owner === options.owner).map((item) => [item.id, item]),
  );
  for (const [id, value] of Object.entries(options.values)) {
    const declaration = declared.get(id);
    if (declaration === undefined) {
      throw invalidInput('core/attribute-value', [...at, id], `"${id}" is not declared for a ${options.owner}`);
    }
    if (value !== null && !fits(declaration, value)) {
      throw invalidInput('core/attribute-value', [...at, id], `${JSON.stringify(value)} is no ${declaration.type}`);
    }
  }
  for (const declaration of declared.values()) {
    const value = Object.hasOwn(options.values, declaration.id) ? options.values[declaration.id] : undefined;
    if (declaration.required === true && (value ?? null) === null) {
      throw invalidInput('core/attribute-value', [...at, declaration.id], `"${declaration.id}" is required`);
    }
  }
  return options.values;
}

const order: readonly Sensitivity[] = ['public', 'internal', 'confidential', 'restricted'];

/**
 * The values up to a sensitivity; the others are left out, not blanked, so that nobody sees that there is one.
 *
 * @example
 * ```ts
 * import { attributesUpTo } from '@meritkit/core/attributes';
 *
 * const declarations = [
 *   { id: 'site', owner: 'person', type: 'text', label: 'Site', sensitivity: 'public' },
 *   { id: 'birthday', owner: 'person', type: 'date', label: 'Birthday', sensitivity: 'restricted' },
 * ] as const;
 * attributesUpTo({ declarations, owner: 'person', values: { site: 'Shanghai', birthday: '1990-02-28' }, sensitivity: 'internal' }); // { site: 'Shanghai' }
 * ```
 */
export function attributesUpTo(options: {
  readonly declarations: readonly AttributeDeclaration[];
  readonly owner: AttributeOwner;
  readonly values: AttributeValues;
  readonly sensitivity: Sensitivity;
}): AttributeValues {
  const shown = new Set(
    options.declarations
      .filter((item) => item.owner === options.owner)
      .filter((item) => order.indexOf(item.sensitivity) <= order.indexOf(options.sensitivity))
      .map((item) => item.id),
  );
  return Object.fromEntries(Object.entries(options.values).filter(([id]) => shown.has(id)));
}

function fits(declaration: AttributeDeclaration, value: string | number | boolean): boolean {
  switch (declaration.type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return isDate(value);
    case 'choice':
      return (declaration.choices ?? []).some((choice) => choice.id === value);
  }
}
