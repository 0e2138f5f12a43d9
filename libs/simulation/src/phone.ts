/**
 * A customer's phone without a screen: talks to a running Curbline exactly as the customer's page does, over
 * the same routes and with the cookie of its trip.
 */
import type { CustomerView, FixesAnswer, FixInput, SayHere, TripStatusPush } from '@curbline/contracts/http';
import { CookieJar } from './cookie-jar.js';

export interface Heard {
  readonly type: 'status' | 'progress' | 'line' | 'ended' | 'heartbeat';
  readonly status?: TripStatusPush;
}

export class Phone {
  private readonly jar: CookieJar;
  private tripId = '';

  /** @param url where Curbline is reached, without a slash at the end */
  constructor(url: string) {
    this.jar = new CookieJar(url);
  }

  /** @param link as it was sent to the customer: `https://…/p#store.token` */
  async open(link: string): Promise<CustomerView> {
    const token = link.slice(link.indexOf('#') + 1);
    const view = await this.jar.send<CustomerView>('POST', '/v1/link', { token });
    this.tripId = view.tripId;
    return view;
  }

  /** "I'm on my way". */
  start(sharing: boolean, declaredMinutes?: number): Promise<CustomerView> {
    return this.jar.send('POST', this.path('/start'), { sharing, declaredMinutes });
  }

  view(): Promise<CustomerView> {
    return this.jar.send('GET', this.path());
  }

  here(said: Partial<SayHere>): Promise<CustomerView> {
    return this.jar.send('POST', this.path('/here'), said);
  }

  details(details: Partial<SayHere>): Promise<CustomerView> {
    return this.jar.send('PUT', this.path('/details'), details);
  }

  shareAgain(): Promise<CustomerView> {
    return this.jar.send('POST', this.path('/sharing'), { sharing: true });
  }

  stopSharing(): Promise<CustomerView> {
    return this.jar.send('POST', this.path('/sharing'), { sharing: false });
  }

  /** @param sentAt this phone's clock, ms */
  report(fixes: readonly FixInput[], sentAt: number): Promise<FixesAnswer> {
    return this.jar.send('POST', this.path('/fixes'), { sentAt, fixes });
  }

  /** Of the trip whose link was opened last. */
  private path(part = ''): string {
    return `/v1/trips/${this.tripId}${part}`;
  }

  /** Listens until the stream ends or `signal` is aborted. */
  async listen(heard: (event: Heard) => void, signal: AbortSignal): Promise<void> {
    const answer = await this.jar.fetch(this.path('/events'), {
      headers: { accept: 'text/event-stream' },
      signal,
    });
    let waiting = '';
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (waiting + chunk).split('\n\n');
      waiting = parts.pop() ?? '';
      for (const part of parts) {
        const event = parseEvent(part);
        if (event) heard(event);
      }
    }
  }
}

/** One server-sent event (WHATWG HTML, 9.2): the fields this phone cares about. */
function parseEvent(text: string): Heard | undefined {
  const field = (name: string): string =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart())
      .join('\n');
  const type = field('event');
  if (type === 'status') return { type, status: JSON.parse(field('data')) as TripStatusPush };
  return type === 'progress' || type === 'line' || type === 'ended' || type === 'heartbeat'
    ? { type }
    : undefined;
}
