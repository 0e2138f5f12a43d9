/** The names of the operations: clients are generated from them, so they are promises. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Running } from './running.js';

const FROZEN_FILE = 'libs/contracts/operations.json';
const frozen = JSON.parse(readFileSync(new URL(`../../${FROZEN_FILE}`, import.meta.url), 'utf8')) as Record<
  string,
  string
>;

/** How an operation's name begins. A new verb is added here when none of these says it. */
const VERBS =
  'add|answer|cancel|change|claim|complete|confirm|connect|create|delay|disable|disconnect|download|edit|enable|end|enrol|' +
  'enter|erase|export|find|follow|get|give|handOver|import|issue|list|map|mark|open|place|prepare|question|rate|read|recall|' +
  'receive|record|release|remove|rename|renew|reopen|replace|replay|report|reset|revoke|rotate|search|send|set|signIn|' +
  'signOut|skip|start|subscribe|test|undo|unsubscribe|withdraw';
const NAME = new RegExp(`^(${VERBS})([A-Z][a-z0-9]+)+$`);

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

let running: Running;
let document: { readonly paths: Paths; readonly webhooks: Paths };
beforeAll(async () => {
  running = await Running.start();
  document = (await (await fetch(`${running.url}/docs-json`)).json()) as typeof document;
}, 120_000);
afterAll(() => running.close(), 30_000);

const operationsOf = (paths: Paths): (Operation & { readonly route: string })[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      route: `${method.toUpperCase()} ${path}`,
    })),
  );

describe('the operations of all services', () => {
  it('have one name each, a verb and what it is done to, never a controller’s', () => {
    const all = [...operationsOf(document.paths), ...operationsOf(document.webhooks)];
    expect(all.length).toBeGreaterThan(150);
    const wrong = all.filter(
      ({ operationId = '' }) => !NAME.test(operationId) || /Controller|Route$/.test(operationId),
    );
    expect(
      wrong.map(({ route, operationId }) => `${route}: ${operationId}`),
      'give the handler @ApiOperation({ operationId: … }), such as placeOrder or listStores',
    ).toEqual([]);
    const names = all.map(({ operationId }) => operationId);
    expect(
      names.filter((name, at) => names.indexOf(name) !== at),
      'two operations have one name',
    ).toEqual([]);
  });

  it('say what they do, and to which part of the API they belong', () => {
    const silent = operationsOf(document.paths).filter(({ summary, tags }) => !summary || tags?.length !== 1);
    expect(silent.map(({ route }) => route)).toEqual([]);
  });

  it('keep their names', () => {
    const now = Object.fromEntries(
      operationsOf(document.paths).map(({ operationId = '', route }) => [operationId, route]),
    );
    const gone = Object.keys(frozen).filter((name) => !(name in now));
    if (gone.length > 0)
      throw new Error(
        `Clients call ${gone.join(', ')} by these names. Give the handlers back the operationId that ${FROZEN_FILE} ` +
          'has. If clients are to break on purpose, take the lines out of that file, and say so in the change.',
      );
    const unlisted = Object.keys(now).filter((name) => !(name in frozen));
    expect(unlisted, 'new operations: list them by `npm run operations`').toEqual([]);
    expect(now, 'an operation moved; clients that were made before call its old path').toEqual(frozen);
  });
});
