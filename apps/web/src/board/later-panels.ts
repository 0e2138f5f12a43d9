/** Panels that most shifts open late or never, as one piece that is fetched while the board starts. */
import BayPicker from './bay-picker.svelte';
import BoardKeeper from './board-keeper.svelte';
import CameraPanel from './camera-panel.svelte';
import CardMore from './card-more.svelte';
import FoundPanel from './found-panel.svelte';
import NoCodeReasons from './no-code-reasons.svelte';
import PushKeeper from './push-keeper.svelte';
import RedScreen from './red-screen.svelte';
import SettingsPanel from './settings-panel.svelte';
import UnfinishedPanel from './unfinished-panel.svelte';
import Viewfinder from './viewfinder.svelte';

export {
  BayPicker,
  BoardKeeper,
  CameraPanel,
  CardMore,
  FoundPanel,
  NoCodeReasons,
  PushKeeper,
  RedScreen,
  SettingsPanel,
  UnfinishedPanel,
  Viewfinder,
};
