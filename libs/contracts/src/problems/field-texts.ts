/**
 * What our own schemas say of a wrong field, in both languages. The English sentence stands in the schema,
 * as zod has it, and is the key: `says` takes no other, so none can be written without its French.
 * (What zod says by itself, "too small" and the like, it brings in both languages.)
 */
const FRENCH = {
  'the code of the app has 6 digits': 'le code de l’application compte 6 chiffres',
  'a recovery code has 10 letters and digits': 'un code de secours compte 10 lettres et chiffres',
  'give one of code, recoveryCode and passkey': 'donnez code, recoveryCode ou passkey',
  'give a password or a passkey': 'donnez un mot de passe ou une clé d’accès',
  'a PIN has 6 to 10 digits': 'un code PIN compte de 6 à 10 chiffres',
  'a store id is 2 to 40 of a-z, 0-9 and -':
    'un identifiant de magasin compte de 2 à 40 signes parmi a-z, 0-9 et -',
  'a short code has 2 to 10 letters and digits': 'un code court compte de 2 à 10 lettres et chiffres',
  'service and its former name pickupType differ, send service alone':
    'service et son ancien nom pickupType diffèrent, n’envoyez que service',
  'a shop id is 1 to 40 of a-z, 0-9 and -':
    'un identifiant de boutique compte de 1 à 40 signes parmi a-z, 0-9 et -',
  'the code has 8 letters or digits': 'le code compte 8 lettres ou chiffres',
  'the customer’s code is needed with this proof': 'le code du client est nécessaire avec cette preuve',
  'a reference has at most 64 characters': 'une référence compte 64 caractères au plus',
  'an external id is 1 to 128 letters, digits or signs, no spaces':
    'un identifiant externe compte de 1 à 128 lettres, chiffres ou signes, sans espace',
  'an amount is digits with a point, such as 12.90':
    'un montant s’écrit en chiffres avec un point, comme 12.90',
  'a currency is a code of ISO 4217, such as EUR': 'une devise est un code ISO 4217, comme EUR',
  'a key has letters, digits and signs only: copy it again':
    'une clé n’a que des lettres, des chiffres et des signes\u00a0: copiez-la à nouveau',
  'give the address without a user name': 'donnez l’adresse sans nom d’utilisateur',
  'give externalId, or storeId and reference': 'donnez externalId, ou storeId et reference',
  'the window must end after it begins': 'le créneau doit finir après son début',
  'not a link of ours': 'ce lien n’est pas des nôtres',
  'not a key that a browser made': 'ce n’est pas une clé créée par un navigateur',
  'not the token of a phone': 'ce n’est pas le jeton d’un téléphone',
  'a time of day is HH:MM': 'une heure s’écrit HH:MM',
  'give a name, a role, stores or regions': 'donnez un nom, un rôle, des magasins ou des régions',
  'the last day is before the first': 'le dernier jour est avant le premier',
  'a phone number has digits, spaces and + ( ) . - only':
    'un numéro de téléphone n’a que des chiffres, des espaces et + ( ) . -',
  'each compartment has a label of its own': 'chaque casier a un nom à lui',
  'each gesture once': 'chaque geste une seule fois',
  'each choice once': 'chaque choix une seule fois',
  'each service once': 'chaque service une seule fois',
  'each SKU once': 'chaque SKU une seule fois',
  'give the store with another_store, and with nothing else':
    'donnez le magasin avec another_store, et avec rien d’autre',
  'each event once': 'chaque événement une seule fois',
  'take the value of next of the page before': 'reprenez le next de la page précédente',
  'the range must not end before it begins': 'la période ne peut pas finir avant son début',
  'a range has two years at most: ask year by year':
    'une période compte deux ans au plus\u00a0: demandez année par année',
  'take the token from nextPage of the page before': 'reprenez le nextPage de la page précédente',
  'an IANA time zone is needed, such as Europe/Paris': 'il faut un fuseau horaire IANA, comme Europe/Paris',
  'a latitude is between -90 and 90: it may be swapped with the longitude':
    'une latitude est comprise entre -90 et 90\u00a0: elle est peut-être inversée avec la longitude',
  'a longitude is between -180 and 180': 'une longitude est comprise entre -180 et 180',
  'give one of phone, email and orderId': 'donnez phone, email ou orderId, et un seul',
  'a country is two capital letters, such as FR': 'un pays s’écrit en deux majuscules, comme FR',
  'latitude and longitude go together': 'latitude et longitude vont ensemble',
  'a manager needs a login': 'un responsable a besoin d’un identifiant',
  'staff sign in with a PIN: leave the login empty':
    'l’équipe se connecte avec un code PIN\u00a0: laissez l’identifiant vide',
} as const;

/** A message for `.regex(…, says('…'))` or `.refine(…)`. */
export function says(english: keyof typeof FRENCH): string {
  return english;
}

/** The French of one of our messages; undefined for any other text. */
export function frenchOf(message: string): string | undefined {
  return Object.hasOwn(FRENCH, message) ? FRENCH[message as keyof typeof FRENCH] : undefined;
}
