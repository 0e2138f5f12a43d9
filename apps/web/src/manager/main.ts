import { mount } from 'svelte';
import '../ui/base.css';
import './manager.css';
import './wait-parts.css';
import Page from './manager-page.svelte';

// Told to come-again.ts.
document.documentElement.dataset['page'] = 'here';
const target = document.querySelector('#page');
if (target) mount(Page, { target });
