import type { MigrationSet } from '@curbline/database';
import { storeLogMigrations } from '@curbline/store-log';
import { Baseline1767226870000 } from './1-baseline.js';
import { ContractsForReaders1767226880000 } from './2-contracts-for-readers.js';
import { PickupRecords1767226890000 } from './3-pickup-records.js';
import { HoursExceptions1767226900000 } from './4-hours-exceptions.js';
import { JudgedPickups1767226910000 } from './5-judged-pickups.js';
import { Audit1767226930000 } from './6-audit.js';
import { PeopleAndKeys1767226940000 } from './7-people-and-keys.js';
import { ObjectiveAndPresence1767226960000 } from './8-objective-and-presence.js';
import { JudgedPredictions1767226965000 } from './9-judged-predictions.js';
import { StorePhoto1767226970000 } from './10-store-photo.js';
import { ProviderIdentities1767226980000 } from './11-provider-identities.js';
import { Regions1767226990000 } from './12-regions.js';
import { OrderLines1767227000000 } from './13-order-lines.js';
import { ShopConnections1767227001000 } from './13-shop-connections.js';
import { Contacts1767227010000 } from './14-contacts.js';
import { AnonymizedTrips1767227012000 } from './15-anonymized-trips.js';
import { PromisedWaits1767227110000 } from './22-promised-waits.js';
import { ClaimedOrders1767227120000 } from './23-claimed-orders.js';
import { ServicesInTheLog1767227130000 } from './23-services-in-the-log.js';
import { TripRatings1767227140000 } from './24-trip-ratings.js';
import { Shortages1767227150000 } from './25-shortages.js';
import { Lockers1767227200000 } from './30-lockers.js';
import { Counters1767227160000 } from './26-counters.js';
import { DiscreetStores1767227171000 } from './27-discreet-stores.js';
import { OfferedServices1767227170000 } from './27-offered-services.js';
import { Gestures1767227220000 } from './32-gestures.js';
import { StockLevels1767227230000 } from './33-stock-levels.js';
import { ChangesOnTheWay1767227190000 } from './29-changes-on-the-way.js';
import { Substitutes1767227191000 } from './29-substitutes.js';
import { CustomersByPhone1767227100000 } from './21-customers-by-phone.js';
import { PhoneTrips1767227030000 } from './16-phone-trips.js';
import { PagePresence1767227013000 } from './17-page-presence.js';
import { Webhooks1767227014000 } from './18-webhooks.js';
import { WaitingStores1767227016000 } from './19-waiting-stores.js';
import { ShopConnectionStates1767227060000 } from './20-shop-connection-states.js';
import { StoresOrdersTrips1767225600000 } from './before-0.1/01-stores-orders-trips.js';
import { Access1767225660000 } from './before-0.1/02-access.js';
import { Visitors1767225720000 } from './before-0.1/03-visitors.js';
import { KnownAddresses1767225780000 } from './before-0.1/04-known-addresses.js';
import { LeadFollows1767225840000 } from './before-0.1/05-lead-follows.js';
import { EndedLinks1767225900000 } from './before-0.1/06-ended-links.js';
import { AnswersByStore1767225960000 } from './before-0.1/07-answers-by-store.js';
import { OrderMarks1767226020000 } from './before-0.1/08-order-marks.js';
import { LinksByWindow1767226200000 } from './before-0.1/09-links-by-window.js';
import { ArrivalsAndEnds1767226320000 } from './before-0.1/10-arrivals-and-ends.js';
import { AccountSafety1767226380000 } from './before-0.1/11-account-safety.js';
import { SecondFactors1767226390000 } from './before-0.1/12-second-factors.js';
import { VisitorsWithoutCards1767226440000 } from './before-0.1/13-visitors-without-cards.js';
import { OrdersOfShops1767226440001 } from './before-0.1/14-orders-of-shops.js';
import { KnownTimeZones1767226560000 } from './before-0.1/15-known-time-zones.js';
import { PremisesAnywhere1767226620000 } from './before-0.1/16-premises-anywhere.js';
import { DeviceTokens1767226680000 } from './before-0.1/17-device-tokens.js';
import { WordsToCustomers1767226740000 } from './before-0.1/18-words-to-customers.js';
import { ConstraintsOf011767226860000 } from './before-0.1/19-constraints-of-0.1.js';

/** Makes and changes the tables that order-service writes, the store log among them. */
export const orderServiceMigrations: MigrationSet = {
  owner: 'order-service',
  tableName: 'order_service_migrations',
  migrations: [
    ...storeLogMigrations,
    Baseline1767226870000,
    ContractsForReaders1767226880000,
    PickupRecords1767226890000,
    HoursExceptions1767226900000,
    JudgedPickups1767226910000,
    Audit1767226930000,
    PeopleAndKeys1767226940000,
    ObjectiveAndPresence1767226960000,
    JudgedPredictions1767226965000,
    StorePhoto1767226970000,
    ProviderIdentities1767226980000,
    Regions1767226990000,
    OrderLines1767227000000,
    ShopConnections1767227001000,
    Contacts1767227010000,
    AnonymizedTrips1767227012000,
    PagePresence1767227013000,
    Webhooks1767227014000,
    WaitingStores1767227016000,
    PhoneTrips1767227030000,
    ShopConnectionStates1767227060000,
    CustomersByPhone1767227100000,
    PromisedWaits1767227110000,
    ClaimedOrders1767227120000,
    ServicesInTheLog1767227130000,
    TripRatings1767227140000,
    Shortages1767227150000,
    Counters1767227160000,
    OfferedServices1767227170000,
    DiscreetStores1767227171000,
    ChangesOnTheWay1767227190000,
    Substitutes1767227191000,
    Lockers1767227200000,
    Gestures1767227220000,
    StockLevels1767227230000,
  ],
  squashed: {
    into: Baseline1767226870000,
    steps: [
      StoresOrdersTrips1767225600000,
      Access1767225660000,
      Visitors1767225720000,
      KnownAddresses1767225780000,
      LeadFollows1767225840000,
      EndedLinks1767225900000,
      AnswersByStore1767225960000,
      OrderMarks1767226020000,
      LinksByWindow1767226200000,
      ArrivalsAndEnds1767226320000,
      AccountSafety1767226380000,
      SecondFactors1767226390000,
      VisitorsWithoutCards1767226440000,
      OrdersOfShops1767226440001,
      KnownTimeZones1767226560000,
      PremisesAnywhere1767226620000,
      DeviceTokens1767226680000,
      WordsToCustomers1767226740000,
      ConstraintsOf011767226860000,
    ],
  },
};
