/** Makes the data folder, which holds the database and secrets, accessible to its owner only. */
import { chmod, mkdir } from 'node:fs/promises';

/**
 * Creates the folder if necessary and sets its mode to 0700.
 * @param warn called when the folder belongs to another user, who has to set the mode
 */
export async function privateFolder(path: string, warn: (line: string) => void): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  try {
    await chmod(path, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    warn(`The rights of ${path} could not be changed, since it belongs to somebody else: chmod 700 it.`);
  }
}
