/** What few cards and few stores have: small things that staff give, as one piece. */
import GesturesGiven from './gestures-given.svelte';
import GesturesPart from './gestures-part.svelte';

export { GesturesGiven, GesturesPart };
