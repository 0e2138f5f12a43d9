/** Input that cannot be read: says which file, which line and what to mend. Ends the program with code 2. */
export class Unreadable extends Error {
  constructor(where: string, what: string) {
    super(`${where}: ${what}`);
    this.name = 'Unreadable';
  }
}

/** A finite number, or the complaint that names the field. */
export function numberAt(where: string, field: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Unreadable(where, `${field} must be a number, got ${JSON.stringify(value) ?? 'nothing'}`);
}

/** A latitude in degrees, or the complaint that names the field. */
export function latitudeAt(where: string, field: string, value: unknown): number {
  return degreesAt(where, field, value, 90);
}

/** A longitude in degrees, or the complaint that names the field. */
export function longitudeAt(where: string, field: string, value: unknown): number {
  return degreesAt(where, field, value, 180);
}

function degreesAt(where: string, field: string, value: unknown, most: number): number {
  const degrees = numberAt(where, field, value);
  if (Math.abs(degrees) <= most) return degrees;
  throw new Unreadable(where, `${field} must lie between -${most} and ${most} degrees, got ${degrees}`);
}

/** A finite number, or `undefined` for null, missing and empty. */
export function optionalNumberAt(where: string, field: string, value: unknown): number | undefined {
  return value === null || value === undefined || value === '' ? undefined : numberAt(where, field, value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
