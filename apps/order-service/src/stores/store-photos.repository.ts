/** Photos of stores as rows. */
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { StorePhotoEntity } from './store-photo.entity.js';

@Injectable()
export class StorePhotosRepository {
  constructor(@InjectRepository(StorePhotoEntity) private readonly photos: Repository<StorePhotoEntity>) {}

  /** The picture at an address; undefined when no store shows it. */
  async image(name: string): Promise<Uint8Array | undefined> {
    const photo = await this.photos.findOne({ select: { image: true }, where: { name } });
    return photo?.image;
  }

  async put(manager: EntityManager, photo: Omit<StorePhotoEntity, 'store'>): Promise<void> {
    await manager.upsert(StorePhotoEntity, photo, ['storeId']);
  }

  /** @returns whether there was one. */
  async remove(manager: EntityManager, storeId: string): Promise<boolean> {
    const { affected } = await manager.delete(StorePhotoEntity, { storeId });
    return affected === 1;
  }
}
