/** The app of this phone that reports its position, as the page of a trip connects and disconnects it. */
import type { TripPhone } from '@curbline/contracts/http';
import type { ConnectedPhone } from './connected-phone.svelte.js';
import type { Route } from './first-request.js';
import type { ServerCalls } from './server-calls.svelte.js';

/** 128 random bits as base64url. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);
}

export class PhoneApp {
  /** Of the app that was set up from this browser. */
  token = $state.raw<string | null>(null);
  busy = $state(false);
  failed = $state(false);

  /**
   * @param known given, not imported: a module that two pieces import is a file of its own, and a browser that failed to
   *   fetch it once has neither piece, however often it asks for them
   */
  constructor(
    private readonly server: ServerCalls,
    private readonly tripId: string,
    private readonly known: ConnectedPhone,
  ) {
    this.token = known.token;
  }

  /** Whether an app reports for this trip. */
  get reports(): boolean {
    return this.known.reports;
  }

  /** Asks whether an app reports for this trip. */
  async read(): Promise<void> {
    await this.ask('GET');
  }

  /** Connects the app, and shares the position if that is not done: without it no position is used. */
  async connect(isShared: boolean): Promise<void> {
    const token = this.token ?? newToken();
    if (!(await this.ask('PUT', { token }))) return;
    this.token = token;
    this.known.keep(token);
    if (isShared) return;
    const path = `/v1/trips/${this.tripId}/sharing`;
    await this.server.ask({ method: 'POST', path }, { sharing: true }, newToken());
  }

  /** Its address is good for nothing from then on. */
  async disconnect(): Promise<void> {
    if (!(await this.ask('DELETE'))) return;
    this.token = null;
    this.known.keep(null);
  }

  /** @returns whether it was done. */
  private async ask(method: Route['method'], body?: unknown): Promise<boolean> {
    this.busy = true;
    const path = `/v1/trips/${this.tripId}/phone`;
    const key = method === 'GET' ? undefined : newToken();
    const outcome = await this.server.ask<TripPhone>({ method, path }, body, key);
    this.busy = false;
    const done = 'done' in outcome;
    this.failed = !done && method !== 'GET';
    if (done) this.known.reports = outcome.done.connected > 0;
    return done;
  }
}
