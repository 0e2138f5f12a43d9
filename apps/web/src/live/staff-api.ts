/** The HTTP calls of a person on a handheld about their own account. */
import type { AccountNotice, StaffSession } from '@curbline/contracts/http';
import { type Answer, call, callWithRetry, randomKey } from './http.js';

const send = (path: string, body: object = {}): Promise<Answer<unknown>> =>
  callWithRetry(path, { method: 'POST', body, key: randomKey() });

export const changePin = (current: string, pin: string): Promise<Answer<unknown>> =>
  send('/v1/staff/me/pin', { current, pin });
export const readOwnSessions = (): Promise<Answer<StaffSession[]>> => call('/v1/staff/me/sessions');
export const endOwnSession = (id: string): Promise<Answer<unknown>> =>
  send(`/v1/staff/me/sessions/${encodeURIComponent(id)}/end`);
export const readNotices = (): Promise<Answer<AccountNotice[]>> => call('/v1/staff/me/notices');
export const noteSeen = (ids: readonly string[]): Promise<Answer<unknown>> =>
  send('/v1/staff/me/notices/seen', { ids });
