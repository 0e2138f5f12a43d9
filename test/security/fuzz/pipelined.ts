/** Pipelined HTTP: many requests in one write, whose answers nobody reads. */

const request = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;

/** Each write repeats these so often. */
const REPEATED = 40;

export const endlessPipeline = (paths: readonly string[], deaf: boolean) => () => {
  const again = Buffer.from(
    Array.from({ length: REPEATED }, () => paths.map((path) => request(path)).join('')).join(''),
  );
  return { opening: Buffer.alloc(0), again, count: REPEATED * paths.length, deaf };
};

/** Every kind of path that a stranger reaches: documents, files, nothing at all, lines, data. */
const PATHS = {
  docs: ['/docs-json'],
  assets: ['/assets/nothing.js', '/board', '/favicon.svg'],
  missing: ['/nothing', '/v1/nothing', '/%zz', '/..%2f..%2fetc%2fpasswd'],
  lines: [
    '/socket.io/?EIO=4&transport=polling',
    '/socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA',
  ],
  data: [
    '/v1/trips/7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f',
    '/v1/stores/lyon-confluence/board',
    '/v1/trips/7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f/events',
    '/health/live',
  ],
} as const;

/** `pipelined-…` reads the answers, `unread-…` does not. */
export const PIPELINED = {
  'pipelined-docs': endlessPipeline(PATHS.docs, false),
  'pipelined-assets': endlessPipeline(PATHS.assets, false),
  'pipelined-missing': endlessPipeline(PATHS.missing, false),
  'pipelined-lines': endlessPipeline(PATHS.lines, false),
  'pipelined-data': endlessPipeline(PATHS.data, false),
  'unread-docs': endlessPipeline(PATHS.docs, true),
  'unread-assets': endlessPipeline(PATHS.assets, true),
  'unread-missing': endlessPipeline(PATHS.missing, true),
  'unread-lines': endlessPipeline(PATHS.lines, true),
  'unread-data': endlessPipeline(PATHS.data, true),
};
