/**
 * How many long-lived lines (boards' sockets, customers' event streams) anybody may have. Those of an enrolled device
 * count for the device, those of strangers for their address. Each process counts for itself.
 */
import * as z from 'zod';

export interface LineLimits {
  /** Open lines of one enrolled device; the oldest makes room. */
  readonly perDevice: number;
  /** Lines that one enrolled device may open in a minute. */
  readonly triesPerDevice: number;
  /** Lines not yet admitted, at once, from one IPv4 address or IPv6 /64; an IPv6 /48 has four times as many. */
  readonly strangersPerAddress: number;
  /** Lines that strangers at one address may ask for in a minute; an IPv6 /48 has four times as many. */
  readonly triesPerAddress: number;
  /** Lines of strangers at once, from everywhere. */
  readonly strangers: number;
  /** Customers' event streams at once from one IPv4 address or IPv6 /64. */
  readonly streamsPerAddress: number;
}

export const DEFAULT_LINE_LIMITS: LineLimits = {
  perDevice: 6,
  triesPerDevice: 60,
  strangersPerAddress: 8,
  triesPerAddress: 60,
  strangers: 200,
  streamsPerAddress: 20,
};

const count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number, 1 or more')
  .transform(Number);

/** The variables of the environment, each optional; see docs/install.md. */
export const lineLimitFields = {
  LINES_PER_DEVICE: count.optional(),
  LINE_TRIES_PER_DEVICE: count.optional(),
  STRANGER_LINES_PER_ADDRESS: count.optional(),
  LINE_TRIES_PER_ADDRESS: count.optional(),
  STRANGER_LINES: count.optional(),
  STREAMS_PER_ADDRESS: count.optional(),
};

const LineLimitEnvironment = z.object(lineLimitFields);

/** What the environment says of them; what it does not say is left to the defaults. */
export function lineLimitsOf(read: z.infer<typeof LineLimitEnvironment>): Partial<LineLimits> {
  const said = {
    perDevice: read.LINES_PER_DEVICE,
    triesPerDevice: read.LINE_TRIES_PER_DEVICE,
    strangersPerAddress: read.STRANGER_LINES_PER_ADDRESS,
    triesPerAddress: read.LINE_TRIES_PER_ADDRESS,
    strangers: read.STRANGER_LINES,
    streamsPerAddress: read.STREAMS_PER_ADDRESS,
  };
  return Object.fromEntries(Object.entries(said).filter(([, limit]) => limit !== undefined));
}
