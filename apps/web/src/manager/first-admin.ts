const IN_ADDRESS = /^#first-admin=([\w-]+)$/;

/**
 * Takes the secret of a one-time address (`/manager#first-admin=…`) out of it, so that it stays neither in the address
 * bar nor in the browser's history.
 */
export function takeInvitation(): string | null {
  const invitation = IN_ADDRESS.exec(location.hash)?.[1] ?? null;
  if (invitation !== null) history.replaceState(null, '', location.pathname);
  return invitation;
}
