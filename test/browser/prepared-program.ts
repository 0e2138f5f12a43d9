import { rm } from 'node:fs/promises';
import { launchCurbline, type LaunchOptions, type RunningCurbline } from '../../tools/launch-curbline.mjs';
import { preparedFolder } from '../prepared-folder.js';

/** The real program on a folder whose database was made once for all specs. */
export async function launchPrepared(options: Omit<LaunchOptions, 'dataDir'> = {}): Promise<RunningCurbline> {
  const dataDir = await preparedFolder();
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  try {
    const program = await launchCurbline({ ...options, dataDir });
    return { ...program, dispose: () => program.dispose().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
