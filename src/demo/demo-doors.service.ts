/**
 * One click into the demonstration, as a customer, as staff at a board, as a wall screen or as the store's manager. Each
 * click does what a person would do by hand with the codes of the demo's leaflet, through the same HTTP API; nothing is
 * open when there is no demonstration.
 */
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DemoDoor } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { Demonstration, DevicesRepository } from '@curbline/order-service';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { inTransaction } from '@curbline/database';
import type { DemoCredentials } from './credentials.js';
import { DEMO_STORES } from './demo-stores.js';
import { invite, type Demo } from './seed-demo.js';

/** The running program: it takes requests as if they had come over the network. */
type Server = Pick<NestFastifyApplication, 'inject' | 'get'>;

/** What a click leads to: the page's address, and the session that opens it. */
export interface Opened {
  readonly address: string;
  readonly cookies: readonly string[];
}

/** Who asks, as the request has it. */
export interface Visitor {
  readonly ip: string;
  readonly userAgent: string | undefined;
}

@Injectable()
export class DemoDoorsService {
  private shown: { readonly server: Server; readonly credentials: DemoCredentials } | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** From now on visitors may come in, and the start page says so. */
  open(server: Server, { credentials }: Demo): void {
    this.shown = { server, credentials };
    server.get(Demonstration, { strict: false }).stores = DEMO_STORES.map(({ id, settings, language }) => ({
      storeId: id,
      name: settings.name,
      language,
    }));
  }

  /** @throws ProblemException `not-found` without a demonstration, `store-unknown` for a store that is not of it */
  async enter({ storeId, as }: DemoDoor, visitor: Visitor): Promise<Opened> {
    if (!this.shown) throw problem('not-found');
    const { server, credentials } = this.shown;
    const store = credentials.stores.find(({ id }) => id === storeId);
    if (!store) throw problem('store-unknown');
    switch (as) {
      case 'customer': {
        const { link } = await invite(server, credentials.apiKey, storeId, this.clock.now());
        return { address: link, cookies: [] };
      }
      case 'wall':
        return { address: '/board', cookies: await this.enrol(storeId, 'wall', visitor) };
      case 'staff': {
        const device = await this.enrol(storeId, 'handheld', visitor);
        const [person] = store.people;
        const signedIn = await this.post(
          '/v1/staff/sign-in',
          { staffId: person?.staffId, pin: person?.pin },
          visitor,
          device,
        );
        return { address: '/board', cookies: [...device, ...signedIn] };
      }
      case 'manager':
        return { address: '/manager', cookies: await this.post('/v1/sign-in', store.manager ?? {}, visitor) };
    }
  }

  private async enrol(storeId: string, kind: DeviceKind, visitor: Visitor): Promise<string[]> {
    if (!this.shown) throw problem('not-found');
    const devices = this.shown.server.get(DevicesRepository, { strict: false });
    const { code } = await inTransaction(this.db, (manager) =>
      devices.createCode(manager, storeId, kind, this.clock.now()),
    );
    return this.post('/v1/devices/enrol', { code, name: 'Demo' }, visitor);
  }

  /** @returns the cookies that the answer sets */
  private async post(
    url: string,
    payload: object,
    { ip, userAgent }: Visitor,
    cookies: readonly string[] = [],
  ): Promise<string[]> {
    if (!this.shown) throw problem('not-found');
    const answer = await this.shown.server.inject({
      method: 'POST',
      url,
      payload,
      remoteAddress: ip,
      headers: {
        ...(userAgent !== undefined && { 'user-agent': userAgent }),
        ...(cookies.length > 0 && { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }),
      },
    });
    if (answer.statusCode >= 400) throw new Error(`${url} of the demo answered ${answer.statusCode}`);
    return [answer.headers['set-cookie'] ?? []].flat();
  }
}
