/** Sends a file and reads the report line by line, while the server is still at work. */
import type { ImportLine } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { proof } from '../proof.svelte.js';

export type ImportResult = { readonly ok: true } | { readonly ok: false; readonly problem?: Problem };

/** JSON goes as the YAML that it is. */
const typeOf = (name: string): string => (/\.(ya?ml|json)$/i.test(name) ? 'application/yaml' : 'text/csv');

/** @param onLines is given the lines as they come. */
export async function importFile(
  file: File,
  dryRun: boolean,
  onLines: (lines: ImportLine[]) => void,
): Promise<ImportResult> {
  try {
    let response = await send(file, dryRun);
    let problem = await problemOf(response);
    if (problem?.code === 'reauthentication-needed' && (await proof.ask())) {
      response = await send(file, dryRun);
      problem = await problemOf(response);
    }
    if (problem) return { ok: false, problem };
    if (!response.ok || !response.body) return { ok: false };
    return (await readLines(response.body, onLines)) ? { ok: true } : { ok: false };
  } catch {
    return { ok: false };
  }
}

const send = (file: File, dryRun: boolean): Promise<Response> =>
  fetch(`/v1/imports?dryRun=${dryRun}`, {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    headers: { 'content-type': typeOf(file.name), 'accept-language': document.documentElement.lang },
    body: file,
  });

async function problemOf(response: Response): Promise<Problem | undefined> {
  const isProblem = response.headers.get('content-type')?.includes('problem+json') ?? false;
  return isProblem ? ((await response.json()) as Problem) : undefined;
}

/** @returns whether the report came to its end. */
async function readLines(
  body: ReadableStream<Uint8Array>,
  onLines: (lines: ImportLine[]) => void,
): Promise<boolean> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  let isWhole = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return isWhole;
    const texts = (rest + value).split('\n');
    rest = texts.pop() ?? '';
    const lines = texts.map((text) => JSON.parse(text) as ImportLine);
    isWhole ||= lines.some((line) => 'end' in line);
    if (lines.length > 0) onLines(lines);
  }
}
