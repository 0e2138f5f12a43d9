/** A pushed message as it is shown: declarative web push, as Curbline sends it. */

export interface PushedNotice {
  readonly title: string;
  readonly body: string;
  /** A notice takes the place of an older one with the same. */
  readonly tag: string;
  readonly lang: string;
  /** The address that it leads to; never another site's. */
  readonly navigate: string;
}

/** Whatever comes, something can be shown: a browser takes the permission away from pages that show nothing. */
export function readPushed(text: string, origin: string, page: string): PushedNotice {
  const said = notificationIn(text);
  const words = (name: string): string => (typeof said[name] === 'string' ? said[name] : '');
  return {
    title: words('title') || 'Curbline',
    body: words('body'),
    tag: words('tag'),
    lang: words('lang'),
    navigate: ownAddress(words('navigate'), origin) ?? new URL(page, origin).href,
  };
}

function notificationIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const { notification } = JSON.parse(text) as { notification?: unknown };
    return typeof notification === 'object' && notification !== null ? { ...notification } : {};
  } catch {
    return {};
  }
}

function ownAddress(address: string, origin: string): string | undefined {
  return URL.canParse(address) && new URL(address).origin === origin ? address : undefined;
}
