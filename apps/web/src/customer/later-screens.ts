/**
 * The screens after the first and what may go wrong, as one piece that is fetched while the customer reads the first: the
 * page opens sooner, and has everything before it may lose the network.
 */
import type { CustomerView } from '@curbline/contracts/http';
import type { Component } from 'svelte';
import AtTheEnd from './at-the-end.svelte';
import DeadEnd from './dead-end.svelte';
import DoneScreen from './done-screen.svelte';
import EndedScreen from './ended-screen.svelte';
import HereScreen from './here-screen.svelte';
import PageNotices from './page-notices.svelte';
import OnTheWayScreen from './on-the-way-screen.svelte';
import ReasonScreen from './reason-screen.svelte';
import TripChoice from './trip-choice.svelte';
import TripKeeper from './trip-keeper.svelte';
import type { TripPage } from './trip-page.svelte.js';

type Screen = Component<{ page: TripPage; view: CustomerView; onback: () => void }>;

/** What the page shows of a trip, by its stage and by what the customer is asked. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  reason: ReasonScreen,
  'on-the-way': OnTheWayScreen,
  here: HereScreen,
  done: DoneScreen,
  ended: EndedScreen,
};

export { AtTheEnd, DeadEnd, PageNotices, TripChoice, TripKeeper };
