/**
 * Limits of long-lived connections (boards' sockets, customers' event streams). Connections of an enrolled device count
 * for the device, anonymous ones for their address. Each process counts for itself.
 */
import * as z from 'zod';

export interface ConnectionLimits {
  /** Open connections of one enrolled device; past the limit the oldest is closed. */
  readonly perDevice: number;
  /** Connections that one enrolled device may open per minute. */
  readonly attemptsPerDevice: number;
  /** Open anonymous connections of one IPv4 address or IPv6 /64; an IPv6 /48 has four times as many. */
  readonly anonymousPerAddress: number;
  /** Anonymous attempts to connect of one address per minute; an IPv6 /48 has four times as many. */
  readonly attemptsPerAddress: number;
  /** Open anonymous connections of all addresses together. */
  readonly anonymous: number;
  /** Customers' open event streams of one IPv4 address or IPv6 /64. */
  readonly streamsPerAddress: number;
}

export const DEFAULT_CONNECTION_LIMITS: ConnectionLimits = {
  perDevice: 6,
  attemptsPerDevice: 60,
  anonymousPerAddress: 8,
  attemptsPerAddress: 60,
  anonymous: 200,
  streamsPerAddress: 20,
};

const count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number, 1 or more')
  .transform(Number);

/** The environment variables, each optional; see docs/install.md. */
export const connectionLimitFields = {
  LINES_PER_DEVICE: count.optional(),
  LINE_TRIES_PER_DEVICE: count.optional(),
  STRANGER_LINES_PER_ADDRESS: count.optional(),
  LINE_TRIES_PER_ADDRESS: count.optional(),
  STRANGER_LINES: count.optional(),
  STREAMS_PER_ADDRESS: count.optional(),
};

const ConnectionLimitEnvironment = z.object(connectionLimitFields);

/** The limits that the environment sets; the others keep their defaults. */
export function connectionLimitsOf(
  read: z.infer<typeof ConnectionLimitEnvironment>,
): Partial<ConnectionLimits> {
  const limits = {
    perDevice: read.LINES_PER_DEVICE,
    attemptsPerDevice: read.LINE_TRIES_PER_DEVICE,
    anonymousPerAddress: read.STRANGER_LINES_PER_ADDRESS,
    attemptsPerAddress: read.LINE_TRIES_PER_ADDRESS,
    anonymous: read.STRANGER_LINES,
    streamsPerAddress: read.STREAMS_PER_ADDRESS,
  };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
