/** `/docs`: OpenAPI 3.1, from the schemas that validate requests. `/docs-json` is the document alone. */
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod';
import { asyncApiDocument } from './async-api/async-api.js';
import { docsPage } from './docs-page/docs-page.js';
import { DOCS_STYLE } from './docs-page/docs-style.js';
import { addWebhooks } from './open-api-webhooks.js';
import { FastifyRoutes, type RouteDescription } from './requests/fastify-routes.js';
import { DOCS_PATH } from './requests/request-hooks.js';

const DESCRIPTION = `Curbside pickup that knows when the customer is there.

A shop places orders with an API key; the answer holds the customer's link. What changes something is
sent with an \`Idempotency-Key\`: the same request again has no second effect and gets the first answer.
Every refusal is a problem detail (RFC 9457) with a stable \`code\`; titles come in French or English
by \`Accept-Language\`. Requests that change something from a browser must come from our own pages.`;

export function openApiDocument(app: INestApplication, serverUrl: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Curbline')
    .setDescription(DESCRIPTION)
    .setVersion('0.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(serverUrl)
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'cbk_…', description: 'A shop’s API key' },
      'shop',
    )
    .addCookieAuth(
      'curbline-trip',
      { type: 'apiKey', description: '`curbline-trip-<tripId>`, one for each trip, set by POST /v1/link' },
      'customer',
    )
    .addCookieAuth(
      'curbline-staff',
      { type: 'apiKey', description: 'Set by POST /v1/staff/sign-in' },
      'staff',
    )
    .addCookieAuth('curbline-manager', { type: 'apiKey', description: 'Set by POST /v1/sign-in' }, 'manager')
    .build();
  const document = withProblemType(SwaggerModule.createDocument(app, config));
  for (const route of app.get(FastifyRoutes).all) addFastifyRoute(document, route);
  addWebhooks(document, (schema) => componentOf(document, schema, 'output'));
  return document;
}

/** Describes a Fastify route by its schemas, because Swagger reads only Nest's decorators. */
function addFastifyRoute(document: OpenAPIObject, route: RouteDescription): void {
  const { operationId, tag, summary, description } = route.documentation;
  const content = (schema: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: componentOf(document, schema, io) },
  });
  const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
  document.paths[path] = {
    ...document.paths[path],
    post: {
      operationId,
      tags: [tag],
      summary,
      description,
      parameters: [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string', format: 'uuid' },
      })),
      requestBody: { required: true, content: content(route.body, 'input') },
      responses: { 200: { description: '', content: content(route.answer, 'output') } },
    },
  };
}

/** Adds a schema, with those inside it that have an id, to the document's components. @returns a reference to it */
function componentOf(document: OpenAPIObject, schema: z.ZodType, io: 'input' | 'output'): Reference {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const { $ref, $defs } = JSON.parse(
    text.replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as SchemaWithParts;
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...$defs } };
  return { $ref };
}

type Reference = { readonly $ref: string };
type SchemaWithParts = Reference & { readonly $defs: Record<string, object> };

/** Sets the content type of refusals to `application/problem+json`, which decorators cannot set for each response. */
function withProblemType(document: OpenAPIObject): OpenAPIObject {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path ?? {}));
  for (const operation of operations) {
    const responses: unknown = Reflect.get(Object(operation), 'responses');
    for (const [status, response] of Object.entries(Object(responses) as Record<string, ProblemResponse>)) {
      // Under the type of the route's own answer, which may be CSV.
      const problem = Number(status) >= 400 && Object.values(response.content ?? {})[0];
      if (problem) response.content = { 'application/problem+json': problem };
    }
  }
  return document;
}

interface ProblemResponse {
  content?: Record<string, unknown>;
}

/** Serves both documents and the page made of the first, which are created at the first request (`serveCachedDocs`). */
export function serveOpenApi(app: NestFastifyApplication, serverUrl: string): void {
  const document = (): OpenAPIObject => openApiDocument(app, serverUrl);
  SwaggerModule.setup(DOCS_PATH.slice(1), app, document, { ui: false, raw: ['json', 'yaml'] });
  const server = app.getHttpAdapter().getInstance();
  for (const path of [DOCS_PATH, `${DOCS_PATH}/`])
    server.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(document())));
  server.get(`${DOCS_PATH}/style.css`, (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(DOCS_STYLE),
  );
  server.get(`${DOCS_PATH}/asyncapi.json`, () => asyncApiDocument(serverUrl));
}
