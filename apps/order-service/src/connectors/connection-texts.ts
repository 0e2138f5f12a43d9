/** What is wrong with a connection as it was asked for, for the person who asked. */
import type { FieldError, Text } from '@curbline/platform';

export const NO_KEY: Text = {
  en: 'This installation has no SECRET_KEY to keep a shop’s keys with.',
  fr: 'Cette installation n’a pas de SECRET_KEY pour garder les clés d’une boutique.',
};
export const SHOP_MAKES_KEY: Text = {
  en: 'this shop makes the key that it signs with: copy it from there',
  fr: 'cette boutique crée elle-même sa clé de signature\u00a0: copiez-la depuis celle-ci',
};
export const ADDRESS_NEEDED: Text = {
  en: 'the shop’s address is needed to read its orders, such as https://shop.example',
  fr: 'l’adresse de la boutique est nécessaire pour lire ses commandes, par exemple https://boutique.example',
};
export const NOT_PUBLIC: Text = {
  en: 'give a public https address; for a shop on a network of your own, name its machine in OUTGOING_PRIVATE_HOSTS',
  fr: 'donnez une adresse https publique\u00a0; pour une boutique sur votre propre réseau, nommez sa machine dans OUTGOING_PRIVATE_HOSTS',
};
export const CANNOT_READ: FieldError = {
  field: 'credentials',
  message: {
    en: 'the shop cannot be read: give the connection the keys of its API',
    fr: 'la boutique ne peut pas être lue\u00a0: donnez à la connexion les clés de son API',
  },
};
