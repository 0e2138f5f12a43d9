/**
 * Who may call what. Every HTTP route and socket message of the composed program says so by a guard or
 * by `@Public()`; those open to anybody are listed here one by one; and each of the others is asked
 * without credentials, over real HTTP, and must refuse.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Controller, Get, Module } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import {
  createApplication,
  handlersOf,
  OfferedMethods,
  Public,
  undeclaredHandlers,
} from '@curbline/platform';
import { Running } from '../e2e/running.js';

/** Open to anybody on purpose. A new one is written down here, or this fails. */
const PUBLIC = [
  'AccountController.signOut',
  'DemoDoorsController.changeSpeed',
  'DemoDoorsController.enter',
  'DemoDoorsController.read',
  'EnrollmentController.enrol',
  'FirstAdminController.accept',
  'FirstAdminController.read',
  'HealthController.live',
  'HealthController.ready',
  'HeldTripsController.list',
  // The token of whoever hands it over, the provider's signature.
  'InboundEmailRoute.take',
  'InboundSmsRoute.get',
  'InboundSmsRoute.getWithSecret',
  'InboundSmsRoute.post',
  'InboundSmsRoute.postWithSecret',
  'LinkOpeningController.open',
  'MetricsController.read',
  'PagesController.board',
  'PagesController.customer',
  'PagesController.demo',
  'PagesController.manager',
  'PagesController.robots',
  'PagesController.start',
  // The token in the address says whose phone it is; what it says of others is answered and forgotten.
  'PhoneAppsRoute.any',
  'PhoneAppsRoute.dawarich',
  'PhoneAppsRoute.overland',
  'PhoneAppsRoute.ownTracks',
  'PhoneAppsRoute.query',
  'PhoneEventsController.report',
  'ProviderSignInController.begin',
  'ProviderSignInController.callback',
  // The key is public; whoever knows the endpoint of before is the browser that had it.
  'PushController.key',
  'PushController.renew',
  // Its key says whose phone it is, as the token in an address does.
  'RadarRoute.config',
  'RadarRoute.mayConfig',
  'RadarRoute.mayTrack',
  'RadarRoute.track',
  'RadarTripsRoute.mayStart',
  'RadarTripsRoute.mayUpdate',
  'RadarTripsRoute.start',
  'RadarTripsRoute.update',
  'SignInController.passkeyOptions',
  'SignInController.withPasskey',
  'SignInController.withPassword',
  // A photo's address is made of its content, and what it shows is shown to every customer.
  'StorePhotosController.image',
  // The link in the e-mail is the proof that it is its reader's.
  'UnsubscribeRoute.ask',
  'UnsubscribeRoute.change',
];

/** What holds nothing of anybody: the pages' own files, and the API's documentation. */
const FILES =
  /^GET \/(docs\b|assets\b|icons\/|lost\.css$|favicon\.svg$|(board|customer)-worker\.js$|board\.(en|fr)\.webmanifest$)/;

const ID = '7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f';

let running: Running;
beforeAll(async () => {
  running = await Running.start();
}, 120_000);
afterAll(() => running.close(), 30_000);

describe('the handlers of the composed program', () => {
  it('each say who may call them', () => {
    expect(undeclaredHandlers(running.app)).toEqual([]);
    const handlers = handlersOf(running.app);
    expect(handlers.length).toBeGreaterThan(40);
    expect(handlers.filter(({ route }) => route === undefined).map(({ name }) => name)).toEqual([
      'BoardGateway.probe',
    ]);
  });

  it('include every route that the server serves, apart from files and the API’s documentation', () => {
    const declared = new Set(
      handlersOf(running.app).flatMap(({ route }) => (route ? [`${route.method} ${route.path}`] : [])),
    );
    const served = running.app
      .get(OfferedMethods)
      .all()
      .filter((route) => !route.startsWith('HEAD ') && !FILES.test(route));
    expect(served).toContain('POST /v1/trips/:tripId/fixes');
    expect(served.filter((route) => !declared.has(route))).toEqual([]);
  });

  it('are open to anybody only where this list says so', () => {
    const open = handlersOf(running.app).filter(({ access }) => access === 'public');
    expect(open.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual(PUBLIC);
  });

  it('refuse whoever brings nothing, or something made up', async () => {
    const made = 'A'.repeat(22);
    const madeUp = {
      authorization: `Bearer cbk_${made}`,
      cookie: [`trip-${ID}`, 'device', 'staff']
        .map((kind) => `curbline-${kind}=${running.store.id}.${made}`)
        .join('; '),
    };
    const guarded = handlersOf(running.app).filter(({ access }) => access === 'guarded');
    const answers: string[] = [];
    for (const { name, route } of guarded) {
      if (!route) continue;
      for (const headers of [{}, madeUp]) {
        const path = route.path.replace(':storeId', running.store.id).replaceAll(/:\w+/g, ID);
        const { status } = await fetch(`${running.url}${path}`, {
          method: route.method,
          headers: { ...headers, 'idempotency-key': 'nobody', 'content-type': 'application/json' },
          ...(route.method === 'GET' ? {} : { body: '{}' }),
        });
        answers.push(`${name} ${status}`);
      }
    }
    // Sixty made-up API keys in a minute are enough for the rest to be 429.
    expect(answers.filter((response) => !/ (401|429)$/.test(response))).toEqual([]);
    expect(answers.filter((response) => response.endsWith(' 401')).length).toBeGreaterThan(guarded.length);
  });

  it('cannot be asked by another site, nor read by it', async () => {
    const response = await fetch(`${running.url}/v1/sign-in`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'somebody', password: 'something' }),
    });
    expect(response.status).toBe(403);
    const preflight = await fetch(`${running.url}/v1/orders`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the check itself', () => {
  @Controller('planted')
  class PlantedController {
    @Get('forgotten')
    forgotten(): string {
      return 'secret';
    }

    @Get('open')
    @Public()
    open(): string {
      return 'open';
    }
  }

  @WebSocketGateway()
  class PlantedGateway {
    @SubscribeMessage('forgotten')
    listen(): string {
      return 'secret';
    }
  }

  @Module({ controllers: [PlantedController], providers: [PlantedGateway] })
  class PlantedModule {}

  it('finds a planted route and a planted message, and the program will not run them', async () => {
    const app = await createApplication(PlantedModule, {
      name: 'planted',
      publicUrl: 'http://localhost',
      log: { level: 'silent' },
      handleSignals: false,
    });
    expect(undeclaredHandlers(app).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'PlantedController.forgotten',
      'PlantedGateway.listen',
    ]);
    await app.close();
    const http = await createApplication(
      { module: class WithoutSockets {}, controllers: [PlantedController] },
      { name: 'planted', publicUrl: 'http://localhost', log: { level: 'silent' }, handleSignals: false },
    );
    await http.init();
    await http.getHttpAdapter().getInstance().ready();
    expect((await http.inject({ url: '/planted/forgotten' })).statusCode).toBe(403);
    expect((await http.inject({ url: '/planted/open' })).statusCode).toBe(200);
    await http.close();
  });
});
