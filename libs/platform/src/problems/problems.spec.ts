import { describe, expect, it } from '@jest/globals';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { fieldErrors, fieldName } from './field-errors.js';
import { problem } from './problem-exception.js';
import { problemBody } from './problem-filter.js';
import { problemOf } from './problem-of.js';
import { readerLanguage } from './reader-language.js';

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
    expect(errors[0]).toEqual({ field: 'a.k0', message: expect.stringContaining('not known') });
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
