/** The edge's settings as the environment has them, for every program alike; docs/install.md lists them. */
import * as z from 'zod';
import { DEFAULT_LIMITS, type PlatformInput, type RateLimits } from '../platform-options.js';

/** Fields of `RateLimits` by their names in `LIMITS`. */
const LIMIT_NAMES: Readonly<Record<string, keyof RateLimits>> = Object.fromEntries(
  (Object.keys(DEFAULT_LIMITS) as (keyof RateLimits)[]).map((name) => [
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    name,
  ]),
);

const originRule = 'must be origins with commas between, such as https://drive.example';

export const edgeFields = {
  ADDITIONAL_ORIGINS: z
    .string()
    .transform((text, context): string[] => {
      const origins = text.split(',').map((part) => part.trim());
      if (origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin))
        return origins;
      context.addIssue({ code: 'custom', message: originRule });
      return z.NEVER;
    })
    .optional(),
  API_DOCS: z.enum(['open', 'managers', 'off'], 'must be open, managers or off').optional(),
  LIMITS: z
    .string()
    .transform((text, context): Partial<RateLimits> => {
      const limits: Partial<Record<keyof RateLimits, number>> = {};
      for (const part of text.split(',')) {
        const [, word = '', most = ''] = /^\s*([a-z-]+)\s*=\s*(\d{1,9})\s*$/.exec(part) ?? [];
        const name = LIMIT_NAMES[word];
        if (name === undefined || Number(most) < 1) {
          const names = Object.keys(LIMIT_NAMES).join(', ');
          context.addIssue({
            code: 'custom',
            message: `must be such as per-address=6000,misses-per-address=120; known are ${names}`,
          });
          return z.NEVER;
        }
        limits[name] = Number(most);
      }
      return limits;
    })
    .optional(),
  METRICS_LISTEN: z
    .string()
    .regex(
      /^([\w.-]+:|\[[\da-fA-F:]+\]:)?\d{1,5}$/,
      'must be a port, or an address and a port such as 0.0.0.0:9464',
    )
    .transform((text) => {
      const [, host, port] = /^(?:\[?([^\]]*?)\]?:)?(\d+)$/.exec(text) ?? [];
      return { host: host ?? '127.0.0.1', port: Number(port) };
    })
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must have 16 letters or more').optional(),
};

const EdgeEnvironment = z.object(edgeFields);
export type EdgeEnvironment = z.infer<typeof EdgeEnvironment>;

/** Maps the environment to platform options. In production, docs and metrics are closed by default. */
export function edgeInput(
  read: EdgeEnvironment,
  production: boolean,
): Pick<PlatformInput, 'additionalOrigins' | 'docs' | 'limits' | 'metrics'> {
  const { METRICS_TOKEN: token, METRICS_LISTEN: listen } = read;
  return {
    additionalOrigins: read.ADDITIONAL_ORIGINS ?? [],
    docs: read.API_DOCS ?? (production ? 'managers' : 'open'),
    limits: read.LIMITS ?? {},
    metrics: {
      open: !production && token === undefined && listen === undefined,
      ...(token === undefined ? {} : { token }),
      ...(listen === undefined ? {} : { listen }),
    },
  };
}

/** @returns a warning for a production whose public URL is not https; `undefined` when it is. */
export function insecureAddress(publicUrl: string | undefined): string | undefined {
  if (publicUrl?.startsWith('https://')) return undefined;
  const what = publicUrl === undefined ? 'PUBLIC_URL is not set' : `PUBLIC_URL is ${publicUrl}`;
  return (
    `NOT SAFE FOR PRODUCTION: ${what}, which is not an https address. Cookies and links travel in clear, browsers give no ` +
    'position, and customers’ links lead to this address. Set PUBLIC_URL to the https address that browsers use.'
  );
}
