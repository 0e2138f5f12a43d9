import { accessKinds } from './access-kinds.js';
import { changeKinds } from './change-kinds.js';
import { orderKinds } from './order-kinds.js';

/** Every kind of refusal: its HTTP status and its title in both languages, by its stable code. */
interface ProblemKind {
  readonly status: number;
  readonly title: { readonly en: string; readonly fr: string };
}

const kinds = {
  ...accessKinds,
  ...orderKinds,
  ...changeKinds,
  'invalid-input': {
    status: 400,
    title: { en: 'Some fields are missing or wrong', fr: 'Des champs manquent ou sont incorrects' },
  },
  'malformed-body': {
    status: 400,
    title: {
      en: 'The request body is not valid JSON',
      fr: 'Le corps de la requête n’est pas du JSON valide',
    },
  },
  'malformed-request': {
    status: 400,
    title: { en: 'The request cannot be read', fr: 'La requête est illisible' },
  },
  'idempotency-key-missing': {
    status: 400,
    title: { en: 'The Idempotency-Key header is missing', fr: 'L’en-tête Idempotency-Key manque' },
  },
  'link-unknown': {
    status: 404,
    title: { en: 'This link is not valid', fr: 'Ce lien n’est pas valable' },
  },
  'site-misconfigured': {
    status: 403,
    title: { en: 'This site is not set up correctly', fr: 'Ce site est mal configuré' },
  },
  'not-found': { status: 404, title: { en: 'There is nothing here', fr: 'Il n’y a rien ici' } },
  'store-unknown': { status: 404, title: { en: 'There is no such store', fr: 'Ce magasin n’existe pas' } },
  'order-unknown': {
    status: 404,
    title: { en: 'There is no such order', fr: 'Cette commande n’existe pas' },
  },
  'webhook-unknown': {
    status: 404,
    title: { en: 'There is no such endpoint', fr: 'Ce point de réception n’existe pas' },
  },
  'method-not-allowed': {
    status: 405,
    title: { en: 'This method is not offered', fr: 'Cette méthode n’est pas proposée' },
  },
  'already-claimed': {
    status: 409,
    title: { en: 'Somebody else is already going', fr: 'Quelqu’un d’autre s’en occupe déjà' },
  },
  'not-claimed-by-you': {
    status: 409,
    title: { en: 'This order is not yours to release', fr: 'Cette commande n’est pas prise par vous' },
  },
  'changed-meanwhile': {
    status: 409,
    title: { en: 'This changed in the meantime', fr: 'Cela a changé entre-temps' },
  },
  'changed-since': {
    status: 409,
    title: {
      en: 'It cannot be undone: something was changed again since then',
      fr: 'Impossible d’annuler\u00a0: un réglage a été modifié à nouveau depuis',
    },
  },
  'not-possible-now': {
    status: 409,
    title: { en: 'That is not possible at this stage', fr: 'Ce n’est pas possible à ce stade' },
  },
  'version-outdated': {
    status: 412,
    title: {
      en: 'Somebody changed this in the meantime: read it again',
      fr: 'Quelqu’un a modifié ceci entre-temps\u00a0: relisez-le',
    },
  },
  'if-match-missing': {
    status: 428,
    title: { en: 'The If-Match header is missing', fr: 'L’en-tête If-Match manque' },
  },
  'recall-too-late': {
    status: 409,
    title: { en: 'Too late to take this back', fr: 'Trop tard pour revenir en arrière' },
  },
  'request-in-progress': {
    status: 409,
    title: { en: 'The same request is still being handled', fr: 'La même requête est encore en cours' },
  },
  'reference-taken': {
    status: 409,
    title: {
      en: 'You have placed an order with this reference already',
      fr: 'Vous avez déjà passé une commande sous cette référence',
    },
  },
  'store-exists': {
    status: 409,
    title: { en: 'This store id is taken', fr: 'Cet identifiant de magasin est pris' },
  },
  'admin-exists': {
    status: 409,
    title: {
      en: 'This installation has its admin already: sign in, or ask them to add you',
      fr: 'Cette installation a déjà un administrateur\u00a0: connectez-vous, ou demandez-lui de vous ajouter',
    },
  },
  'last-admin': {
    status: 409,
    title: {
      en: 'Curbline needs at least one admin: add another one first',
      fr: 'Curbline a besoin d’au moins un administrateur\u00a0: ajoutez-en d’abord un autre',
    },
  },
  'login-taken': {
    status: 409,
    title: { en: 'This sign-in name is taken', fr: 'Ce nom d’utilisateur est déjà pris' },
  },
  'link-gone': {
    status: 410,
    title: { en: 'This link has ended', fr: 'Ce lien n’est plus actif' },
  },
  'too-slow': {
    status: 408,
    title: { en: 'The request took too long to arrive', fr: 'La requête a mis trop de temps à arriver' },
  },
  'too-large': {
    status: 413,
    title: { en: 'The request is too large', fr: 'La requête est trop volumineuse' },
  },
  'unsupported-media': {
    status: 415,
    title: { en: 'Please send application/json', fr: 'Envoyez du application/json' },
  },
  'wrong-code': {
    status: 422,
    title: { en: 'The code does not match this order', fr: 'Le code ne correspond pas à cette commande' },
  },
  'id-check-needed': {
    status: 422,
    title: {
      en: 'This order needs the customer’s ID to be checked',
      fr: 'Cette commande exige de contrôler une pièce d’identité',
    },
  },
  'proof-needed': {
    status: 422,
    title: {
      en: 'This store hands nothing over without a proof: ask a manager',
      fr: 'Ici, rien n’est remis sans justificatif\u00a0: demandez à un responsable',
    },
  },
  'reason-needed': {
    status: 422,
    title: {
      en: 'Say why the customer could show nothing',
      fr: 'Indiquez pourquoi le client n’a rien pu présenter',
    },
  },
  'window-past': {
    status: 422,
    title: {
      en: 'This pickup window is already over: choose a later one',
      fr: 'Ce créneau de retrait est déjà passé\u00a0: choisissez-en un plus tardif',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: {
      en: 'This Idempotency-Key was used with another request',
      fr: 'Cette Idempotency-Key a déjà servi pour une autre requête',
    },
  },
  'premises-invalid': {
    status: 422,
    title: { en: 'The outline of the premises cannot be used', fr: 'Le tracé du site est inutilisable' },
  },
  'photo-unknown': {
    status: 404,
    title: { en: 'There is no such photo', fr: 'Cette photo n’existe pas' },
  },
  'bay-unknown': {
    status: 422,
    title: { en: 'There is no such bay here', fr: 'Cette place n’existe pas ici' },
  },
  'sharing-off': {
    status: 409,
    title: {
      en: 'Position sharing is off for this trip',
      fr: 'Le partage de position est arrêté pour ce trajet',
    },
  },
  locked: {
    status: 423,
    title: { en: 'Locked after too many attempts', fr: 'Bloqué après trop de tentatives' },
  },
  'too-many-requests': {
    status: 429,
    title: { en: 'Too many requests, please wait', fr: 'Trop de requêtes, patientez' },
  },
  'head-too-large': {
    status: 431,
    title: {
      en: 'The address or the headers are too long',
      fr: 'L’adresse ou les en-têtes sont trop longs',
    },
  },
  'server-error': {
    status: 500,
    title: { en: 'Something went wrong on our side', fr: 'Un problème est survenu de notre côté' },
  },
  unavailable: {
    status: 503,
    title: { en: 'Not available right now, please try again', fr: 'Indisponible pour l’instant, réessayez' },
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof kinds;
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = kinds;
