/**
 * The API's document as a page: no script, no request but for its style, so that it is there at once and every reader,
 * search and screen reader works as on any page. Its parts are shut until one is wanted; a link to an operation opens it.
 */
import type { OpenAPIObject } from '@nestjs/swagger';
import { escapeHtml, inline, prose } from './html.js';
import { type Schema, schemaHtml, schemaId } from './schema-html.js';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content & { readonly description?: string }>>;
}
/** An operation with where it is: a path of ours, or the name of a webhook. */
interface Placed extends Operation {
  readonly method: string;
  readonly at: string;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The whole page, as HTML. */
export function docsPage(document: OpenAPIObject): string {
  const groups = [...Map.groupBy(operationsOf(document), ({ tags }) => tags?.[0] ?? 'Other')];
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Schema][];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<header>
<h1>${escapeHtml(document.info.title)} API <small>${escapeHtml(document.info.version)}</small></h1>
${prose(document.info.description ?? '')}
<p>For programs: <a href="/docs-json">OpenAPI 3.1</a>, and <a href="/docs/asyncapi.json">AsyncAPI 3.1</a> for what is pushed to boards, pages and webhooks.</p>
</header>
<nav aria-label="Parts"><ul>
${groups.map(([tag, { length }]) => `<li><a href="#${tagId(tag)}">${escapeHtml(tag)}</a> <span class="soft">${length}</span></li>`).join('\n')}
<li><a href="#access">Access</a></li>
<li><a href="#schemas">Schemas</a> <span class="soft">${schemas.length}</span></li>
</ul></nav>
<main>
${groups.map(([tag, operations]) => group(tag, operations)).join('\n')}
${accessHtml(document)}
<section aria-labelledby="schemas">
<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaEntry(name, schema)).join('\n')}
</section>
</main>
</body>
</html>
`;
}

function operationsOf({ paths, webhooks = {} }: OpenAPIObject): Placed[] {
  return [
    ...Object.entries(paths as unknown as Paths),
    ...Object.entries(webhooks as unknown as Paths),
  ].flatMap(([at, methods]) =>
    METHODS.flatMap((method): Placed[] => {
      const operation = methods[method];
      return operation ? [{ ...operation, method: method.toUpperCase(), at }] : [];
    }),
  );
}

const tagId = (tag: string): string => `part-${tag.toLowerCase().replaceAll(/\W+/g, '-')}`;

const group = (tag: string, operations: readonly Placed[]): string =>
  `<section aria-labelledby="${tagId(tag)}">
<h2 id="${tagId(tag)}">${escapeHtml(tag)}</h2>
${operations.map(operationEntry).join('\n')}
</section>`;

function operationEntry(operation: Placed): string {
  const { operationId, method, at, summary = '', description, security = [] } = operation;
  const who = security
    .flatMap((one) => Object.keys(one))
    .map((name) => `<a href="#access">${escapeHtml(name)}</a>`);
  return `<details><summary><span class="method">${method}</span> <code>${escapeHtml(at)}</code> <span class="what">${inline(summary)}</span></summary>
<div id="${escapeHtml(operationId)}">
${description === undefined ? '' : prose(description)}
<p class="soft"><code>${escapeHtml(operationId)}</code>${who.length > 0 ? ` for ${who.join(' or ')}` : ''}</p>
${parametersHtml(operation)}${bodyHtml(operation)}${responsesHtml(operation)}
</div></details>`;
}

function parametersHtml({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: place, required, description, schema }) => {
    const need = required ? '' : ' <span class="soft">optional</span>';
    const words = description === undefined ? '' : `<br>${inline(description)}`;
    return `<li><code>${escapeHtml(name)}</code> in ${escapeHtml(place)}${need}: ${schemaHtml(schema ?? {})}${words}</li>`;
  });
  return `<h3>Parameters</h3><ul class="fields">${rows.join('')}</ul>`;
}

function bodyHtml({ requestBody }: Operation): string {
  const content = contentHtml(requestBody);
  return content === '' ? '' : `<h3>Body</h3><div>${content}</div>`;
}

function responsesHtml({ responses = {} }: Operation): string {
  const rows = Object.entries(responses).map(([status, response]) => {
    const content = contentHtml(response);
    const words = [inline(response.description ?? ''), content].filter(Boolean).join(' ');
    return `<li><strong>${escapeHtml(status)}</strong> ${words}</li>`;
  });
  return `<h3>Answers</h3><ul class="fields">${rows.join('')}</ul>`;
}

const contentHtml = ({ content = {} }: Content = {}): string =>
  Object.entries(content)
    .map(([type, { schema = {} }]) => {
      const isPlain = type === 'application/json' || type === 'application/problem+json';
      return `${schemaHtml(schema)}${isPlain ? '' : ` as <code>${escapeHtml(type)}</code>`}`;
    })
    .join(' or ');

function accessHtml({ components }: OpenAPIObject): string {
  const schemes = Object.entries(components?.securitySchemes ?? {}) as [
    string,
    {
      readonly type: string;
      readonly name?: string;
      readonly scheme?: string;
      readonly description?: string;
    },
  ][];
  const rows = schemes.map(([name, { name: cookie, scheme, description = '' }]) => {
    const how =
      cookie === undefined
        ? `<code>Authorization: ${scheme === 'bearer' ? 'Bearer' : ''} …</code>`
        : `cookie <code>${escapeHtml(cookie)}</code>`;
    return `<li><strong>${escapeHtml(name)}</strong>: ${how}. ${inline(description)}</li>`;
  });
  return `<section aria-labelledby="access"><h2 id="access">Access</h2><ul class="fields">${rows.join('')}</ul></section>`;
}

const schemaEntry = (name: string, schema: Schema): string =>
  `<details><summary><code>${escapeHtml(name)}</code></summary>
<div id="${schemaId(escapeHtml(name))}">${schema.description === undefined ? '' : prose(schema.description)}<div>${schemaHtml(schema)}</div></div></details>`;
