import type { Browser, Page } from 'playwright-core';
import type { SignInAnswer } from '@curbline/contracts/http';
import { managerAnswers } from './manager-answers.js';
import { go, openSeeded, settled } from './seeded-pages.js';
import { Texts } from './texts.js';

const NOBODY = { type: 'about:blank', title: '', status: 401, code: 'not-signed-in' };

/** A problem says itself which status it comes with. */
const statusOf = (body: unknown): number => (body as { status?: number }).status ?? 200;

/** The manager's page on seeded answers: one page, section after section. */
export class SeededManager {
  private answers: Record<string, unknown> = {};

  private constructor(
    readonly page: Page,
    readonly texts: Texts,
  ) {}

  static async open(browser: Browser, language: 'fr' | 'en'): Promise<SeededManager> {
    let manager: SeededManager | null = null;
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const page = await openSeeded(browser, { locale, hasTouch: true }, (method, path) => {
      const body = manager?.answers[`${method} ${path}`];
      if (body !== undefined) return { status: statusOf(body), body };
      return path === '/v1/me' ? { status: 401, body: NOBODY } : null;
    });
    // What was shown once is left without being noted.
    page.on('dialog', (dialog) => void dialog.accept());
    manager = new SeededManager(page, new Texts(language));
    return manager;
  }

  /** Opens the page anew, signed in (null) or at a stage of signing in; `more` answers replace the usual ones. */
  async show(stage: SignInAnswer['stage'] | null, more: Record<string, unknown> = {}): Promise<void> {
    this.answers = { ...managerAnswers(Date.now(), stage), ...more };
    await go(this.page, '/manager');
    await this.page.getByRole('heading').first().waitFor();
    await settled(this.page);
  }

  /** Presses the button called so in the message files; of several the first. */
  async press(key: string, filled: Record<string, string | number> = {}): Promise<void> {
    await this.page
      .getByRole('button', { name: this.texts.say(key, filled), exact: true })
      .first()
      .click();
    await settled(this.page);
  }

  async fill(key: string, text: string): Promise<void> {
    await this.page.getByLabel(this.texts.say(key)).fill(text);
  }
}
