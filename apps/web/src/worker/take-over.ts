/** Whether a new build may take over: every open page of the worker says that nothing is under way on it. */

/** A page that the browser has put to sleep does not answer, and nobody is at work on it. Ms. */
const ANSWER_WITHIN_MS = 2_000;

export async function mayTakeOver(self: ServiceWorkerGlobalScope, page: string): Promise<boolean> {
  const clients = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = clients.filter(({ url }) => new URL(url).pathname === page);
  const quiet = await Promise.all(pages.map(isQuiet));
  return quiet.every(Boolean);
}

function isQuiet(client: Client): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(true), ANSWER_WITHIN_MS);
    client.postMessage('is-quiet', [port2]);
  });
}
