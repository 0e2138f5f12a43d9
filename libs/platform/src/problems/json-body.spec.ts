/** Bodies that are JSON, and bad: each is a problem that the caller can mend, and none a failure of ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Body, Controller, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { createApplication, Public } from '../index.js';
import { isDeeperThan } from './json-body.js';

const Parcel = z.strictObject({ label: z.string(), weights: z.array(z.number()) }).meta({ id: 'JsonParcel' });
const Anything = z.unknown().meta({ id: 'JsonAnything' });

@Controller('v1')
class BodiesController {
  @Post('parcel')
  @Public()
  parcel(@Body({ schema: Parcel }) parcel: z.infer<typeof Parcel>) {
    return parcel;
  }

  @Post('anything')
  @Public()
  anything(@Body({ schema: Anything }) body: unknown) {
    return { body };
  }
}

@Module({ controllers: [BodiesController] })
class BodiesModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApplication(BodiesModule, {
    name: 'bodies',
    publicUrl: 'https://pickup.example',
    handleSignals: false,
    log: { level: 'silent' },
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('a body', () => {
  it.each([
    ['3,000 levels', nested(3_000), 'malformed-body'],
    ['40,000 levels of objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, 'malformed-body'],
    ['200,000 brackets that never close', '['.repeat(200_000), 'malformed-body'],
    ['a poisoned prototype', '{"__proto__": {"a": 1}}', 'malformed-body'],
    ['a constructor with a prototype', '{"constructor": {"prototype": {"a": 1}}}', 'malformed-body'],
    ['a number beyond all numbers', '{"label":"a","weights":[1e400]}', 'invalid-input'],
    ['the same key twice, the last one wrong', '{"label":"a","label":5,"weights":[]}', 'invalid-input'],
    ['half a surrogate in a key', '{"label":"a","\\ud800":1,"weights":[]}', 'invalid-input'],
    ['half a surrogate in a text', '{"label":"\\ud800","weights":[]}', 'invalid-input'],
  ])('with %s is refused wherever it is sent', async (_what, payload, code) => {
    for (const url of ['/v1/parcel', '/v1/anything']) {
      const response = await app.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': 'application/json' },
      });
      expect(response.statusCode).toBeLessThan(500);
      if (url === '/v1/parcel' || code === 'malformed-body')
        expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([400, code]);
    }
  });

  it('may hold any number of brackets in its texts', () => {
    expect(isDeeperThan(JSON.stringify({ text: '[{"\\'.repeat(1_000) }), 2)).toBe(false);
    expect(isDeeperThan(nested(32), 32)).toBe(false);
    expect(isDeeperThan(nested(33), 32)).toBe(true);
    expect(isDeeperThan(JSON.stringify(Array.from({ length: 1_000 }, () => [[]])), 3)).toBe(false);
  });
});
