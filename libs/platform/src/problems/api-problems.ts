import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Problem } from '@curbline/contracts/problems';

const MEANING: Readonly<Record<number, string>> = {
  400: 'A field is missing or wrong; `errors` names each.',
  401: 'Nobody is signed in, or the key is not known.',
  403: 'Signed in, but not allowed here.',
  404: 'There is nothing with this id that you may see.',
  409: 'Not possible as things stand; `card` shows how they stand.',
  412: 'The version in If-Match is not the present one: read again, then change.',
  422: 'Understood, but it cannot be done; `code` says why.',
  428: 'If-Match is missing.',
  429: 'Too many attempts; Retry-After says when to try again.',
};

/** Documents the refusals of a route: RFC 9457 problem details. */
export function ApiProblems(...statuses: number[]): MethodDecorator {
  return applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({ status, standardSchema: Problem, description: MEANING[status] ?? '' }),
    ),
  );
}
