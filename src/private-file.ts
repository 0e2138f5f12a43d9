import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a file atomically (by renaming it), readable by its owner only. @returns its path */
export async function savePrivateFile(dataDir: string, name: string, text: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const [file, draft] = [join(dataDir, name), join(dataDir, `.${name}.${process.pid}`)];
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
  return file;
}
