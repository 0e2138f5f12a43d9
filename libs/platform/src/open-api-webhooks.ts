/** The `webhooks` of the OpenAPI document, from the schemas of what is sent. Source: OpenAPI 3.1.1, section 4.8.1. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { WebhookEvent } from '@curbline/contracts/webhooks';
import * as z from 'zod';

const HEADERS = [
  ['webhook-id', 'Names the event: the same in each attempt, so that a repeated one is recognized.'],
  ['webhook-timestamp', 'When this attempt was made, seconds since 1970.'],
  ['webhook-signature', 'One or several `v1,` and base64, with blanks between (Standard Webhooks 1.0.0).'],
] as const;

/** Describes each webhook under its type. */
export function addWebhooks(
  document: OpenAPIObject,
  componentOf: (schema: z.ZodType) => { readonly $ref: string },
): void {
  const webhooks = WebhookEvent.options.map((schema): [string, object] => {
    const type = schema.shape.type.value;
    return [
      type,
      {
        post: {
          operationId: `receive${type.replaceAll(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
          tags: ['Webhooks'],
          summary: schema.meta()?.description ?? type,
          parameters: HEADERS.map(([name, description]) => ({
            name,
            in: 'header',
            required: true,
            description,
            schema: { type: 'string' },
          })),
          requestBody: { required: true, content: { 'application/json': { schema: componentOf(schema) } } },
          responses: {
            '2XX': { description: 'It has arrived. Everything else is tried again.' },
            410: { description: 'Nothing more is sent to this endpoint.' },
          },
        },
      },
    ];
  });
  Object.assign(document, { webhooks: Object.fromEntries(webhooks) });
}
