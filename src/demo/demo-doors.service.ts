/**
 * One click into the demonstration, as a customer, as staff at a board, as a wall screen or as the store's manager. A
 * visitor gets a session of their own without a code, PIN or password; nothing is open when there is no demonstration.
 */
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashCode, newCode, newToken } from '@curbline/access';
import type { DemoDoor } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { inTransaction } from '@curbline/database';
import {
  type CameFrom,
  Demonstration,
  DevicesRepository,
  ManagerSessionsRepository,
  PeopleService,
  StaffSessionsRepository,
} from '@curbline/order-service';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DEMO_STORES, type DemoStore } from './demo-stores.js';
import { type Demo, invite, unguessablePin } from './seed-demo.js';

/** The running program: its services, and the shop's API as if over the network. */
type Server = Pick<NestFastifyApplication, 'inject' | 'get'>;

/** Where the page goes, and the secrets of the sessions that let it in, for the cookies. */
export interface Opened {
  readonly address: string;
  readonly device?: string;
  readonly staff?: string;
  readonly manager?: string;
}

@Injectable()
export class DemoDoorsService {
  private shown: { readonly server: Server; readonly apiKey: string } | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** From now on visitors may come in, and the start page says so. */
  open(server: Server, { credentials }: Demo): void {
    this.shown = { server, apiKey: credentials.apiKey };
    server.get(Demonstration, { strict: false }).stores = DEMO_STORES.map(({ id, settings, language }) => ({
      storeId: id,
      name: settings.name,
      language,
    }));
  }

  /** @throws ProblemException `not-found` without a demonstration, `store-unknown` for a store that is not of it */
  async enter({ storeId, as }: DemoDoor, came: CameFrom): Promise<Opened> {
    if (!this.shown) throw problem('not-found');
    const { server, apiKey } = this.shown;
    const store = DEMO_STORES.find(({ id }) => id === storeId);
    if (!store) throw problem('store-unknown');
    const now = this.clock.now();
    if (as === 'customer') return { address: (await invite(server, apiKey, storeId, now)).link };
    return inTransaction(this.db, async (manager): Promise<Opened> => {
      if (as === 'manager') {
        const sessions = server.get(ManagerSessionsRepository, { strict: false });
        const staffId = await personOf(server, manager, store, 'manager', now);
        return { address: '/manager', manager: await sessions.begin(manager, staffId, came, false, now) };
      }
      const { token, deviceId } = await enrol(
        server,
        manager,
        storeId,
        as === 'wall' ? 'wall' : 'handheld',
        now,
      );
      if (as === 'wall') return { address: '/board', device: token };
      const sessions = server.get(StaffSessionsRepository, { strict: false });
      const staffId = await personOf(server, manager, store, 'staff', now);
      const staff = await sessions.begin(manager, { storeId, deviceId }, staffId, now);
      return { address: '/board', device: token, staff };
    });
  }
}

async function enrol(
  server: Server,
  manager: EntityManager,
  storeId: string,
  kind: DeviceKind,
  now: number,
): Promise<{ token: string; deviceId: string }> {
  const devices = server.get(DevicesRepository, { strict: false });
  const { code } = await devices.createCode(manager, storeId, kind, now);
  const enrolled = await devices.enrol(manager, await hashCode(code), 'Demo', now);
  if (!enrolled) throw new Error('a code that was just made is unknown');
  return { token: enrolled.token, deviceId: enrolled.device.id };
}

/** Somebody of the store with that role; made when there is none, or visitors have disabled them all. */
async function personOf(
  server: Server,
  manager: EntityManager,
  { id, settings }: DemoStore,
  role: 'staff' | 'manager',
  now: number,
): Promise<string> {
  const people = server.get(PeopleService, { strict: false });
  const all = await people.list(manager, id);
  const somebody = all.find((person) => person.role === role && person.disabledAt === null);
  if (somebody) return somebody.id;
  const secrets =
    role === 'staff'
      ? { pin: unguessablePin(settings.phone) }
      : { login: `demo-${newCode(6).toLowerCase()}`, password: newToken() };
  return (await people.add(manager, id, { name: 'Demo', role, ...secrets }, now)).id;
}
