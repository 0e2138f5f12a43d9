/** The services of an order. To add one, see docs/how-to.md. */
import { curbside } from './curbside.js';
import { driveThrough } from './drive-through.js';
import type { Asked, Leg, ServiceDefinition } from './service-definition.js';
import { walkIn } from './walk-in.js';

export type { Asked, Leg, PlaceKind, ServiceDefinition, Travel } from './service-definition.js';

/** By the word that stands on the wire, in the tables and in the log. */
export const SERVICES = {
  curbside,
  walk_in: walkIn,
  drive_through: driveThrough,
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

export const asks = (service: string, asked: Asked): boolean => definitionOf(service).asks.includes(asked);
