/** Whether this device is told by push, as its board turns it on and off; and that somebody looks at the board. */
import type { PushState } from '@curbline/contracts/http';
import { BrowserPush, type PushAbility, pushAbility } from '../live/browser-push.js';
import { call, type CallResult, type RequestOptions } from '../live/http.js';
import { language } from '../ui/language.svelte.js';

export class BoardPush {
  standing = $state<PushAbility | 'off' | 'on'>('off');
  busy = $state(false);
  failed = $state(false);
  private readonly browser = new BrowserPush('/board');

  /** A browser that is subscribed says so again, since the server may have forgotten it: when somebody has signed in. */
  async confirm(storeId: string): Promise<void> {
    const ability = pushAbility();
    const isOn = ability === 'able' && (await this.browser.current()) !== undefined;
    this.standing = isOn && (await this.send(storeId)) ? 'on' : ability === 'able' ? 'off' : ability;
  }

  /** By a tap: only then does a browser ask its person. */
  async turnOn(storeId: string): Promise<void> {
    this.busy = true;
    this.failed = false;
    const permission = await Notification.requestPermission();
    if (permission === 'granted') {
      this.failed = !(await this.send(storeId));
      this.standing = this.failed ? 'off' : 'on';
    } else this.standing = permission === 'denied' ? 'refused' : 'off';
    this.busy = false;
  }

  async turnOff(storeId: string): Promise<void> {
    this.busy = true;
    await this.browser.unsubscribe();
    this.failed = !(await this.ask(storeId, '', { method: 'DELETE' })).ok;
    this.standing = 'off';
    this.busy = false;
  }

  /** Somebody looks at the board, or no longer: then it is said in the last moment of the page. */
  async watch(storeId: string, watching: boolean): Promise<void> {
    if (this.standing !== 'on') return;
    await this.ask(storeId, '/watching', { method: 'PUT', body: { watching }, keepalive: !watching });
  }

  private async send(storeId: string): Promise<boolean> {
    const subscription = await this.browser.subscribe();
    if (!subscription) return false;
    const body = { subscription, language: language.current };
    return (await this.ask(storeId, '', { method: 'PUT', body })).ok;
  }

  private ask(storeId: string, path: string, request: RequestOptions): Promise<CallResult<PushState>> {
    return call(`/v1/stores/${encodeURIComponent(storeId)}/push-subscription${path}`, request);
  }
}

export const boardPush = new BoardPush();
