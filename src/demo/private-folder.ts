/** The data folder is its owner's alone: the database and the secrets in it are nobody else's business. */
import { chmod, mkdir } from 'node:fs/promises';

/**
 * Makes the folder where it is missing and closes it to everybody else (0700).
 * @param warn told when it exists and belongs to somebody else, who has to close it
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
