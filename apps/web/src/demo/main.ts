import { mount } from 'svelte';
import '../ui/base.css';
import Page from './demo-page.svelte';

// Tells reload-lost-page.ts that the scripts of the page have come.
document.documentElement.dataset['page'] = 'here';
const target = document.querySelector('#page');
if (target) mount(Page, { target });
