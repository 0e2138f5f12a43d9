/**
 * A token with the store it belongs to, as cookies and customers' links carry it: `<storeId>.<token>`. So
 * whoever looks a token up can name the store, and it is found on the store's own shard.
 */
export interface StoreToken {
  readonly storeId: string;
  readonly token: string;
}

const STORE_TOKEN = /^([a-z0-9][a-z0-9-]{1,39})\.([A-Za-z0-9_-]{22,64})$/;

export const storeTokenText = ({ storeId, token }: StoreToken): string => `${storeId}.${token}`;

/** Undefined when it is none: nothing else than a store's id and a token's letters gets past. */
export function parseStoreToken(text: string): StoreToken | undefined {
  const [, storeId, token] = STORE_TOKEN.exec(text) ?? [];
  return storeId && token ? { storeId, token } : undefined;
}
