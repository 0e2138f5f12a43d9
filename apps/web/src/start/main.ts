import { mount } from 'svelte';
import '../ui/base.css';
import Page from './start-page.svelte';

const target = document.querySelector('#page');
if (target) mount(Page, { target });
