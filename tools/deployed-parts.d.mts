export function findCaddy(): { version: string } | { missing: string };
export function findFaketime(): { version: string; library: string } | { missing: string };
