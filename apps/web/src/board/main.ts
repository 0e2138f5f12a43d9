import { mount } from 'svelte';
import '../ui/base.css';
import '../ui/car-paint.css';
import './board.css';
import Page from './board-page.svelte';

// Tells reload-lost-page.ts that the scripts of the page have come.
document.documentElement.dataset['page'] = 'here';
const target = document.querySelector('#page');
if (target) mount(Page, { target });
