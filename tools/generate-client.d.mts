/** Where the generated part of the client is kept. */
export const CLIENT_FOLDER: URL;

/** @param folder is emptied first */
export function generateClient(document: object, folder: string): Promise<void>;
