/** The people and devices of one store, made through the use cases and the HTTP routes themselves. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { DeviceSession, EnrolCodeView, ManagerSession, NewStaff } from '@curbline/contracts/http';
import { PeopleService } from '../src/staff/people.service.js';
import type { PersonView } from '../src/staff/staff.repository.js';
import { Browser } from './browser.js';
import type { TestSetup } from './test-setup.js';

export const PIN = '482913';
export const PASSWORD = 'trois pommes vertes';

export class Crew {
  private constructor(
    readonly setup: TestSetup,
    readonly storeId: string,
    /** The id of Léa, who has the PIN above. */
    readonly lea: string,
  ) {}

  static async of(setup: TestSetup): Promise<Crew> {
    const storeId = await setup.store();
    const lea = await newPerson(setup, { name: 'Léa', role: 'staff', pin: PIN }, storeId);
    return new Crew(setup, storeId, lea.id);
  }

  person(input: NewStaff, at: string | null = this.storeId): Promise<PersonView> {
    return newPerson(this.setup, input, at);
  }

  /** A manager of the store, or with null of all stores, signed in. */
  async manager(at: string | null = this.storeId): Promise<Browser> {
    const login = `manon-${randomUUID()}`;
    const role = at === null ? 'admin' : 'manager';
    await this.person({ name: 'Manon', role, login, password: PASSWORD }, at);
    const browser = new Browser(this.setup);
    const typed = { login: login.toUpperCase(), password: PASSWORD };
    expect((await browser.post<ManagerSession>('/v1/sign-in', typed)).status).toBe(200);
    return browser;
  }

  async newCode(kind: 'handheld' | 'wall' = 'handheld'): Promise<string> {
    const boss = await this.manager();
    const response = await boss.post<EnrolCodeView>(`/v1/stores/${this.storeId}/devices/codes`, { kind });
    expect(response.status).toBe(201);
    return response.body.code;
  }

  async enrolled(kind: 'handheld' | 'wall' = 'handheld'): Promise<Browser> {
    const browser = new Browser(this.setup);
    const code = await this.newCode(kind);
    expect((await browser.post('/v1/devices/enrol', { code, name: 'Caisse 2' })).status).toBe(201);
    return browser;
  }

  /** A handheld with Léa signed in. */
  async signedIn(): Promise<Browser> {
    const browser = await this.enrolled();
    expect((await browser.post('/v1/staff/sign-in', { staffId: this.lea, pin: PIN })).status).toBe(200);
    return browser;
  }
}

/** The name of the person signed in on this browser. */
export async function whoIsThere(browser: Browser): Promise<string | undefined> {
  return (await browser.get<DeviceSession>('/v1/device')).body.signedIn?.name;
}

function newPerson(setup: TestSetup, input: NewStaff, at: string | null): Promise<PersonView> {
  return setup.dataSource.transaction((manager) =>
    setup.app.get(PeopleService, { strict: false }).add(manager, at, input, setup.clock.now()),
  );
}
