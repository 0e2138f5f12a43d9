/**
 * One click into the demonstration, as a customer, as staff at a board, as a wall screen or as the store's manager. A
 * visitor gets a session of their own without a code, PIN or password; nothing is open when there is no demonstration.
 */
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashCode, newCode, newToken } from '@curbline/access';
import type { DemoDoor, DemoSpeed, DemoView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { inTransaction } from '@curbline/database';
import {
  type CameFrom,
  DevicesRepository,
  ManagerSessionsRepository,
  PeopleService,
  StaffSessionsRepository,
} from '@curbline/order-service';
import { Clock, Demonstration, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { DemoLife } from './demo-life.js';
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

  private life: Pick<DemoLife, 'speed' | 'lastCustomer'> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly demonstration: Demonstration,
  ) {}

  /** From now on visitors may come in, and the start page says so. */
  open(server: Server, { credentials }: Demo): void {
    this.shown = { server, apiKey: credentials.apiKey };
    this.demonstration.stores = DEMO_STORES.map(({ id, settings, language }) => ({
      storeId: id,
      name: settings.name,
      language,
    }));
  }

  /** From now on there are simulated customers. */
  show(life: Pick<DemoLife, 'speed' | 'lastCustomer'>): void {
    this.life = life;
  }

  /** @throws ProblemException `not-found` without a demonstration */
  read(): DemoView {
    if (!this.shown) throw problem('not-found');
    const { life } = this;
    const stores = this.demonstration.stores.map((store) => ({
      ...store,
      lastCustomer: life?.lastCustomer(store.storeId) ?? null,
    }));
    return { stores, speed: life?.speed ?? null };
  }

  /** @throws ProblemException `not-found` where nobody is simulated */
  changeSpeed(speed: DemoSpeed): DemoView {
    if (!this.life) throw problem('not-found');
    this.life.speed = speed;
    return this.read();
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
        const staffId = await visitorAs(server, manager, store, 'manager', now);
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
      const staffId = await visitorAs(server, manager, store, 'staff', now);
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

/**
 * The visitors' person at the store with that role, beside the simulated ones; made when there is none, or visitors have
 * disabled it.
 */
async function visitorAs(
  server: Server,
  manager: EntityManager,
  { id, settings, language }: DemoStore,
  role: 'staff' | 'manager',
  now: number,
): Promise<string> {
  const people = server.get(PeopleService, { strict: false });
  const all = await people.list(manager, id);
  const name = language === 'fr' ? 'Visiteur' : 'Visitor';
  const visitor = all.find(
    (person) => person.role === role && person.name === name && person.disabledAt === null,
  );
  if (visitor) return visitor.id;
  const secrets =
    role === 'staff'
      ? { pin: unguessablePin(settings.phone) }
      : { login: `demo-${newCode(6).toLowerCase()}`, password: newToken() };
  return (await people.add(manager, id, { name, role, ...secrets }, now)).id;
}
