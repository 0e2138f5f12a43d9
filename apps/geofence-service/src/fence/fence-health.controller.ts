/** `GET /v1/stores/:storeId/fence-health`: whether the premises are where customers park. */
import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { FenceHealthView } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import {
  CELL_M,
  fenceHealth,
  LEAST_SHOWN,
  newParkingHeatMap,
  parkedSpotsOf,
  type ParkingHeatMap,
} from '@curbline/domain/fence';
import { projectionAround, toPosition, type Position } from '@curbline/domain/geo';
import { problem } from '@curbline/platform';
import { ParkingHeatMapsService } from '../learning/parking-heat-maps.service.js';
import { PremisesRepository } from '../premises/premises.repository.js';

@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/fence-health')
@UseGuards(ManagerGuard)
export class FenceHealthController {
  constructor(
    private readonly heatMaps: ParkingHeatMapsService,
    private readonly premises: PremisesRepository,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getFenceHealth',
    summary: 'Compares the premises and the entrance with where customers park',
    description:
      'The comparison uses counts in squares of 10 m, which name no trip, person or time. `corrected` is present if ' +
      'a better outline was found; it takes effect when it is saved in the store’s settings.',
  })
  @ApiOkResponse({ standardSchema: FenceHealthView })
  async read(@Param('storeId', { schema: StoreId }) storeId: string): Promise<FenceHealthView> {
    const store = await this.premises.read(storeId);
    if (!store) throw problem('store-unknown');
    const entrance = store.entrance.coordinates;
    const grid = (await this.heatMaps.of(storeId)) ?? newParkingHeatMap(entrance);
    const health = fenceHealth(grid, { premises: store.premises.coordinates, entrance });
    return {
      storeVersion: store.version,
      stands: health.stands,
      insidePercent: health.insidePercent,
      findings: [...health.findings],
      premises: store.premises,
      entrance: store.entrance,
      corrected: health.corrected
        ? { type: 'Polygon', coordinates: health.corrected.map((ring) => ring.map(pair)) }
        : null,
      squareM: CELL_M,
      squares: squaresOf(grid),
    };
  }
}

const pair = ([longitude, latitude]: Position): [number, number] => [longitude, latitude];

/** Squares in which so many cars were parked that no single one can be identified. */
function squaresOf(grid: ParkingHeatMap): FenceHealthView['squares'] {
  const map = projectionAround(grid.origin);
  return parkedSpotsOf(grid, grid.origin)
    .filter(({ count }) => count >= LEAST_SHOWN)
    .map(({ count, ...middle }) => ({ middle: pair(toPosition(map, middle)), stands: count }));
}
