/** The simulated people of a store: a handheld of their own, and the board's commands over HTTP. */
import { randomUUID } from 'node:crypto';
import type { CardAnswer, EnrolCodeView } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import type { DemoCredentials } from './credentials.js';

type Person = DemoCredentials['stores'][number]['people'][number];

export class DemoStaff {
  private readonly jar: CookieJar;
  private signedIn: Promise<unknown> | undefined;
  private turn = 0;

  constructor(
    url: string,
    private readonly storeId: string,
    private readonly people: readonly Person[],
  ) {
    this.jar = new CookieJar(url);
  }

  /** Makes a code as a manager and uses it up as a device. */
  async enrol({ login, password }: DemoCredentials['admin']): Promise<void> {
    await this.jar.send('POST', '/v1/sign-in', { login, password });
    const path = `/v1/stores/${this.storeId}/devices/codes`;
    const { code } = await this.jar.send<EnrolCodeView>('POST', path, { kind: 'handheld' });
    await this.jar.send('POST', '/v1/devices/enrol', { code, name: 'Demo' });
    await this.jar.send('POST', '/v1/sign-out', {});
    await this.signIn();
  }

  claim(orderId: string): Promise<CardAnswer> {
    return this.act(orderId, 'claim', {});
  }

  handOver(orderId: string, code: string): Promise<CardAnswer> {
    return this.act(orderId, 'hand-over', { proof: 'code', code });
  }

  private async act(orderId: string, command: string, body: object): Promise<CardAnswer> {
    const path = `/v1/stores/${this.storeId}/orders/${orderId}/${command}`;
    const headers = { 'idempotency-key': randomUUID() };
    await this.signedIn;
    try {
      return await this.jar.send<CardAnswer>('POST', path, body, headers);
    } catch (error) {
      // A person who has been idle too long types the PIN again.
      if (!(error instanceof Error && 'status' in error && error.status === 401)) throw error;
      await this.signIn();
      return this.jar.send<CardAnswer>('POST', path, body, headers);
    }
  }

  private signIn(): Promise<unknown> {
    const person = this.people[this.turn++ % this.people.length];
    if (!person) throw new Error(`nobody works at ${this.storeId}`);
    const { staffId, pin } = person;
    this.signedIn = this.jar.send('POST', '/v1/staff/sign-in', { staffId, pin });
    return this.signedIn;
  }
}
