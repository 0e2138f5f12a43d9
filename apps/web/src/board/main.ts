import { mount } from 'svelte';
import '../ui/base.css';
import './board.css';
import Page from './board-page.svelte';

const target = document.querySelector('#page');
if (target) mount(Page, { target });
