import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KnownPlaceEntity } from './known-place.entity.js';
import { KnownPlacesRepository } from './known-places.repository.js';
import { KnownPlacesService } from './known-places.service.js';

/** The addresses and browsers from which a sign-in or an enrollment has succeeded. */
@Module({
  imports: [TypeOrmModule.forFeature([KnownPlaceEntity])],
  providers: [KnownPlacesRepository, KnownPlacesService],
  exports: [KnownPlacesService],
})
export class KnownPlacesModule {}
