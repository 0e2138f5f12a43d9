/** Gets a page from the server that its service worker would take from the device. */
export async function withoutWorker(page: string): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registration = await workers?.getRegistration(page).catch(() => undefined);
  await registration?.unregister().catch(() => false);
}
