/** A refusal on its way to the reader. Thrown by `problem(…)`, turned into RFC 9457 by the filter. */
import { HttpException } from '@nestjs/common';
import { type Problem, PROBLEMS, type ProblemCode } from '@curbline/contracts/problems';

/** One text, or one a language. */
export type Text = string | { readonly en: string; readonly fr: string };

export interface FieldError {
  /** Where, as `fixes[3].latitude`. */
  readonly field: string;
  /** What to do about it. */
  readonly message: Text;
}

export interface ProblemParts {
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  /** With `reference-taken`: the order that has it. */
  readonly orderId?: string;
  /** With 409: the card as it is now. */
  readonly card?: unknown;
  /** With `link-gone`: why, and the store to call. */
  readonly link?: Pick<Problem, 'reason' | 'store'>;
  /** When it is worth another try; becomes the Retry-After header. Seconds. */
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

/** `throw problem('order-unknown')`: every refusal of the HTTP edge goes through here. */
export function problem(code: ProblemCode, parts: ProblemParts = {}): ProblemException {
  return new ProblemException(code, parts);
}
