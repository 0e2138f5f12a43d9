/** Panels that most shifts open late or never, as one piece that is fetched while the board starts. */
import FoundPanel from './found-panel.svelte';
import SettingsPanel from './settings-panel.svelte';
import UnfinishedPanel from './unfinished-panel.svelte';

export { FoundPanel, SettingsPanel, UnfinishedPanel };
