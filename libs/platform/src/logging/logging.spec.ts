import { describe, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { requestIdFrom, withRequestId } from '../requests/request-context.js';
import { loggableRoute } from './loggable-route.js';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import { readableLine } from './readable-lines.js';
import { scrubbedError } from './scrubbed-error.js';

const ID = '8c2d6a0e-3f4b-4a57-9d3c-0c1f5f1b2a3d';

describe('loggableRoute', () => {
  const CLAIM = '/v1/stores/:storeId/orders/:orderId/claim';
  it.each([
    [CLAIM, { storeId: 'lyon-2', orderId: ID }, 200, `/v1/stores/lyon-2/orders/${ID}/claim`],
    [CLAIM, { storeId: 'jean-dupont', orderId: ID }, 403, `/v1/stores/:storeId/orders/${ID}/claim`],
    [CLAIM, { storeId: 'Jean Dupont', orderId: '+33612345678' }, 200, CLAIM],
    ['/v1/trips', {}, 200, '/v1/trips'],
    [CLAIM, null, 404, CLAIM],
    [undefined, { '*': 'p/secret' }, 404, '(no such route)'],
  ])('%s with %j, answered %i', (pattern, params, status, logged) =>
    expect(loggableRoute(pattern, params, status)).toBe(logged),
  );
});

describe('scrubbedError', () => {
  it('keeps type, code and stack, and removes values of statements and messages', () => {
    const error = Object.assign(
      new Error('Key (login)=(jean.dupont) exists: "jean", at 45.76123, cbk_a1b2c3d4e5f6a7b8c9d0e1'),
      {
        code: '23505',
        constraint: 'staff_login',
        parameters: ['jean.dupont'],
        cause: new Error('inner 4.85661'),
      },
    );
    const scrubbed = scrubbedError(error);
    expect(scrubbed).toMatchObject({ type: 'Error', code: '23505', constraint: 'staff_login' });
    expect(scrubbed.stack).toMatch(/^\s+at /);
    expect(JSON.stringify(scrubbed)).not.toMatch(/jean|45\.76|4\.856|cbk_/);
  });
});

describe('the log', () => {
  const logged = (write: (logger: Logger) => void): Record<string, unknown>[] => {
    const lines: string[] = [];
    const pino = createLogger({
      name: 'test',
      log: { level: 'info', format: 'json', destination: { write: (line: string) => void lines.push(line) } },
    });
    const logger = new Logger('here');
    Logger.overrideLogger(new NestLogger(pino));
    write(logger);
    Logger.overrideLogger(false);
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('adds the request id, and removes secret fields', () => {
    const [line] = withRequestId('r-12345678', () =>
      logged((logger) =>
        logger.log({ msg: 'fix in', latitude: 45.76, fix: { longitude: 4.85 }, pin: '482913' }),
      ),
    );
    expect(line).toMatchObject({ program: 'test', context: 'here', requestId: 'r-12345678', msg: 'fix in' });
    expect(JSON.stringify(line)).not.toMatch(/45\.76|4\.85|482913/);
  });

  it('accepts fields first and a text after them, as pino does', () => {
    const [line] = logged((logger) => logger.warn({ storeId: 'lyon' }, 'no heartbeat'));
    expect(line).toMatchObject({ level: 40, context: 'here', storeId: 'lyon', msg: 'no heartbeat' });
  });

  it('logs errors with their context, and hides messages of the start', () => {
    const lines = logged((logger) => {
      logger.error(new Error('away'));
      Logger.log('Mapped {/v1, GET} route', 'RouterExplorer');
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 50, err: { message: 'away' } });
  });

  it('formats one short line for a terminal', () => {
    const time = new Date(2026, 0, 5, 9, 8, 7).getTime();
    expect(
      readableLine({ level: 30, time, context: 'http', msg: 'POST /v1/orders 201', ms: 12, requestId: 'x' }),
    ).toBe('09:08:07 http: POST /v1/orders 201 ms=12');
    expect(readableLine({ level: 40, time, msg: 'slow' })).toBe('09:08:07 warn slow');
  });
});

describe('a request’s id', () => {
  it.each(['shop-42-0001', ID])('%s is kept', (id) => expect(requestIdFrom(id)).toBe(id));
  it.each([undefined, 'short', 'has space in it', 'x'.repeat(65), 'é-12345678', ['a-12345678']])(
    '%p is replaced',
    (id) => expect(requestIdFrom(id)).toMatch(/^[0-9a-f-]{36}$/),
  );
});
