import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { fieldErrors } from './field-errors.js';
import { problem } from './problem-exception.js';
import { unstorableText } from './unstorable-text.js';

/**
 * `@Body({ schema })`, `@Param('id', { schema })`, `@Query(…)`: the handler gets the parsed value, or
 * the caller a 400 that names each field.
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new ValidationPipe();
}

type Schema = Parameters<StandardSchemaValidationPipe['validate']>[1];

class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.schema === undefined) return value;
    const parsed = await super.transform(value, metadata);
    const unstorable = unstorableText(parsed);
    if (unstorable) throw problem('invalid-input', { errors: [unstorable] });
    return parsed;
  }

  /** Not needed, because the JSON parser refuses such keys. */
  protected override stripProtoKeys(): void {}

  /** Throws itself, because the messages need the value, which an exception factory does not get. */
  protected override async validate<T = unknown>(
    value: unknown,
    schema: Schema,
    options?: Record<string, unknown>,
  ) {
    const result = await super.validate<T>(value, schema, options);
    if (result.issues) throw problem('invalid-input', { errors: fieldErrors(result.issues, value) });
    return result;
  }
}
