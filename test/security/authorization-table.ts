/** Who may call which route: the table that `authorization-matrix.spec.ts` holds the running program against. */

export const ROLES = [
  'nobody',
  'customer',
  'masked',
  'staff',
  'wall',
  'manager',
  // A manager of the own store who was given the region of the other.
  'regional',
  'admin',
  'shop',
  // A key of another shop that reaches both stores, and one of a shop that has the other store alone.
  'rival',
  'secondChain',
  // A key for the figures of the own store and for nothing else.
  'figuresKey',
  // Somebody of all stores who is signed in on a handheld of the own one, and a browser that holds the own store's
  // device and a person's session of the other.
  'personOfBoth',
  'mixed',
] as const;
export type Role = (typeof ROLES)[number];

/** Who is let in at their own store, and who at another's. The rest meets 401 or 403 (a shop: 404). */
export interface Door {
  readonly own: readonly Role[];
  readonly other: readonly Role[];
}

export const door = (own: readonly Role[], other: readonly Role[]): Door => ({ own, other });
const EVERYBODY = door(ROLES, ROLES);
/** Their own trip; the other column asks for another customer's. */
const CUSTOMER = door(['customer'], []);
const SCREENS = ['masked', 'staff', 'wall', 'personOfBoth', 'mixed'] as const;
const DEVICE = door(SCREENS, SCREENS);
export const BOARD = door(SCREENS, []);
const STAFF = door(['staff', 'personOfBoth'], []);
const MANAGER = door(['manager', 'regional', 'admin'], ['regional', 'admin']);
/** A store's figures, and those of all stores that the caller reaches. */
const FIGURES = door([...MANAGER.own, 'figuresKey'], MANAGER.other);
const CHAIN_FIGURES = door(FIGURES.own, FIGURES.own);
const BOARD_OR_MANAGER = door([...BOARD.own, ...MANAGER.own], MANAGER.other);
/** What is of no single store: the same for both columns. */
const STAFF_ANYWHERE = door(['staff', 'personOfBoth'], ['staff', 'personOfBoth']);
const ANY_MANAGER = door(MANAGER.own, MANAGER.own);
const ADMIN = door(['admin'], ['admin']);
const SHOP = door(['shop'], []);
/** Everybody with a key asks, and is given their own orders alone. */
const ANY_SHOP = door(['shop', 'rival', 'secondChain'], ['shop', 'rival', 'secondChain']);
/** Where the store is named, and not an order: each shop at its stores. */
const PLACING = door(['shop', 'rival'], ['rival', 'secondChain']);

/** All handlers of a controller that have the same door. */
const each = (controller: string, same: Door, handlers: string): Record<string, Door> =>
  Object.fromEntries(handlers.split(' ').map((handler) => [`${controller}.${handler}`, same]));

export const TABLE: Readonly<Record<string, Door>> = {
  'AccountController.changePassword': ANY_MANAGER,
  'AccountController.me': ANY_MANAGER,
  'AccountController.notices': ANY_MANAGER,
  'AccountController.seen': ANY_MANAGER,
  'AccountController.signOut': EVERYBODY,
  ...each('AdminsController', ADMIN, 'add disable edit enable list newPassword remove'),
  'AlertsController.read': MANAGER,
  'AuditController.ofChain': ADMIN,
  'AuditController.ofStore': MANAGER,
  ...each('BaseMapController', ANY_MANAGER, 'file read'),
  'BaySignsController.list': MANAGER,
  'BaySignsController.renew': MANAGER,
  'BoardsController.board': BOARD,
  'BoardsController.listUnfinished': BOARD_OR_MANAGER,
  'DeviceSessionsController.read': DEVICE,
  ...each('DevicesController', MANAGER, 'codes edit list newCode revoke withdrawCode'),
  'EnrollmentController.enrol': EVERYBODY,
  'FenceHealthController.read': MANAGER,
  'DevicePushController.subscribe': STAFF,
  'DevicePushController.unsubscribe': STAFF,
  'DevicePushController.watch': BOARD,
  'FixesRoute.report': CUSTOMER,
  'HeldTripsController.list': EVERYBODY,
  'HealthController.live': EVERYBODY,
  'HealthController.ready': EVERYBODY,
  'ImportsController.run': ADMIN,
  'LinkOpeningController.open': EVERYBODY,
  'ManagerContactsController.erase': MANAGER,
  'ManagerLinksController.issue': MANAGER,
  'ManagerLinksController.revoke': MANAGER,
  ...each('ManagerSessionsController', ANY_MANAGER, 'end endOthers list'),
  'MessagesController.list': MANAGER,
  'MetricsController.read': EVERYBODY,
  ...each('PersonalDataController', ADMIN, 'erase export'),
  'PagesController.board': EVERYBODY,
  'PagesController.customer': EVERYBODY,
  'PagesController.demo': EVERYBODY,
  'PagesController.manager': EVERYBODY,
  'PagesController.robots': EVERYBODY,
  'PagesController.start': EVERYBODY,
  ...each('PushController', EVERYBODY, 'key renew'),
  ...each('ReauthenticationController', ANY_MANAGER, 'options reauthenticate'),
  ...each('SecondFactorResetController', ADMIN, 'reset resetAdmin'),
  ...each(
    'SecondFactorsController',
    ANY_MANAGER,
    'add begin confirm options read recoveryCodes remove removeTotp rename',
  ),
  ...each('DemoDoorsController', EVERYBODY, 'changeSpeed enter read'),
  ...each('FirstAdminController', EVERYBODY, 'accept read'),
  ...each('ProviderSignInController', EVERYBODY, 'begin callback'),
  ...each('SignInController', EVERYBODY, 'passkeyOptions withPasskey withPassword'),
  'SignInController.read': ANY_MANAGER,
  'SignInController.secondFactorOptions': ANY_MANAGER,
  'SignInController.withSecondFactor': ANY_MANAGER,
  'RegionsController.list': ADMIN,
  ...each('StockController', PLACING, 'read report'),
  ...each('ShopContactsController', SHOP, 'change erase'),
  // Each finds out by the token in its address whose phone it is.
  ...each('PhoneAppsRoute', EVERYBODY, 'any dawarich overland ownTracks query'),
  // Its key says whose phone it is.
  ...each('RadarRoute', EVERYBODY, 'config mayConfig mayTrack track'),
  ...each('RadarTripsRoute', EVERYBODY, 'mayStart mayUpdate start update'),
  // Each checks the provider's signature.
  ...each('InboundEmailRoute', EVERYBODY, 'take'),
  ...each('InboundSmsRoute', EVERYBODY, 'get getWithSecret post postWithSecret'),
  ...each('UnsubscribeRoute', EVERYBODY, 'ask change'),
  'PhoneEventsController.report': EVERYBODY,
  ...each(
    'ShopConnectionsController',
    ADMIN,
    'applyAgain change create list map read readNow remove rotate test',
  ),
  // Nobody signs as the connection that it asks for: there is none.
  'ShopWebhookRoute.receive': door([], []),
  'ShopLinksController.issue': SHOP,
  'ShopLinksController.revoke': SHOP,
  'ShopLockersController.report': SHOP,
  'ShopOrdersController.cancel': SHOP,
  'ShopOrdersController.changeService': SHOP,
  'ShopOrdersController.changeWindow': SHOP,
  'ShopOrdersController.find': ANY_SHOP,
  'ShopOrdersController.makeReady': SHOP,
  'ShopOrdersController.place': PLACING,
  'ShopOrdersController.prepare': SHOP,
  'ShopOrdersController.read': SHOP,
  'ShopOrdersController.reopen': SHOP,
  'ShopKeysController.issue': ADMIN,
  'ShopKeysController.list': ADMIN,
  'ShopKeysController.revoke': ADMIN,
  ...each('SetUpController', MANAGER, 'read skip'),
  ...each('StaffController', MANAGER, 'add disable edit enable list newPassword newPin signOut'),
  ...each(
    'StaffOrdersController',
    STAFF,
    'arrival changeWindow claim delay find handOver lines message notHere ready recall release search',
  ),
  ...each('StaffAccountController', STAFF_ANYWHERE, 'changePin notices seen'),
  ...each('StaffSessionsController', STAFF_ANYWHERE, 'end list'),
  ...each('StaffSignInController', DEVICE, 'signInWithPin signOut'),
  ...each('PastPickupsController', MANAGER, 'csv list timeline'),
  ...each('StaffLockersController', STAFF, 'code empty read'),
  ...each('GesturesController', STAFF, 'give takeBack'),
  ...each('StaffShortagesController', STAFF, 'found mark'),
  'StatsController.figures': BOARD_OR_MANAGER,
  'StatsController.today': MANAGER,
  'StoreGesturesController.read': MANAGER,
  'StoreRatingsController.read': MANAGER,
  'StoreStatsController.chain': CHAIN_FIGURES,
  'StoreStatsController.store': FIGURES,
  'StatusController.events': CUSTOMER,
  'StorePhotosController.image': EVERYBODY,
  'StorePhotosController.put': MANAGER,
  'StorePhotosController.remove': MANAGER,
  'StoresTableController.read': CHAIN_FIGURES,
  'StoresController.list': ANY_MANAGER,
  'StoresController.create': ADMIN,
  'StoresController.edit': MANAGER,
  'StoresController.read': MANAGER,
  'StoresController.replace': MANAGER,
  'StoreUndoController.undo': MANAGER,
  ...each(
    'WebhooksController',
    ANY_MANAGER,
    'create edit list listDeliveries read remove replay rotate test',
  ),
  'TestOrdersController.place': MANAGER,
  ...each('TripPhoneController', CUSTOMER, 'disconnect link read'),
  ...each('TripPushController', CUSTOMER, 'subscribe unsubscribe'),
  'TripLockersController.say': CUSTOMER,
  'TripShortagesController.answer': CUSTOMER,
  'TripsController.details': CUSTOMER,
  ...each('TripSubstituteController', CUSTOMER, 'name revoke'),
  'StaffServiceController.change': STAFF,
  'StaffSubstituteController.revoke': STAFF,
  'TripsController.late': CUSTOMER,
  'TripsController.service': CUSTOMER,
  'TripsController.here': CUSTOMER,
  'TripsController.notHere': CUSTOMER,
  'TripsController.rating': CUSTOMER,
  'TripsController.read': CUSTOMER,
  'TripsController.sharing': CUSTOMER,
  'TripsController.start': CUSTOMER,
};
