import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StoreDocuments } from './store-documents.js';

/** The parking heat maps of stores, one a row. */
@Injectable()
export class ParkingHeatMapsRepository extends StoreDocuments {
  constructor(database: DataSource) {
    super(database, 'stand_grid', 'grid');
  }
}
