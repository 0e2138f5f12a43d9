/**
 * The screens after the first and what may go wrong, as one piece that is fetched while the customer reads the first: the
 * page opens sooner, and has everything before it may lose the network.
 */
import DeadEnd from './dead-end.svelte';
import DoneScreen from './done-screen.svelte';
import EndedScreen from './ended-screen.svelte';
import HereScreen from './here-screen.svelte';
import PageNotices from './page-notices.svelte';
import OnTheWayScreen from './on-the-way-screen.svelte';
import ReasonScreen from './reason-screen.svelte';
import OtherTrips from './other-trips.svelte';
import TripChoice from './trip-choice.svelte';
import TripKeeper from './trip-keeper.svelte';

export {
  DeadEnd,
  DoneScreen,
  EndedScreen,
  HereScreen,
  PageNotices,
  OnTheWayScreen,
  ReasonScreen,
  OtherTrips,
  TripChoice,
  TripKeeper,
};
