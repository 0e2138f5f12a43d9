/**
 * An error for the log: type, code, stack, and a message without values. Database errors contain the parameters of the
 * statement and quote the wrong value; both are removed.
 */
export interface ScrubbedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly cause?: ScrubbedError;
}

export function scrubbedError(error: unknown, depth = 0): ScrubbedError {
  if (!(error instanceof Error)) return { type: typeof error, message: scrubText(String(error)) };
  const code = textOf(error, 'code');
  const constraint = textOf(error, 'constraint');
  const table = textOf(error, 'table');
  const message = scrubText(error.message);
  return {
    type: error.name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack) }),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: scrubbedError(error.cause, depth + 1) }),
  };
}

/** Replaces quoted values and whatever looks like a coordinate or a secret. */
export function scrubText(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/: "[^"]*"/g, ': "…"')
    .replace(/=\([^)]*\)/g, '=(…)')
    .replace(/-?\d{1,3}\.\d{4,}/g, '…')
    .replace(/[A-Za-z0-9_-]{20,}/g, (word) => (looksSecret(word) ? '…' : word));
}

/** Whether a word of mixed letters and digits, which is no UUID, may be a token, a hash or a key. */
export function looksSecret(word: string): boolean {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word)) return false;
  return word.length >= 20 && /\d/.test(word) && /[A-Za-z]/.test(word);
}

function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
}

function textOf(error: Error, property: string): string | undefined {
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' ? value : undefined;
}
