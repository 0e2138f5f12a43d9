/** The text that the program prints when it is ready: the addresses of the pages, and the file with the secrets. */
import type { Demo } from './seed-demo.js';
import { DEMO_STORES } from './demo-stores.js';

/**
 * The box on the terminal. It has no secrets, because the output of a program may be stored in logs.
 * @param publicUrl without a slash at the end
 * @param leaflet the file that holds the demo's links, codes, PINs and password, if there is a demo
 * @param more lines to add, such as how the first admin is made
 */
export function welcome(
  publicUrl: string,
  leaflet: string | undefined,
  state: 'running' | 'seeded' = 'running',
  more: readonly string[] = [],
): string {
  const lines = [
    state === 'running' ? 'Curbline is running.' : 'The demo is ready for the next start.',
    '',
    `  Start page   ${publicUrl}/`,
    `  Board        ${publicUrl}/board`,
    `  Manager      ${publicUrl}/manager`,
    `  API          ${publicUrl}/docs`,
  ];
  if (leaflet !== undefined) {
    lines.push(
      '',
      'The demo’s links, codes, PINs and password are in a file of their own:',
      `  cat ${leaflet}`,
    );
  }
  lines.push(...more);
  if (state === 'running') lines.push('', 'Stop with Ctrl-C.');
  return framed(lines);
}

/** The text of the file with the secrets. */
export function leafletText(publicUrl: string, demo: Demo): string {
  return framed([
    `The demo on ${publicUrl}. Its secrets were made for this installation alone.`,
    ...demoLines(demo),
  ]);
}

function demoLines({ credentials, enrolCodes }: Demo): string[] {
  const lines: string[] = [];
  for (const store of credentials.stores) {
    const settings = DEMO_STORES.find(({ id }) => id === store.id)?.settings;
    const codes = enrolCodes.find(({ storeId }) => storeId === store.id);
    lines.push(
      '',
      `${settings?.name ?? store.id} (${settings?.languages[0] === 'fr' ? 'français' : 'English'})`,
      `  1 Customer   ${store.invitation?.link ?? ''}`,
      `  2 Board      code ${codes?.handheld ?? ''} for a handheld, ${codes?.wall ?? ''} for a wall (10 minutes)`,
      ...store.people.map(({ name, pin }) => `               ${name}: PIN ${pin}`),
    );
  }
  const { login, password } = credentials.admin;
  lines.push('', `  3 Manager    ${login}   ${password}`, `  API key      ${credentials.apiKey}`);
  return lines;
}

function framed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const bar = '─'.repeat(width + 2);
  const rows = lines.map((line) => `│ ${line.padEnd(width)} │`);
  return [`╭${bar}╮`, ...rows, `╰${bar}╯`].join('\n');
}
