/**
 * The methods of a path, so that a wrong method gets 405 and a wrong path 404 (RFC 9110 §15.5.6). The HTTP server does not
 * offer this, so the same routes are added to a second instance of its router.
 */
import router from 'find-my-way';

type Method = Parameters<ReturnType<typeof router>['find']>[0];

export class OfferedMethods {
  private readonly routes = router();
  private readonly methods = new Set<Method>();
  private readonly added = new Set<string>();

  /** Adds a route of the server, except for a catch-all. */
  add(methods: string | readonly string[], path: string): void {
    if (path === '*' || path === '/*') return;
    for (const method of [methods].flat() as Method[]) {
      this.added.add(`${method} ${path}`);
      this.methods.add(method);
      if (!this.routes.hasRoute(method, path)) this.routes.on(method, path, () => {});
    }
  }

  /** Every route of the server, as `GET /v1/trips/:tripId`. */
  all(): readonly string[] {
    return [...this.added];
  }

  /** @returns such as `['GET', 'HEAD']`; empty for a path that does not exist. */
  of(url: string): readonly string[] {
    const path = url.split(/[?#]/, 1)[0] ?? '';
    return [...this.methods].filter((method) => this.routes.find(method, path) !== null).toSorted();
  }
}
