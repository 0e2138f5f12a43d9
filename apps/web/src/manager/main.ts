import { mount } from 'svelte';
import '../ui/base.css';
import './manager.css';
import Page from './manager-page.svelte';

const target = document.querySelector('#page');
if (target) mount(Page, { target });
