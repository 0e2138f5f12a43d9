/** A store's outline held against where its customers stood. */
import { z } from 'zod';
import { PointGeometry, PolygonGeometry, Position } from './geo-json.js';

export const Compass = z.enum(['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']);
export type Compass = z.infer<typeof Compass>;

/** What is wrong with a store's outline or entrance, as figures for a page to put into words. */
export const FenceFinding = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('too_few'), needed: z.number().int() }),
    z.object({ kind: z.literal('small'), areaM2: z.number(), least: z.number() }),
    z.object({ kind: z.literal('narrow'), metres: z.number(), least: z.number() }),
    z.object({ kind: z.literal('right') }),
    z.object({ kind: z.literal('moved'), metres: z.number(), towards: Compass }),
    z.object({ kind: z.literal('outside'), percent: z.number(), metres: z.number(), towards: Compass }),
    z.object({ kind: z.literal('too_wide'), percent: z.number() }),
    z.object({ kind: z.literal('pin_off'), metres: z.number(), towards: Compass }),
  ])
  .meta({ id: 'FenceFinding' });
export type FenceFinding = z.infer<typeof FenceFinding>;

/** `GET /v1/stores/:storeId/fence-health`: the premises held against where customers stood. */
export const FenceHealthView = z
  .object({
    storeVersion: z.number().int(),
    /** Hand-overs of which the place is counted; older ones fade. */
    stands: z.number().int(),
    insidePercent: z.number(),
    findings: z.array(FenceFinding),
    premises: PolygonGeometry,
    entrance: PointGeometry,
    /** An outline that would be right: to be accepted by saving it with the store's settings. */
    corrected: PolygonGeometry.nullable(),
    /** Edge of a square, meters; squares with fewer than three stands are left out. */
    squareM: z.number(),
    squares: z.array(z.object({ middle: Position, stands: z.number().int() })),
  })
  .meta({ id: 'FenceHealth' });
export type FenceHealthView = z.infer<typeof FenceHealthView>;
