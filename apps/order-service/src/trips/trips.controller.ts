import { Body, Controller, Get, HttpCode, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, ForSubstitutes, Principal, type CustomerPrincipal } from '@curbline/access';
import {
  ChangeService,
  ChangeSharing,
  CustomerView,
  NotHere,
  RateTrip,
  SayHere,
  SayLate,
  StartTrip,
  TripDetails,
} from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { TripsService } from './trips.service.js';
import { CustomerViewsService } from './customer-views.service.js';

/** One trip of the customer's, named by the path; the guard checks the cookie of that trip. */
@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId')
@UseGuards(CustomerGuard)
export class TripsController {
  constructor(
    private readonly trips: TripsService,
    private readonly views: CustomerViewsService,
  ) {}

  @Get()
  @ForSubstitutes()
  @ApiOperation({
    operationId: 'getTrip',
    summary: 'Reads the customer’s trip, with the store and who is bringing the order.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(401, 404, 410)
  read(@Principal() customer: CustomerPrincipal): Promise<CustomerView> {
    return this.views.read(customer.storeId, customer.tripId, customer.role);
  }

  @Post('start')
  @ForSubstitutes()
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'startTrip',
    summary: 'Starts the trip (“I’m on my way”) with live positions, a declared time, or neither.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  start(
    @Body({ schema: StartTrip }) body: StartTrip,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.start(customer, body);
  }

  @Post('sharing')
  @ForSubstitutes()
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'changeSharing',
    summary: 'Turns the sharing of positions on or off; turning it off erases them.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  sharing(
    @Body({ schema: ChangeSharing }) body: ChangeSharing,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.changeSharing(customer, body);
  }

  @Post('here')
  @ForSubstitutes()
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'reportArrival',
    summary: 'Reports the arrival (“I’m here”) by a tap or by the sign at the bay.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  here(
    @Body({ schema: SayHere }) body: SayHere,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.sayHere(customer, body);
  }

  @Post('not-here')
  @ForSubstitutes()
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'withdrawArrival',
    summary: 'Takes “I’m here” back, or tells the team that the customer is not there yet.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 422)
  notHere(
    @Body({ schema: NotHere }) _body: NotHere,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.notHere(customer);
  }

  @Put('details')
  @ForSubstitutes()
  @Idempotent()
  @ApiOperation({
    operationId: 'changeTripDetails',
    summary: 'Changes the bay, the vehicle, the placement or the declared time.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  details(
    @Body({ schema: TripDetails }) body: TripDetails,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.changeDetails(customer, body);
  }

  @Put('late')
  @ForSubstitutes()
  @Idempotent()
  @ApiOperation({
    operationId: 'reportLateness',
    summary: 'Says that the customer will be late, and when they will be there; the order is kept for them.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  late(
    @Body({ schema: SayLate }) body: SayLate,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.sayLate(customer, body);
  }

  @Put('service')
  @ForSubstitutes()
  @Idempotent()
  @ApiOperation({
    operationId: 'changeTripService',
    summary:
      'Changes how the orders are collected, also on the way; the arrival, the wait and the place in line stay.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  service(
    @Body({ schema: ChangeService }) body: ChangeService,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.changeService(customer, body);
  }

  @Put('rating')
  @Idempotent()
  @ApiOperation({
    operationId: 'rateTrip',
    summary: 'Rates the pickup with one to five stars, or says that the customer does not want to.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 409, 410, 422)
  rating(
    @Body({ schema: RateTrip }) body: RateTrip,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.trips.rate(customer, body);
  }
}
