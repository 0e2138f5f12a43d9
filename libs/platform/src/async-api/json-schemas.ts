/** JSON schemas of messages (draft 7, which AsyncAPI reads) with their common parts in one place. */
import * as z from 'zod';

export class JsonSchemas {
  private readonly parts: Record<string, object> = {};

  /** Every part that has a name of its own. */
  get all(): Readonly<Record<string, object>> {
    return this.parts;
  }

  /** What is sent by `schema`; those inside it that have an id are referred to. */
  of(schema: z.ZodType): object {
    const text = JSON.stringify(
      z.toJSONSchema(schema, { io: 'output', target: 'draft-7', unrepresentable: 'any' }),
    );
    const {
      $schema: _version,
      definitions,
      ...own
    } = JSON.parse(text.replaceAll('"#/definitions/', '"#/components/schemas/')) as {
      $schema?: string;
      definitions?: Record<string, object>;
    };
    Object.assign(this.parts, definitions);
    return own;
  }
}
