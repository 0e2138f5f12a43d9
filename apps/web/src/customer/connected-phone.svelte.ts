/**
 * What the page knows of an app that reports the position, before the piece for it is fetched. The token of the app
 * that was set up from this browser is kept here, so that a later order takes one tap; the server has its hash alone.
 */
const KEPT = 'curbline-phone';

export class ConnectedPhone {
  /** Whether an app reports for the trip of this page, as far as that is known. */
  reports = $state(false);

  get token(): string | null {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null;
    }
  }

  keep(token: string | null): void {
    try {
      if (token === null) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, token);
    } catch {
      // Storage is forbidden: the app is set up all the same, and once more at the next order.
    }
  }
}

export const connectedPhone = new ConnectedPhone();
