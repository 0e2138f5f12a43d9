/** The HTTP calls of a person on a handheld about their own way in. */
import type { AccountNotice, StaffSession } from '@curbline/contracts/http';
import { language } from '../ui/language.svelte.js';
import { call, randomKey, type Answer } from './call.js';

const read = <T>(path: string): Promise<Answer<T>> => call(path, { language: language.current });
const AGAIN_AFTER_MS = 1_000;

/** Sent again under the same key when no answer came: it has no second effect. */
async function send(path: string, body: object = {}): Promise<Answer<unknown>> {
  const request = {
    method: 'POST',
    body,
    idempotencyKey: randomKey(),
    language: language.current,
  } as const;
  const answer = await call(path, request);
  if (answer.ok || !('unreachable' in answer)) return answer;
  await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
  return call(path, request);
}

export const changePin = (current: string, pin: string): Promise<Answer<unknown>> =>
  send('/v1/staff/me/pin', { current, pin });
export const readOwnSessions = (): Promise<Answer<StaffSession[]>> => read('/v1/staff/me/sessions');
export const endOwnSession = (id: string): Promise<Answer<unknown>> =>
  send(`/v1/staff/me/sessions/${encodeURIComponent(id)}/end`);
export const readNotices = (): Promise<Answer<AccountNotice[]>> => read('/v1/staff/me/notices');
export const noteSeen = (ids: readonly string[]): Promise<Answer<unknown>> =>
  send('/v1/staff/me/notices/seen', { ids });
