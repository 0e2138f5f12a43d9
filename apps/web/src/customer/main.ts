import { mount } from 'svelte';
import '../ui/base.css';
import '../ui/car-paint.css';
import { language } from '../ui/language.svelte.js';
import Page from './customer-page.svelte';
import { fetchTexts, firstTexts } from './texts.js';

// Tells reload-lost-page.ts that the scripts of the page have come.
document.documentElement.dataset['page'] = 'here';
language.fetchTextsBy(fetchTexts);
const target = document.querySelector('#page');
void firstTexts(language.current).then(() => {
  if (!target) return;
  // The HTML shows what the page shows first, drawn by the build: the page itself takes its place.
  target.replaceChildren();
  mount(Page, { target });
});
