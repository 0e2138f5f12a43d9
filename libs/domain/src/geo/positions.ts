/** Decimals of a degree that are kept: a tenth of a meter. */
const DECIMALS = 6;

/** @param position [longitude, latitude] in degrees */
export const roundedPosition = ([longitude = 0, latitude = 0]: readonly number[]): [number, number] => [
  Number(longitude.toFixed(DECIMALS)),
  Number(latitude.toFixed(DECIMALS)),
];

/** Whether two positions are the same to the last decimal. */
export const isSamePosition = (a: readonly number[], b: readonly number[]): boolean =>
  a[0] === b[0] && a[1] === b[1];
