/** Runs in the build alone (see first-screen.ts beside vite.config.ts). */
import { render } from 'svelte/server';
import type { Language } from '../ui/first-language.js';
import { language } from '../ui/language.svelte.js';
import FirstScreen from './first-screen.svelte';

/** The first screen as HTML, without the comments by which Svelte would find its way in it. */
export function drawFirstScreen(inLanguage: Language): string {
  language.choose(inLanguage);
  return render(FirstScreen).body.replace(/<!--.*?-->/g, '');
}
