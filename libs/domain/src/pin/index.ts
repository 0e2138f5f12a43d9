export { pinFault, type PinFault } from './guessable-pin.js';
