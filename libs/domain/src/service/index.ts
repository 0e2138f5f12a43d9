/** The services of an order. To add one, see docs/how-to.md. */
import { curbside } from './curbside.js';
import { driveThrough } from './drive-through.js';
import { locker } from './locker.js';
import type { Asked, Leg, ServiceDefinition } from './service-definition.js';
import { walkIn } from './walk-in.js';

export type { Asked, Leg, PlaceKind, ServiceDefinition, Travel } from './service-definition.js';

/** By the word that stands on the wire, in the tables and in the log. */
export const SERVICES = {
  curbside,
  walk_in: walkIn,
  drive_through: driveThrough,
  locker,
} as const satisfies Record<string, ServiceDefinition>;

export type Service = keyof typeof SERVICES;

/**
 * What the word means. A page that has been open since before an update may be told of a service that it does not know,
 * or have kept an order without one: it is treated as curbside, which asks for most and leaves nobody out.
 */
export const definitionOf = (service: string): ServiceDefinition =>
  Object.hasOwn(SERVICES, service) ? SERVICES[service as Service] : curbside;

/** The meeting that an order of the service begins with. */
export const firstLegOf = (service: string): Leg => definitionOf(service).legs[0];

/** Whether orders of the service lie in a compartment, whose code shows only there. */
export const endsInLocker = (service: string): boolean => firstLegOf(service).endsWith === 'opened';

/** Where an order lies, or lay; absent or null where it never was in a compartment. */
type InLocker = { readonly assignedAt: string; readonly emptySince?: string | undefined } | null | undefined;

/** Since when it waits in its compartment instead of its customer waiting for staff; null when it does not. Unix ms. */
export const inCompartmentSince = (service: string, locker: InLocker): number | null =>
  firstLegOf(service).clock === 'until_in_compartment' && locker && locker.emptySince === undefined
    ? Date.parse(locker.assignedAt)
    : null;

/**
 * Until when somebody who came waited for staff; null where they never did, because their order lay in its compartment.
 * @param at instants, Unix ms; `until` is now for an open wait
 */
export function staffWaitEnd(
  service: string,
  { arrived, locker, until }: { readonly arrived: number; readonly locker: InLocker; readonly until: number },
): number | null {
  const since = inCompartmentSince(service, locker);
  if (since === null) return until;
  return since <= arrived ? null : Math.min(until, since);
}

export const asks = (service: string, asked: Asked): boolean => definitionOf(service).asks.includes(asked);
