/**
 * A token with its store, as cookies and customers' links carry it: `<storeId>.<token>`. The store is part of each lookup,
 * so that it runs on the store's own shard.
 */
export interface StoreToken {
  readonly storeId: string;
  readonly token: string;
}

const STORE_TOKEN = /^([a-z0-9][a-z0-9-]{1,39})\.([A-Za-z0-9_-]{22,64})$/;

export const storeTokenText = ({ storeId, token }: StoreToken): string => `${storeId}.${token}`;

/** Undefined for any text that is not exactly a store id and a token. */
export function parseStoreToken(text: string): StoreToken | undefined {
  const [, storeId, token] = STORE_TOKEN.exec(text) ?? [];
  return storeId && token ? { storeId, token } : undefined;
}
