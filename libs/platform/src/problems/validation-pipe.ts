import { StandardSchemaValidationPipe } from '@nestjs/common';
import { fieldErrors } from './field-errors.js';
import { problem } from './problem-exception.js';

/**
 * `@Body({ schema })`, `@Param('id', { schema })`, `@Query(…)`: the handler gets the parsed value, or
 * the caller a 400 that names each field.
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => problem('invalid-input', { errors: fieldErrors(issues) }),
  });
}
