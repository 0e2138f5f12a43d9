/** The HTTP calls of a manager's own account, by the names of the contract. */
import passkeysAddress from 'piece:@simplewebauthn/browser';
import type {
  AccountNotice,
  AddedPasskey,
  BegunTotp,
  ChangePassword,
  FirstAdmin,
  InstallationView,
  OwnSession,
  SecondFactorsView,
  ShownRecoveryCodes,
  SignInAnswer,
} from '@curbline/contracts/http';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { type CallResult, call, randomKey } from '../live/http.js';
import { importPiece } from '../ui/import-piece.js';
import { change } from './manager-api.js';

/** Fetched while the page is read, so that no tap waits for it. */
const passkeys = importPiece<typeof import('@simplewebauthn/browser')>(passkeysAddress);

/** An attempt: sent once, whatever becomes of it. */
const post = <T>(path: string, body: object = {}): Promise<CallResult<T>> =>
  call(path, { method: 'POST', body, key: randomKey() });

export const reauthenticate = (password: string): Promise<CallResult<unknown>> =>
  post('/v1/me/reauthenticate', { password });

export const readNotices = (): Promise<CallResult<AccountNotice[]>> => call('/v1/me/notices');
export const noteSeen = (ids: readonly string[]): Promise<CallResult<unknown>> =>
  change('POST', '/v1/me/notices/seen', { ids });

export const changePassword = (wanted: ChangePassword): Promise<CallResult<unknown>> =>
  change('POST', '/v1/me/password', wanted);

export const readSessions = (): Promise<CallResult<OwnSession[]>> => call('/v1/me/sessions');
export const endSession = (id: string): Promise<CallResult<unknown>> =>
  change('POST', `/v1/me/sessions/${encodeURIComponent(id)}/end`);
export const endOtherSessions = (): Promise<CallResult<unknown>> =>
  change('POST', '/v1/me/sessions/end-others');

/** What the server knows of this installation before anybody has signed in. */
export const readInstallation = (): Promise<CallResult<InstallationView>> => call('/v1/installation');
export const becomeFirstAdmin = (wanted: FirstAdmin): Promise<CallResult<SignInAnswer>> =>
  post('/v1/first-admin', wanted);

export const readSignIn = (): Promise<CallResult<SignInAnswer>> => call('/v1/sign-in');

export const showSecondFactor = (given: object): Promise<CallResult<SignInAnswer>> =>
  post('/v1/sign-in/second-factor', given);

/** Asks the browser for a passkey. Null: the person closed its dialog, or the browser has none to give. */
async function usedPasskey(optionsPath: string): Promise<CallResult<object> | null> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>(optionsPath);
  if (!options.ok) return options;
  const { startAuthentication } = await passkeys;
  try {
    return { ...options, value: { passkey: await startAuthentication({ optionsJSON: options.value }) } };
  } catch {
    return null;
  }
}
async function withPasskey<T>(optionsPath: string, path: string): Promise<CallResult<T> | null> {
  const used = await usedPasskey(optionsPath);
  return used?.ok ? post<T>(path, used.value) : used;
}
export const signInByPasskey = (): Promise<CallResult<SignInAnswer> | null> =>
  withPasskey('/v1/sign-in/passkey/options', '/v1/sign-in/passkey');
export const showPasskey = (): Promise<CallResult<SignInAnswer> | null> =>
  withPasskey('/v1/sign-in/second-factor/options', '/v1/sign-in/second-factor');
export const reauthenticateByPasskey = (): Promise<CallResult<unknown> | null> =>
  withPasskey('/v1/me/reauthenticate/options', '/v1/me/reauthenticate');

export const readFactors = (): Promise<CallResult<SecondFactorsView>> => call('/v1/me/second-factors');
/** Null: the person closed the browser's dialog, or this device has that passkey already. */
export async function addPasskey(name: string): Promise<CallResult<AddedPasskey> | null> {
  const options = await change<PublicKeyCredentialCreationOptionsJSON>('POST', '/v1/me/passkeys/options');
  if (!options.ok) return options;
  const { startRegistration } = await passkeys;
  let registration;
  try {
    registration = await startRegistration({ optionsJSON: options.value });
  } catch {
    return null;
  }
  return change<AddedPasskey>('POST', '/v1/me/passkeys', { name, registration });
}
export const renamePasskey = (id: string, name: string): Promise<CallResult<unknown>> =>
  change('PUT', `/v1/me/passkeys/${encodeURIComponent(id)}`, { name });
export const removePasskey = (id: string): Promise<CallResult<unknown>> =>
  change('POST', `/v1/me/passkeys/${encodeURIComponent(id)}/remove`);
export const beginTotp = (): Promise<CallResult<BegunTotp>> => change('POST', '/v1/me/totp');
export const confirmTotp = (code: string): Promise<CallResult<ShownRecoveryCodes>> =>
  change('POST', '/v1/me/totp/confirm', { code });
export const removeTotp = (): Promise<CallResult<unknown>> => change('POST', '/v1/me/totp/remove');
export const newRecoveryCodes = (): Promise<CallResult<ShownRecoveryCodes>> =>
  change('POST', '/v1/me/recovery-codes');

export const passkeysWork = (): boolean => 'PublicKeyCredential' in globalThis;
