import { launchCurbline, type LaunchOptions, type RunningCurbline } from '../../tools/launch-curbline.mjs';
import { preparedData } from '../prepared-data.js';

/** The real program on a database that was made once for all specs. */
export async function launchPrepared(options: Omit<LaunchOptions, 'dataDir'> = {}): Promise<RunningCurbline> {
  const { dataDir, env, remove } = await preparedData();
  try {
    const program = await launchCurbline({ ...options, env: { ...env, ...options.env }, dataDir });
    return { ...program, dispose: () => program.dispose().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
