/** One simulated person of a store with a handheld: the board's commands over HTTP. */
import { randomUUID } from 'node:crypto';
import type { CardAnswer, EnrolCodeView } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import type { DemoCredentials } from './credentials.js';

export type DemoPerson = DemoCredentials['stores'][number]['people'][number];

export class DemoRunner {
  private readonly jar: CookieJar;
  private signedIn: Promise<unknown> | undefined;

  constructor(
    url: string,
    private readonly storeId: string,
    private readonly person: DemoPerson,
  ) {
    this.jar = new CookieJar(url);
  }

  /** @param manager signed in, for the code of the handheld */
  async enrol(manager: CookieJar): Promise<void> {
    const path = `/v1/stores/${this.storeId}/devices/codes`;
    const { code } = await manager.send<EnrolCodeView>('POST', path, { kind: 'handheld' });
    await this.jar.send('POST', '/v1/devices/enrol', { code, name: 'Demo' });
    await this.signIn();
  }

  act(orderId: string, command: 'claim' | 'hand-over', body: object): Promise<CardAnswer> {
    return this.send('POST', `/v1/stores/${this.storeId}/orders/${orderId}/${command}`, body);
  }

  async send<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const headers: Record<string, string> = method === 'GET' ? {} : { 'idempotency-key': randomUUID() };
    await this.signedIn;
    try {
      return await this.jar.send<Answer>(method, path, body, headers);
    } catch (error) {
      // A person who has been idle too long types the PIN again.
      if (!(error instanceof Error && 'status' in error && error.status === 401)) throw error;
      await this.signIn();
      return this.jar.send<Answer>(method, path, body, headers);
    }
  }

  private signIn(): Promise<unknown> {
    const { staffId, pin } = this.person;
    this.signedIn = this.jar.send('POST', '/v1/staff/sign-in', { staffId, pin });
    return this.signedIn;
  }
}

/** A visitor was quicker, or has changed the store. Then there is nothing left to do. */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error && error.name === 'Refused')) throw error;
}
