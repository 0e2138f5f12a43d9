/** A refusal, created by `problem(…)` and turned into problem details (RFC 9457) by the filter. */
import { HttpException } from '@nestjs/common';
import { type Problem, PROBLEMS, type ProblemCode } from '@curbline/contracts/problems';

/** One text for all languages, or one for each. */
export type Text = string | { readonly en: string; readonly fr: string };

export interface FieldError {
  /** The path of the field: `fixes[3].latitude`. */
  readonly field: string;
  /** What is wrong with it, and the remedy. */
  readonly message: Text;
}

export interface ProblemParts {
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  /** With `reference-taken`: the order that has the reference. */
  readonly orderId?: string;
  /** With 409: the current card. */
  readonly card?: unknown;
  /** With `link-gone`: the reason, and the store to call. */
  readonly link?: Pick<Problem, 'reason' | 'store'>;
  /** The value of the Retry-After header, seconds. */
  readonly retryAfterS?: number;
}

export class ProblemException extends HttpException {
  constructor(
    readonly code: ProblemCode,
    readonly parts: ProblemParts,
  ) {
    super(PROBLEMS[code].title.en, PROBLEMS[code].status);
  }
}

/** Creates a refusal: `throw problem('order-unknown')`. */
export function problem(code: ProblemCode, parts: ProblemParts = {}): ProblemException {
  return new ProblemException(code, parts);
}
