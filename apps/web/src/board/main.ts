import { mount } from 'svelte';
import '../ui/base.css';
import '../ui/car-paint.css';
import './board.css';
import Page from './board-page.svelte';

// Told to come-again.ts.
document.documentElement.dataset['page'] = 'here';
const target = document.querySelector('#page');
if (target) mount(Page, { target });
