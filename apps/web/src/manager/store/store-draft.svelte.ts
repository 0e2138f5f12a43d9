/** One person's edit of a store, from the settings that they began with until it is saved or given up. */
import type { StoreView } from '@curbline/contracts/http';
import { failureWords } from '../failure-words.js';
import { editStore, readStore } from '../manager-api.js';
import {
  changesBetween,
  type Field,
  filled,
  type FilledSettings,
  type Merge,
  merged,
  mergeOf,
} from './merge.js';

/** Somebody else saved first. */
export interface Conflict extends Merge {
  readonly now: StoreView;
}

export class StoreDraft {
  /** To be changed by a form. */
  mine = $state<FilledSettings>() as FilledSettings;
  conflict = $state.raw<Conflict | null>(null);
  failure = $state<string | null>(null);
  busy = $state(false);

  private base: StoreView;

  constructor(store: StoreView) {
    this.base = store;
    this.mine = structuredClone(filled(store.settings));
  }

  /** Saves what was changed. Null: it was refused, or somebody saved first (`conflict`), or nobody answered. */
  async save(): Promise<StoreView | null> {
    const changes = changesBetween(filled(this.base.settings), this.wanted());
    if (Object.keys(changes).length === 0) return this.base;
    this.busy = true;
    const answer = await editStore(this.base.id, this.base.version, changes);
    const outdated = answer.problem?.code === 'version-outdated';
    this.failure = outdated ? null : failureWords(answer);
    if (outdated) await this.compare();
    this.busy = false;
    return answer.ok ? answer.value : null;
  }

  /** Goes on from the settings as they are now. @param taken what the others wrote is kept in these. */
  async resolve(taken: ReadonlySet<Field>): Promise<StoreView | null> {
    if (!this.conflict) return null;
    const { now } = this.conflict;
    this.mine = merged(filled(this.base.settings), filled(now.settings), this.wanted(), taken);
    this.base = now;
    this.conflict = null;
    return this.save();
  }

  private async compare(): Promise<void> {
    const answer = await readStore(this.base.id);
    if (!answer.ok) {
      this.failure = failureWords(answer);
      return;
    }
    const now = answer.value;
    const merge = mergeOf(filled(this.base.settings), filled(now.settings), this.wanted());
    this.conflict = { now, ...merge };
  }

  private wanted(): FilledSettings {
    return $state.snapshot(this.mine) as FilledSettings;
  }
}
