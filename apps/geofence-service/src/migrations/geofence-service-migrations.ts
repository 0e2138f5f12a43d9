import type { MigrationSet } from '@curbline/database';
import { GeofenceBaseline1767226870000 } from './1-baseline.js';
import { ReceiptsForReaders1767226880000 } from './2-receipts-for-readers.js';
import { HeatMapsForReaders1767226962000 } from './3-heat-maps-for-readers.js';
import { CreateTracks1764000000100 } from './before-0.1/1-tracks.js';
import { CreateStandGrid1764000000200 } from './before-0.1/2-stand-grid.js';
import { CreateApproachModel1764000000300 } from './before-0.1/3-approach-model.js';
import { CreateSealedTracks1767226260000 } from './before-0.1/4-sealed-tracks.js';
import { KeepStandsByThrees1767226260001 } from './before-0.1/5-stands-by-threes.js';
import { KeepApproachesByThrees1767226800000 } from './before-0.1/6-approaches-by-threes.js';

/** Makes and changes the tables that geofence-service writes. */
export const geofenceServiceMigrations: MigrationSet = {
  owner: 'geofence-service',
  tableName: 'geofence_service_migrations',
  migrations: [
    GeofenceBaseline1767226870000,
    ReceiptsForReaders1767226880000,
    HeatMapsForReaders1767226962000,
  ],
  squashed: {
    into: GeofenceBaseline1767226870000,
    steps: [
      CreateTracks1764000000100,
      CreateStandGrid1764000000200,
      CreateApproachModel1764000000300,
      CreateSealedTracks1767226260000,
      KeepStandsByThrees1767226260001,
      KeepApproachesByThrees1767226800000,
    ],
  },
};
