/** The positions that a phone reports, and the server's response to them. */
import { z } from 'zod';

/** One position of the phone. Times are Unix milliseconds of the phone's clock. */
export const FixInput = z
  .strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracyM: z.number().min(0).max(100_000).nullable().optional(),
    speedMps: z.number().min(0).max(200).nullable().optional(),
    headingDeg: z.number().min(0).max(360).nullable().optional(),
    recordedAt: z.number().int().min(0).max(8.64e15),
    /** How long before sending the phone got it, by a clock that nobody sets (`performance.now()`). */
    ageMs: z.number().min(0).max(8.64e15).optional(),
  })
  .meta({ id: 'Fix' });
export type FixInput = z.infer<typeof FixInput>;

/** The most fixes one request may carry. */
export const FIXES_A_BATCH = 500;

/** Takes the place of a fix that cannot be read: what is wrong with it, without any of its values. */
export class UnreadableFix {
  /** The path of each fault within the fix. */
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(input: unknown) {
    this.issues = FixInput.safeParse(input).error?.issues ?? [];
  }

  /** The first wrong field, such as `latitude`; `undefined` when it is no object at all. */
  get field(): string | undefined {
    const [issue] = this.issues;
    const step = issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined);
    return step === undefined ? undefined : String(step).slice(0, 60);
  }
}

/** A wrong fix must not cause the others of its batch to be refused. */
const FixOrFault = FixInput.or(
  z
    .unknown()
    .transform((input) => new UnreadableFix(input))
    .meta({ description: 'Anything else is refused by itself, as `invalid` in the response.' }),
);

/** `POST /v1/trips/{tripId}/fixes` */
export const ReportFixes = z
  .strictObject({
    /** The phone's clock when the request left: shows its error. */
    sentAt: z.number().int().min(0).max(8.64e15),
    fixes: z.array(FixOrFault).min(1).max(FIXES_A_BATCH),
  })
  .check(({ value, issues }) => {
    // If no fix can be read, the request itself is invalid, and the problem names each field.
    if (value.fixes.some((fix) => !(fix instanceof UnreadableFix))) return;
    for (const [index, fix] of value.fixes.entries()) {
      if (!(fix instanceof UnreadableFix)) continue;
      for (const issue of fix.issues) {
        issues.push({
          ...issue,
          path: ['fixes', index, ...issue.path],
          input: undefined,
        } as z.core.$ZodRawIssue);
      }
    }
  })
  .meta({ id: 'ReportFixes' });
export type ReportFixes = z.infer<typeof ReportFixes>;

export const FixesAnswer = z
  .object({
    accepted: z.number().int(),
    /** The refused fixes, by their index in the batch, and why. */
    refused: z.array(
      z.object({
        index: z.number().int(),
        reason: z.enum([
          'duplicate',
          'out_of_order',
          'too_old',
          'from_the_future',
          'too_coarse',
          'outlier',
          'invalid',
        ]),
        /** With `invalid`: the field that is wrong, where there is one. */
        field: z.string().optional(),
      }),
    ),
    /** When the server wants the next one. Seconds. */
    nextFixInS: z.number(),
    eta: z
      .object({
        seconds: z.number(),
        lowSeconds: z.number(),
        highSeconds: z.number(),
        source: z.enum(['declared', 'position', 'history', 'router']),
      })
      .nullable(),
    /** Whether the customer may have arrived and should be asked. */
    probablyHere: z.boolean(),
  })
  .meta({ id: 'FixesAnswer' });
export type FixesAnswer = z.infer<typeof FixesAnswer>;
