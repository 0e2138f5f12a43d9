/** What was done last to the people of a store, or to the admins: how it ended, and the secret that it gave. */
import type { StaffChanges, StaffView } from '@curbline/contracts/http';
import type { CallResult } from '../../live/http.js';
import { m } from '../../messages/generated/messages.js';
import { failureWords } from '../failure-words.js';
import { Refreshed } from '../refreshed.svelte.js';
import { shownOnce } from '../shown-once.js';
import { drawnPassword, drawnPin } from './drawn-secrets.js';
import { actOnStaff, changeStaff, readStaff, replacePassword, replacePin } from './people-api.js';

const EVERY_MS = 30_000;

/** A secret to be shown once, and whose it is. */
export interface ShownSecret {
  readonly title: string;
  readonly secret: string;
}

type Act = Parameters<typeof actOnStaff>[2];

export class PeopleChanges {
  readonly people: Refreshed<StaffView[]>;
  failure = $state<string | null>(null);
  /** What was done, in a sentence. */
  done = $state<string | null>(null);
  secret = $state.raw<ShownSecret | null>(null);
  busy = $state(false);

  /** @param storeId null: the admins of all stores. */
  constructor(
    readonly storeId: string | null,
    onSignedOut: () => void,
  ) {
    this.people = new Refreshed<StaffView[]>(() => readStaff(storeId), EVERY_MS, onSignedOut);
  }

  act(person: StaffView, act: Act, done: string | null = null): Promise<boolean> {
    return this.run(() => actOnStaff(this.storeId, person.id, act), { done });
  }

  rename(person: StaffView, name: string): Promise<boolean> {
    return this.run(() => changeStaff(this.storeId, person, { name }));
  }

  /** For who forgot theirs; whoever is signed in with the old one is out. */
  renewPin({ id, name }: StaffView): Promise<boolean> {
    const pin = drawnPin();
    const renew = () => replacePin(this.storeId ?? '', id, pin);
    return this.run(renew, { secret: { title: m.people_pin_shown({ name }), secret: pin } });
  }

  renewPassword({ id, name }: StaffView): Promise<boolean> {
    const password = drawnPassword();
    const renew = () => replacePassword(this.storeId, id, { password });
    const title = m.people_password_renewed({ name });
    return this.run(renew, { secret: { title, secret: password } });
  }

  makeManager(person: StaffView, login: string): Promise<boolean> {
    const password = drawnPassword();
    return this.changeRole(
      person,
      { role: 'manager', login, password },
      passwordOf(person.name, login, password),
    );
  }

  makeStaff(person: StaffView): Promise<boolean> {
    const pin = drawnPin();
    const title = m.people_pin_shown({ name: person.name });
    return this.changeRole(person, { role: 'staff', pin }, { title, secret: pin });
  }

  /** Gives a person other stores and regions besides their own store. */
  giveReach(person: StaffView, reach: Pick<StaffChanges, 'stores' | 'regions'>): Promise<boolean> {
    return this.run(() => changeStaff(this.storeId, person, reach));
  }

  /** Does one change and reads the people anew. @returns whether it was done */
  async run(
    work: () => Promise<CallResult<StaffView>>,
    { done = null, secret = null }: { done?: string | null; secret?: ShownSecret | null } = {},
  ): Promise<boolean> {
    // The secret of the change before makes room for this one.
    if (this.secret && !shownOnce.mayLeave()) return false;
    this.busy = true;
    this.secret = null;
    this.done = null;
    const answer = await work();
    const outdated = answer.problem?.code === 'version-outdated';
    this.failure = outdated ? m.people_outdated() : failureWords(answer);
    if (answer.ok) {
      this.done = done;
      this.secret = secret;
    }
    this.busy = false;
    await this.people.now();
    return answer.ok;
  }

  private changeRole(person: StaffView, changes: StaffChanges, secret: ShownSecret): Promise<boolean> {
    return this.run(() => changeStaff(this.storeId, person, changes), { secret });
  }
}

export const passwordOf = (name: string, login: string, secret: string): ShownSecret => ({
  title: m.people_password_shown({ name, login }),
  secret,
});
