/**
 * The photo of the spot where customers park, kept in the database beside the store. It is a change of the store like any
 * other: it moves the store's version on, is noted in the audit trail, and boards and pages are told.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NewStorePhoto, StoreView } from '@curbline/contracts/http';
import { MOST_PHOTO_BYTES, MOST_PHOTO_SIDE_PX, type PhotoFault, plainPhoto } from '@curbline/domain/photo';
import { Demonstration, type FieldError, problem } from '@curbline/platform';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { ChangesService } from '../changes/changes.service.js';
import { settingsChanged } from './settings-changed.js';
import { StorePhotosRepository } from './store-photos.repository.js';
import { withWarnings } from './store-warnings.js';
import { StoresRepository } from './stores.repository.js';
import { StoresService } from './stores.service.js';
import type { EntityManager } from 'typeorm';

/** 128 bits of the picture's SHA-256, hexadecimal. */
const NAME_CHARACTERS = 32;

const IN_DEMONSTRATION = {
  en: 'A demonstration takes no photos, since every visitor would see them.',
  fr: 'Une démonstration ne prend pas de photos\u00a0: tous les visiteurs les verraient.',
};

@Injectable()
export class StorePhotosService {
  constructor(
    private readonly photos: StorePhotosRepository,
    private readonly stores: StoresRepository,
    private readonly storesInUse: StoresService,
    private readonly changes: ChangesService,
    private readonly audit: AuditService,
    private readonly demonstration: Demonstration,
  ) {}

  image(name: string): Promise<Uint8Array | undefined> {
    return this.photos.image(name);
  }

  /**
   * Puts the photo in place of the one before; what a camera wrote into the file is left out.
   * @throws ProblemException `invalid-input` for what is neither JPEG nor WebP, or too large, `store-unknown`, `version-outdated`.
   */
  put(storeId: string, { image, alt }: NewStorePhoto, by: AuditedBy, version: number): Promise<StoreView> {
    // Anybody may be the manager of a demonstration, and everybody would see their picture.
    if (this.demonstration.isShown) throw problem('not-possible-now', { detail: IN_DEMONSTRATION });
    const plain = plainPhoto(Buffer.from(image, 'base64'));
    if (typeof plain === 'string') throw problem('invalid-input', { errors: [FAULTS[plain]] });
    const { bytes, width, height } = plain;
    const name = createHash('sha256').update(bytes).digest('hex').slice(0, NAME_CHARACTERS);
    return this.change(storeId, by, version, 'photo_replaced', async (manager, now) => {
      const row = { storeId, name, image: Buffer.from(bytes), width, height, alt, changedAt: new Date(now) };
      await this.photos.put(manager, row);
      return true;
    });
  }

  /** @throws ProblemException `store-unknown`, `version-outdated`. */
  remove(storeId: string, by: AuditedBy, version: number): Promise<StoreView> {
    return this.change(storeId, by, version, 'photo_removed', (manager) =>
      this.photos.remove(manager, storeId),
    );
  }

  /** @param write returns false when there was nothing to change. */
  private async change(
    storeId: string,
    by: AuditedBy,
    version: number,
    action: 'photo_replaced' | 'photo_removed',
    write: (manager: EntityManager, now: number) => Promise<boolean>,
  ): Promise<StoreView> {
    const actor = { kind: 'staff', id: by.staffId, name: by.name } as const;
    const view = await this.changes.run({ actor, storeId }, async ({ manager, now, append }) => {
      const store = await this.stores.find(storeId, manager);
      if (!store) throw problem('store-unknown');
      if (store.version !== version) throw problem('version-outdated');
      if (!(await write(manager, now))) return withWarnings(store, now);
      if (!(await this.stores.moveOn(manager, store, now))) throw problem('version-outdated');
      const changed = await this.stores.find(storeId, manager);
      if (!changed) throw problem('store-unknown');
      await this.audit.note(manager, { storeId, by, action, subject: store.settings.name }, now);
      append(storeId, [settingsChanged(changed, now)]);
      return withWarnings(changed, now);
    });
    this.storesInUse.forget(storeId);
    return view;
  }
}

const fault = (en: string, fr: string): FieldError => ({ field: 'image', message: { en, fr } });

const FAULTS: Readonly<Record<PhotoFault, FieldError>> = {
  no_photo: fault(
    'this is neither JPEG nor WebP: send the photo as one of them',
    'ce n’est ni un JPEG ni un WebP\u00a0: envoyez la photo dans l’un de ces formats',
  ),
  broken: fault(
    'this picture is damaged or of a kind that browsers do not show: save it again as an ordinary JPEG or WebP',
    'cette image est abîmée ou d’un type que les navigateurs n’affichent pas\u00a0: enregistrez-la en JPEG ou en WebP ordinaire',
  ),
  too_large: fault(
    `the photo is too large: ${MOST_PHOTO_SIDE_PX} pixels a side at most`,
    `la photo est trop grande\u00a0: ${MOST_PHOTO_SIDE_PX} pixels de côté au plus`,
  ),
  too_many_bytes: fault(
    `the photo is too heavy: ${MOST_PHOTO_BYTES / 1000} kB at most`,
    `la photo est trop lourde\u00a0: ${MOST_PHOTO_BYTES / 1000} ko au plus`,
  ),
};
