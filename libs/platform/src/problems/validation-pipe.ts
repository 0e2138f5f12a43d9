import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { fieldErrors } from './field-errors.js';
import { problem } from './problem-exception.js';
import { unstorableText } from './unstorable-text.js';

/**
 * `@Body({ schema })`, `@Param('id', { schema })`, `@Query(…)`: the handler gets the parsed value, or
 * the caller a 400 that names each field.
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new ValidationPipe({
    exceptionFactory: (issues) => problem('invalid-input', { errors: fieldErrors(issues) }),
  });
}

class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const parsed = await super.transform(value, metadata);
    const unstorable = metadata.type === 'body' ? unstorableText(parsed) : undefined;
    if (unstorable) throw problem('invalid-input', { errors: [unstorable] });
    return parsed;
  }
}
