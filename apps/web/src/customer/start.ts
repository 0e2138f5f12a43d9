/**
 * Runs while the page's own script is still on its way: asks the server about the trip, so that on a slow connection the answer
 * is back by the time that the page can show it.
 */
import { firstLanguage } from '../ui/first-language.js';
import { type CallResult, call } from '../live/http.js';
import { firstRequest } from './first-request.js';
import { readFragment } from './link.js';

/** What the address said when the page was opened. */
export const entry = readFragment(location.hash);

let asked = entry.kind === 'broken' ? undefined : ask();

function ask(): Promise<CallResult<unknown>> {
  const { route, body } = firstRequest(entry);
  return call(route.path, { method: route.method, body, language: firstLanguage() });
}

/** The answer to the first question, for whoever wants it first; undefined ever after. */
export function takeFirstAnswer<Value>(): Promise<CallResult<Value>> | undefined {
  const taken = asked;
  asked = undefined;
  return taken as Promise<CallResult<Value>> | undefined;
}
