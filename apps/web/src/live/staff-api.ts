/** The HTTP calls of a person on a handheld about their own account. */
import type { AccountNotice, StaffSession } from '@curbline/contracts/http';
import { type CallResult, call, callWithRetry, randomKey } from './http.js';

const send = (path: string, body: object = {}): Promise<CallResult<unknown>> =>
  callWithRetry(path, { method: 'POST', body, key: randomKey() });

export const changePin = (current: string, pin: string): Promise<CallResult<unknown>> =>
  send('/v1/staff/me/pin', { current, pin });
export const readOwnSessions = (): Promise<CallResult<StaffSession[]>> => call('/v1/staff/me/sessions');
export const endOwnSession = (id: string): Promise<CallResult<unknown>> =>
  send(`/v1/staff/me/sessions/${encodeURIComponent(id)}/end`);
export const readNotices = (): Promise<CallResult<AccountNotice[]>> => call('/v1/staff/me/notices');
export const noteSeen = (ids: readonly string[]): Promise<CallResult<unknown>> =>
  send('/v1/staff/me/notices/seen', { ids });
