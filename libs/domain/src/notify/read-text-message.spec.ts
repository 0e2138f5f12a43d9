import { describe, expect, it } from 'vitest';
import { bayNamed, readTextMessage } from './read-text-message.js';

describe('a text message', () => {
  it.each([
    ['ICI 4', '4'],
    ['HERE 4', '4'],
    ['ici 4', '4'],
    ['Ici4', '4'],
    ['4', '4'],
    ['04', '4'],
    ['4️⃣', '4'],
    ['ici place 4', '4'],
    ['Ici  place  n°4 merci', '4'],
    ['Place 4', '4'],
    ['place numéro 4 !', '4'],
    ['P4', '4'],
    ['bay 12', '12'],
    ['Bay #12', '12'],
    ['Here, bay 12. Thanks!', '12'],
    ["I'm here in bay 3", '3'],
    ['I’m here 3', '3'],
    ['je suis là place 3', '3'],
    ['je suis à la place 3', '3'],
    ['Arrivé place 3', '3'],
    ['arrived at 3', '3'],
    ['A2', 'A2'],
    ['ici a2', 'A2'],
    ['Place B 12', 'B12'],
    ['\n\nICI 7\n--\nEnvoyé de mon téléphone', '7'],
    ['> Dites-nous votre place\nici 7', '7'],
    ['«ici 7»', '7'],
    ['ＩＣＩ ７', '7'],
  ])('that says %j is here, in bay %s', (text, bay) => {
    expect(readTextMessage(text)).toEqual({ kind: 'here', bay });
  });

  it.each(['ICI', 'here', 'Je suis là !', "I'm here", 'arrivée', 'On est là merci', 'sur place'])(
    'that says %j is here, and names no bay',
    (text) => {
      expect(readTextMessage(text)).toEqual({ kind: 'here', bay: null });
    },
  );

  it.each([
    ['STOP', 'stop'],
    ['stop.', 'stop'],
    ['Arrêt', 'stop'],
    ['ARRET ', 'stop'],
    ['Unsubscribe', 'stop'],
    ['START', 'start'],
    ['oui', 'start'],
    ['help', 'help'],
    ['aide ?', 'help'],
  ])('that says %j means %s', (text, kind) => {
    expect(readTextMessage(text)).toEqual({ kind });
  });

  it.each([
    'STOP 12345',
    'stop de bus en face',
    'je serai là dans 10 minutes',
    'here in 10 minutes',
    'où êtes-vous ?',
    '1234',
    '06 12 34 56 78',
    'commande 4 manquante',
    '',
    '   ',
    '🙂',
    'je ne suis pas là',
  ])('that says %j is not guessed at', (text) => {
    expect(readTextMessage(text)).toEqual({ kind: 'unclear' });
  });
});

it.each([
  ['4', ['1', '4'], '4'],
  ['4', ['P3', 'P4'], 'P4'],
  ['A2', ['a 2', 'B2'], 'a 2'],
  ['4', ['04', '5'], '04'],
  ['9', ['1', '2'], undefined],
  ['4', ['4', 'P4'], undefined],
])('finds bay %j among %j: %j', (bay, labels, label) => {
  expect(bayNamed(bay, labels)).toBe(label);
});

describe('a text message of somebody who is late', () => {
  it.each([
    ['RETARD', null],
    ['en retard', null],
    ['Je suis en retard, merci', null],
    ['Je serai en retard', null],
    ['late', null],
    ["I'm late", null],
    ['Running late', null],
    ['Retard 20', 20],
    ['Retard de 20 min', 20],
    ['20 min de retard', 20],
    ["J'ai du retard", null],
    ['J’aurai 10 minutes de retard', 10],
    ['late 15', 15],
    ["I'll be 15 minutes late", 15],
    ['We are 5 min late. Sorry', undefined],
    ['Late by 30 mins thanks', 30],
    ['retard 300', undefined],
    ['retard 0', undefined],
    ['Pas de retard cette fois ?', undefined],
    ['It is late', undefined],
  ])('%s', (text, minutes) => {
    expect(readTextMessage(text)).toEqual(
      minutes === undefined ? { kind: 'unclear' } : { kind: 'late', minutes },
    );
  });
});
