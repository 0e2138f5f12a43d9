import { mount } from 'svelte';
import '../ui/base.css';
import './manager.css';
import './wait-parts.css';
import Page from './manager-page.svelte';

// Tells reload-lost-page.ts that the scripts of the page have come.
document.documentElement.dataset['page'] = 'here';
const target = document.querySelector('#page');
if (target) mount(Page, { target });
