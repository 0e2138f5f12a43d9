import { describe, expect, it } from 'vitest';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import * as events from '@curbline/contracts/events';
import * as http from '@curbline/contracts/http';
import * as ids from '@curbline/contracts/ids';
import { frenchOf } from '@curbline/contracts/problems';
import * as socket from '@curbline/contracts/socket';
import { z } from 'zod';
import { fieldErrors, fieldName } from './field-errors.js';
import { problem } from './problem-exception.js';
import { problemBody } from './problem-filter.js';
import { problemOf } from './problem-of.js';
import { readerLanguage } from './reader-language.js';

describe('a database that goes away', () => {
  it.each([
    ['in the middle of a query', new Error('Connection terminated unexpectedly')],
    ['while it starts again', Object.assign(new Error('starting up'), { code: '57P03' })],
    [
      'under the driver',
      Object.assign(new Error('failed'), { driverError: new Error('Connection terminated') }),
    ],
  ])('%s is told as unavailable, to be tried again', (_when, error) => {
    expect(problemOf(error).getStatus()).toBe(503);
  });
});

describe('the reader’s language', () => {
  it.each([
    [undefined, 'en'],
    ['fr', 'fr'],
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB, fr;q=0.9', 'en'],
    ['de, es;q=0.9', 'en'],
    ['de, fr;q=0.2, en;q=0.1', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['FR', 'fr'],
    ['fr;q=banana', 'fr'],
    [';;;,,,', 'en'],
  ])('of %p is %s', (header, language) => expect(readerLanguage(header)).toBe(language));
});

describe('field errors', () => {
  it('name where, and at most twenty', () => {
    expect(fieldName(['fixes', 3, 'latitude'])).toBe('fixes[3].latitude');
    expect(fieldName([])).toBe('body');
    const parsed = z.object({ a: z.strictObject({}) }).safeParse({
      a: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i])),
    });
    const errors = fieldErrors(parsed.error?.issues ?? []);
    expect(errors).toHaveLength(20);
    expect(errors[0]).toEqual({
      field: 'a.k0',
      message: { en: expect.stringContaining('not known'), fr: expect.stringContaining('inconnu') },
    });
  });
});

/** The messages that a schema, or any schema in it, was given by its writer. */
function ownMessages(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const found: string[] = [];
  const own: unknown = Reflect.get(schema, 'error');
  if (typeof own === 'function') {
    const message: unknown = own({});
    if (typeof message === 'string') found.push(message);
  }
  const parts = [...Object.values(schema), Object.getOwnPropertyDescriptor(schema, '_zod')?.value];
  return [...found, ...parts.flatMap((part) => ownMessages(part, seen))];
}

describe('what our schemas say of a field', () => {
  const messages = [http, ids, events, socket].flatMap((contracts) => ownMessages(contracts));

  it('is found by this test', () => {
    expect(new Set(messages).size).toBeGreaterThanOrEqual(10);
    expect(ownMessages(z.object({ a: z.array(z.string().regex(/x/, 'planted')) }))).toContain('planted');
    expect(ownMessages(z.object({}).refine(() => true, 'planted'))).toContain('planted');
  });

  it('is said in French too', () => {
    expect(messages.filter((message) => frenchOf(message) === undefined)).toEqual([]);
  });
});

describe('which problem an error is', () => {
  it.each([
    [problem('locked'), 'locked'],
    [new NotFoundException('Cannot GET /secret'), 'not-found'],
    [
      new BadRequestException('bad', {
        cause: Object.assign(new Error(), { code: 'FST_ERR_CTP_INVALID_JSON_BODY' }),
      }),
      'malformed-body',
    ],
    [new HttpException('teapot', 418), 'invalid-input'],
    [new HttpException('late', 504), 'server-error'],
    [
      Object.assign(new Error('x'), { driverError: Object.assign(new Error('y'), { code: '57P01' }) }),
      'unavailable',
    ],
    [Object.assign(new Error('x'), { name: 'DatabaseUnavailable' }), 'unavailable'],
    [Object.assign(new Error('duplicate'), { code: '23505' }), 'server-error'],
    ['a string', 'server-error'],
  ])('%p is %s', (error, code) => expect(problemOf(error).code).toBe(code));

  it('says no more than it must', () => {
    const body = problemBody(problemOf(new NotFoundException('Cannot GET /secret')), 'fr', 'r-1');
    expect(body).toEqual({
      type: 'urn:curbline:problem:not-found',
      title: 'Il n’y a rien ici',
      status: 404,
      code: 'not-found',
      requestId: 'r-1',
    });
  });
});
