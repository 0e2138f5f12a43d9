/** The HTTP calls of a manager's own account, by the names of the contract. */
import type { AccountNotice, ChangePassword, OwnSession } from '@curbline/contracts/http';
import { call, randomKey, type Answer } from '../live/call.js';
import { language } from '../ui/language.svelte.js';
import { change, read } from './manager-api.js';

/** Without a key: each is an attempt, and a second right one changes nothing more. */
export const reauthenticate = (password: string): Promise<Answer<unknown>> =>
  call('/v1/me/reauthenticate', {
    method: 'POST',
    body: { password },
    idempotencyKey: randomKey(),
    language: language.current,
  });

export const readNotices = (): Promise<Answer<AccountNotice[]>> => read('/v1/me/notices');
export const noteSeen = (ids: readonly string[]): Promise<Answer<unknown>> =>
  change('POST', '/v1/me/notices/seen', { ids });

export const changePassword = (wanted: ChangePassword): Promise<Answer<unknown>> =>
  change('POST', '/v1/me/password', wanted);

export const readSessions = (): Promise<Answer<OwnSession[]>> => read('/v1/me/sessions');
export const endSession = (id: string): Promise<Answer<unknown>> =>
  change('POST', `/v1/me/sessions/${encodeURIComponent(id)}/end`);
export const endOtherSessions = (): Promise<Answer<unknown>> => change('POST', '/v1/me/sessions/end-others');
