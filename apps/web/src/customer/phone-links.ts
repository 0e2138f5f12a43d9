/** How a phone's app is set up to report to Curbline: by a link that opens it, or an address that is typed. */

export const PHONE_APPS = ['owntracks', 'traccar', 'overland', 'other'] as const;
export type AppName = (typeof PHONE_APPS)[number];

/** The address under which an app reports. @param origin of this page. @param token of this phone */
export function phoneAddress(app: AppName, origin: string, token: string): string {
  const address = `${origin}/c/${token}`;
  if (app === 'owntracks') return `${address}/owntracks`;
  return app === 'overland' ? `${address}/api/v1/overland/batches` : address;
}

/** A link that sets the app up; null for an app that has none. As a code, another phone's camera opens it. */
export function phoneLink(app: AppName, origin: string, token: string): string | null {
  const url = phoneAddress(app, origin, token);
  switch (app) {
    case 'owntracks':
      return `owntracks:///config?inline=${encodeURIComponent(btoa(JSON.stringify(ownTracksConfig(url))))}`;
    case 'traccar':
      return `org.traccar.client://config?${new URLSearchParams({ url, ...TRACCAR }).toString()}`;
    case 'overland':
      return `overland://setup?${new URLSearchParams({ url, device_id: 'phone' }).toString()}`;
    case 'other':
      return null;
  }
}

/** Mode 3 is HTTP; monitoring 2 reports every `locatorInterval` seconds while the phone moves. */
const ownTracksConfig = (url: string) => ({
  _type: 'configuration',
  mode: 3,
  url,
  auth: false,
  deviceId: 'phone',
  tid: 'cb',
  monitoring: 2,
  locatorInterval: 10,
});

/** Its own settings, every 300 s or 75 m, are too sparse for an arrival. */
const TRACCAR = {
  id: 'phone',
  accuracy: 'highest',
  interval: '5',
  distance: '0',
  angle: '0',
  buffer: 'true',
  stop_detection: 'false',
  wakelock: 'true',
};
