/** Small sums over measurements. */

/** @param share 0.5 for the median; NaN of nothing */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** `n 1,234 · p50 3.1 · p99 20.0 · worst 31.5 ms` */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return 'none';
  const ms = (share: number): string => quantile(values, share).toFixed(1);
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}, worst ${ms(1)} ms (${values.length.toLocaleString('en')})`;
}

export interface FittedLine {
  readonly slope: number;
  /** Standard error of the slope. */
  readonly error: number;
  readonly start: number;
}

/** Ordinary least squares through points (x, y). */
export function fitLine(points: readonly (readonly [number, number])[]): FittedLine {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const sxx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const sxy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const slope = sxy / sxx;
  const start = meanY - slope * meanX;
  const squares = points.reduce((sum, [x, y]) => sum + (y - start - slope * x) ** 2, 0);
  return { slope, start, error: n > 2 ? Math.sqrt(squares / (n - 2) / sxx) : NaN };
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
