/** Made-up drives alone, which a browser can make, too: nothing here talks to a program. */
export { generateDrive, type DrivePlan } from '../generate-drive.js';
export { SeededRandom } from '../random.js';
