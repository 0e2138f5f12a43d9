import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FixesAnswer } from '@curbline/contracts/http';
import { sampleView } from '../../apps/web/fixtures/customer-view.js';
import { type CustomerScene, heldOf } from './customer-scenes.js';
import { go, openSeeded, settled } from './seeded-pages.js';
import { Texts } from './texts.js';

const TRIP = `/v1/trips/${sampleView.tripId}`;

/** The server's answer to positions: far away still, ask again in a minute. */
const FIXES: FixesAnswer = {
  accepted: 1,
  refused: [],
  nextFixInS: 60,
  eta: { seconds: 5_400, lowSeconds: 4_000, highSeconds: 7_000, source: 'position' },
  probablyHere: true,
};

/** The customer's page on seeded answers: one page, scene after scene. */
export class SeededCustomer {
  private scene: CustomerScene | null = null;

  private constructor(
    readonly page: Page,
    readonly texts: Texts,
  ) {}

  static async open(
    browser: Browser,
    language: 'fr' | 'en',
    options: BrowserContextOptions = {},
  ): Promise<SeededCustomer> {
    let customer: SeededCustomer | null = null;
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const page = await openSeeded(
      browser,
      { locale, hasTouch: true, geolocation: { longitude: 4.8, latitude: 45.7 }, ...options },
      (method, path) => customer?.answer(method, path) ?? null,
    );
    customer = new SeededCustomer(page, new Texts(language));
    return customer;
  }

  /** Opens the page on a scene, from the beginning. */
  async visit(scene: CustomerScene): Promise<void> {
    this.scene = scene;
    if (scene.located) await this.page.context().grantPermissions(['geolocation']);
    else await this.page.context().clearPermissions();
    await this.page.goto('about:blank');
    await go(this.page, `/p${scene.fragment ?? `#trip/${sampleView.tripId}`}`);
  }

  /** Opens the page on a scene and waits until it is all there. */
  async show(scene: CustomerScene): Promise<void> {
    await this.visit(scene);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    if (scene.offline) await this.page.evaluate("dispatchEvent(new Event('offline'))");
    for (const name of [scene.press ?? []].flat())
      await this.page.getByRole('button', { name: this.texts.say(name), exact: true }).click();
    if (scene.unfold) await this.page.getByText(this.texts.say(scene.unfold), { exact: true }).click();
    await settled(this.page);
  }

  private answer(method: string, path: string): { status?: number; body: unknown } | null {
    if (!this.scene) return null;
    const { view, refused, tapRefused } = this.scene;
    if (path === '/v1/trips') return { body: heldOf(this.scene, Date.now()) };
    if (refused) return { status: refused.status, body: refused };
    if (method !== 'GET' && tapRefused) return { status: tapRefused.status, body: tapRefused };
    if (path === `${TRIP}/fixes`) return { body: FIXES };
    if (path === `${TRIP}/phone`)
      return { body: { connected: method === 'PUT' ? 1 : 0, serverTime: Date.now() } };
    return path.startsWith(TRIP) && !path.endsWith('/events') && view ? { body: view } : null;
  }
}
