/**
 * Which methods a path is offered with, so that a wrong method is told from a wrong path (RFC 9110 §15.5.6).
 * The HTTP server does not say; its own router, given the same routes, does.
 */
import router from 'find-my-way';

type Method = Parameters<ReturnType<typeof router>['find']>[0];

export class OfferedMethods {
  private readonly routes = router();
  private readonly methods = new Set<Method>();
  private readonly added = new Set<string>();

  /** Adds a route as the server was given it. One that takes whatever comes says nothing about a path. */
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
