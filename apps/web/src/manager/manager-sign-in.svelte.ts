/** Who is signed in on the manager's page, how far a sign-in has come, and what was changed about the account. */
import type { AccountNotice, ManagerSession, SignInAnswer } from '@curbline/contracts/http';
import { type CallResult, outcomeOf } from '../live/http.js';
import { keep, readKept, tabStorage } from '../ui/device-storage.js';
import { failureWords } from './failure-words.js';
import { noteSeen, readInstallation, readNotices, readSignIn } from './account-api.js';
import { readMe, signOut } from './manager-api.js';

const RETRY_MS = 3_000;
const STORE_KEY = 'curbline-manager-store';

export type SignInPhase =
  | 'asking'
  | 'unreachable'
  | 'no_admin'
  | 'first_admin'
  | 'signed_out'
  | 'second_factor'
  | 'set_up'
  | 'signed_in';

export type NamedStore = ManagerSession['stores'][number];

const withFound = (listed: readonly NamedStore[], found: NamedStore | null): readonly NamedStore[] =>
  found === null || listed.some(({ id }) => id === found.id) ? listed : [found, ...listed];

export class ManagerSignIn {
  phase = $state<SignInPhase>('asking');
  /** How the second factor can be shown. */
  methods = $state.raw<SignInAnswer['methods']>([]);
  me = $state.raw<ManagerSession | null>(null);
  /** The store that the page shows; the tab remembers it. */
  storeId = $state<string | null>(readKept<string>(STORE_KEY, tabStorage) ?? null);
  /** A store that was found by searching, where there are more than a list shows. */
  private found = $state.raw<NamedStore | null>(null);
  readonly stores = $derived(withFound(this.me?.stores ?? [], this.found));
  /** The name of a store that was taken away while the page showed it. */
  lost = $state<string | null>(null);
  notices = $state.raw<readonly AccountNotice[]>([]);
  /** Why somebody who was signed in no longer is, in the server's words; null for any other sign-in. */
  withdrawn = $state<string | null>(null);
  /** The secret part of the one-time address that opened the page. */
  readonly invitation: string | null;
  readonly unseen = $derived(this.notices.filter(({ seenAt }) => seenAt === null));

  constructor(invitation: string | null = null) {
    this.invitation = invitation;
  }

  /** Asks the server who is signed in; while it does not answer, again and again. */
  readonly refresh = async (): Promise<void> => {
    const answer = await readMe();
    this.withdrawn = withdrawnWords(answer);
    if (answer.ok) {
      const { value } = answer;
      this.me = value;
      this.phase = 'signed_in';
      void this.readNotices();
      if (!this.stores.some(({ id }) => id === this.storeId)) this.storeId = value.stores[0]?.id ?? null;
    } else if ('later' in outcomeOf(answer)) {
      // Whoever is in keeps the page, with what only it still shows.
      if (this.me === null) this.phase = 'unreachable';
      setTimeout(() => void this.refresh(), RETRY_MS);
    } else {
      await this.readStage();
    }
  };

  /** The store that the page shows is no longer one of theirs: it shows another one, and says so. */
  readonly storeLost = async (): Promise<void> => {
    const lost = this.stores.find(({ id }) => id === this.storeId);
    this.found = null;
    await this.refresh();
    if (lost && lost.id !== this.storeId) this.lost = lost.name;
  };

  /** Where the page is loaded again, it shows the same store. */
  rememberStore(): void {
    if (this.storeId !== null) keep(STORE_KEY, this.storeId, tabStorage);
  }

  readonly choose = (store: NamedStore): void => {
    this.found = store;
    this.show(store.id);
  };

  show(storeId: string): void {
    this.storeId = storeId;
    this.lost = null;
  }

  /** The server takes them for signed in no more; it says why when it is asked who they are. */
  readonly signedOut = (): void => {
    this.leave();
    void this.readWhy();
  };

  readonly signOut = async (): Promise<void> => {
    await signOut();
    this.withdrawn = null;
    this.leave();
  };

  async readNotices(): Promise<void> {
    const answer = await readNotices();
    if (answer.ok) this.notices = answer.value;
  }

  async markSeen(): Promise<void> {
    await noteSeen(this.unseen.map(({ id }) => id));
    await this.readNotices();
  }

  private leave(): void {
    this.me = null;
    this.found = this.lost = null;
    this.notices = [];
    this.phase = 'signed_out';
  }

  private async readWhy(): Promise<void> {
    this.withdrawn = withdrawnWords(await readMe());
  }

  /** Not in: nobody is signed in, or a step of signing in is still to come. */
  private async readStage(): Promise<void> {
    const answer = await readSignIn();
    if (!answer.ok) return this.readInstallation();
    const { stage, methods } = answer.value;
    this.methods = methods;
    if (stage === 'complete') this.leave();
    else this.phase = stage === 'second-factor' ? 'second_factor' : 'set_up';
  }

  /** Nobody is signed in here: an installation without an admin has another first step. */
  private async readInstallation(): Promise<void> {
    const answer = await readInstallation();
    this.leave();
    if (answer.ok && !answer.value.adminExists)
      this.phase = this.invitation === null ? 'no_admin' : 'first_admin';
  }
}

const withdrawnWords = (answer: CallResult<unknown>): string | null =>
  answer.problem?.code === 'access-withdrawn' ? failureWords(answer) : null;
