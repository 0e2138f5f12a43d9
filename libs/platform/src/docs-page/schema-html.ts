/** A schema of the API's document (JSON Schema 2020-12, as OpenAPI 3.1 has it) for a person who reads. */
import { escapeHtml, inline } from './html.js';

/** What is shown of a schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The id of a component's entry on the page. */
export const schemaId = (name: string): string => `schema-${name}`;

/** What a value is, in a line, and its fields below where it has fields of its own. */
export function schemaHtml(schema: Schema): string {
  return `${typeHtml(schema)}${boundsHtml(schema)}${fieldsOf(schema)}`;
}

function typeHtml(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, items, properties, additionalProperties, type } = schema;
  if ($ref !== undefined) return linkTo($ref);
  const choice = anyOf ?? oneOf;
  if (choice) return choice.map(typeHtml).join(' or ');
  if (allOf) return allOf.map(typeHtml).join(' and ');
  if (schema.const !== undefined) return value(schema.const);
  if (schema.enum) return schema.enum.map(value).join(' or ');
  if (items) return `list of ${typeHtml(items)}`;
  if (!properties && typeof additionalProperties === 'object')
    return `object whose values are ${typeHtml(additionalProperties)}`;
  const named = typeof type === 'string' ? [type] : (type ?? ['any']);
  const words = named.join(' or ');
  return schema.format === undefined ? words : `${words} (${escapeHtml(schema.format)})`;
}

function linkTo(ref: string): string {
  const name = escapeHtml(ref.split('/').at(-1) ?? '');
  return `<a href="#${schemaId(name)}">${name}</a>`;
}

const value = (of: unknown): string => `<code>${escapeHtml(JSON.stringify(of))}</code>`;

function boundsHtml(schema: Schema): string {
  const { minimum, maximum, exclusiveMinimum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  const bounds = [
    ...range(minimum, maximum, ''),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...range(minLength, maxLength, ' characters'),
    ...range(minItems, maxItems, ' entries'),
    // Formats have patterns of their own, which say nothing that their names do not.
    ...(pattern === undefined || schema.format !== undefined ? [] : [`<code>${escapeHtml(pattern)}</code>`]),
    ...(schema.default === undefined ? [] : [`else ${value(schema.default)}`]),
  ];
  return bounds.length === 0 ? '' : `, ${bounds.join(', ')}`;
}

/** Numbers of JavaScript have bounds of their own, which nobody reaches. */
const isUsual = (bound: number | undefined): boolean =>
  bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER;

function range(least: number | undefined, most: number | undefined, of: string): string[] {
  const [from, to] = [isUsual(least) ? undefined : least, isUsual(most) ? undefined : most];
  if (from !== undefined && to !== undefined) return [from === to ? `${from}${of}` : `${from} to ${to}${of}`];
  if (from !== undefined) return [`${from}${of} or more`];
  return to === undefined ? [] : [`at most ${to}${of}`];
}

/** The fields of an object, also where it is the entry of a list or one of several choices. */
function fieldsOf(schema: Schema): string {
  const { properties, items, anyOf, oneOf, allOf, required = [] } = schema;
  const inner = [items, ...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
  const below = inner.map((one) => (one ? fieldsOf(one) : '')).join('');
  if (!properties) return below;
  const fields = Object.entries(properties).map(([name, field]) => {
    const need = required.includes(name) ? '' : ' <span class="soft">optional</span>';
    const words = field.description === undefined ? '' : `<br>${inline(field.description)}`;
    return `<li><code>${escapeHtml(name)}</code>${need}: ${schemaHtml(field)}${words}</li>`;
  });
  return `<ul class="fields">${fields.join('')}</ul>${below}`;
}
