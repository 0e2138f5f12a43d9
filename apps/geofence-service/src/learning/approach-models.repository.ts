import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StoreDocuments } from './store-documents.js';

/** The approach models of stores, one a row. */
@Injectable()
export class ApproachModelsRepository extends StoreDocuments {
  constructor(database: DataSource) {
    super(database, 'approach_model', 'model');
  }
}
