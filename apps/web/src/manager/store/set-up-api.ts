/** The HTTP calls of a store's set-up. */
import type { SetUpStep, SetUpView } from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';
import { change } from '../manager-api.js';

const setUpOf = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}/set-up`;

export const readSetUp = (storeId: string): Promise<CallResult<SetUpView>> => call(setUpOf(storeId));
export const skipStep = (
  storeId: string,
  step: SetUpStep,
  skipped: boolean,
): Promise<CallResult<SetUpView>> => change('PUT', `${setUpOf(storeId)}/${step}`, { skipped });
