/** Who may change somebody, and give them which stores and regions: nobody gives, or takes over, more than they have. */
import { Injectable } from '@nestjs/common';
import { covers, isAdmin, type ManagerPrincipal } from '@curbline/access';
import type { StaffChanges } from '@curbline/contracts/http';
import { type FieldError, problem } from '@curbline/platform';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { ReachRepository } from './reach.repository.js';
import type { StaffEntity } from './staff.entity.js';

/** What says of a manager what they reach. */
export type Reaching = Pick<ManagerPrincipal, 'role' | 'storeIds' | 'regions'>;

@Injectable()
export class ReachService {
  constructor(private readonly reach: ReachRepository) {}

  /**
   * Only admins change admins, and only who reaches all that somebody reaches changes that person: a new password would
   * otherwise open stores that are not the manager's.
   * @throws ProblemException `not-allowed`
   */
  async requireMayChange(
    manager: EntityManager,
    by: Reaching,
    { id, storeId, role }: Pick<StaffEntity, 'id' | 'storeId' | 'role'>,
  ): Promise<void> {
    if (role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
    const { stores, regions } = await this.reach.read(manager, id);
    if (!covers(by, { storeIds: [storeId, ...stores], regions }))
      throw problem('not-allowed', { detail: REACHES_MORE });
  }

  /**
   * The stores and regions that somebody is to have, without their own store and without what is named twice.
   * @throws ProblemException `not-allowed` for stores that are not the manager's, and for regions unless an admin asks;
   *   `invalid-input` for stores and regions that there are not.
   */
  async wanted(
    manager: EntityManager,
    by: ManagerPrincipal,
    { id, storeId }: Pick<StaffEntity, 'id' | 'storeId'>,
    { stores, regions }: Pick<StaffChanges, 'stores' | 'regions'>,
  ): Promise<Pick<StaffChanges, 'stores' | 'regions'>> {
    if (stores === undefined && regions === undefined) return {};
    const now = await this.reach.read(manager, id);
    const wanted = {
      stores: unique(stores ?? now.stores).filter((store) => store !== storeId),
      regions: unique(regions ?? now.regions),
    };
    if (!isAdmin(by) && !isDeepStrictEqual(wanted.regions, now.regions))
      throw problem('not-allowed', { detail: REGIONS_OF_ADMINS });
    if (!covers(by, { storeIds: wanted.stores, regions: [] }))
      throw problem('not-allowed', { detail: NOT_YOURS_TO_GIVE });
    const [knownStores, knownRegions] = await Promise.all([
      this.reach.existingStores(manager, wanted.stores),
      this.reach.existingRegions(manager, wanted.regions),
    ]);
    // A region that the person has already may have lost its last store.
    for (const region of now.regions) knownRegions.add(region);
    const errors = [
      ...unknown('stores', stores, (store) => store === storeId || knownStores.has(store), NO_STORE),
      ...unknown('regions', regions, (region) => knownRegions.has(region), NO_REGION),
    ];
    if (errors.length > 0) throw problem('invalid-input', { errors });
    return wanted;
  }
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

const unknown = (
  field: string,
  names: readonly string[] = [],
  isKnown: (name: string) => boolean,
  message: FieldError['message'],
): FieldError[] => names.flatMap((name, i) => (isKnown(name) ? [] : [{ field: `${field}[${i}]`, message }]));

const REACHES_MORE = {
  en: 'This person also works at stores that are not yours: ask an admin.',
  fr: 'Cette personne travaille aussi dans des magasins qui ne sont pas les vôtres\u00a0: adressez-vous à un administrateur.',
};
const REGIONS_OF_ADMINS = {
  en: 'Only an admin gives regions, and takes them away.',
  fr: 'Seul un administrateur attribue ou retire des régions.',
};
const NOT_YOURS_TO_GIVE = {
  en: 'You can give somebody stores of your own only.',
  fr: 'Vous ne pouvez attribuer que des magasins qui sont les vôtres.',
};
const NO_STORE = {
  en: 'there is no store with this id',
  fr: 'aucun magasin n’a cet identifiant',
};
const NO_REGION = {
  en: 'no store belongs to this region: write it as the stores have it',
  fr: 'aucun magasin n’appartient à cette région\u00a0: écrivez-la comme les magasins la portent',
};
