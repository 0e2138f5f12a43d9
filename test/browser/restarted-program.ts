import { launchCurbline, freePort, type RunningCurbline } from '../../tools/launch-curbline.mjs';
import { preparedData } from '../prepared-data.js';

/** The real program at one address, stopped and started again on the same data by a test. */
export class RestartedProgram {
  private constructor(
    private running: RunningCurbline,
    private readonly start: () => Promise<RunningCurbline>,
    private readonly remove: () => Promise<void>,
  ) {}

  static async open(): Promise<RestartedProgram> {
    const { dataDir, env, remove } = await preparedData();
    const port = String(await freePort());
    const start = (): Promise<RunningCurbline> =>
      launchCurbline({ dataDir, env: { ...env, PORT: port, PUBLIC_URL: `http://localhost:${port}` } });
    return new RestartedProgram(await start(), start, remove);
  }

  get program(): RunningCurbline {
    return this.running;
  }

  /** From now on nobody listens at its address. */
  async stop(): Promise<void> {
    await this.running.stop('SIGKILL');
  }

  async startAgain(): Promise<void> {
    this.running = await this.start();
  }

  async dispose(): Promise<void> {
    await this.running.dispose();
    await this.remove();
  }
}
