/** Refusals of what is in an order and of how it is served. */
export const orderKinds = {
  'line-unknown': {
    status: 404,
    title: { en: 'The order has no such line', fr: 'La commande n’a pas cette ligne' },
  },
  'stock-unknown': {
    status: 404,
    title: {
      en: 'Nothing was reported of this SKU at this store',
      fr: 'Rien n’a été communiqué sur ce SKU dans ce magasin',
    },
  },
  'more-than-ordered': {
    status: 422,
    title: {
      en: 'More is missing than was ordered: enter at most the quantity of the line',
      fr: 'Il manque plus que la quantité commandée\u00a0: saisissez au plus la quantité de la ligne',
    },
  },
  'answer-too-late': {
    status: 409,
    title: {
      en: 'The time for this answer is over: talk to the staff',
      fr: 'Le délai pour répondre est passé\u00a0: parlez-en à l’équipe',
    },
  },
  'choice-not-offered': {
    status: 422,
    title: {
      en: 'The store does not offer this choice: choose one of those listed',
      fr: 'Le magasin ne propose pas ce choix\u00a0: choisissez-en un de la liste',
    },
  },
  'service-not-offered': {
    status: 422,
    title: { en: 'The store does not offer this service', fr: 'Le magasin ne propose pas ce service' },
  },
  'no-compartment-free': {
    status: 409,
    title: {
      en: 'No compartment that fits is free: empty one, or mark the order ready without one and hand it over',
      fr: 'Aucun casier adapté n’est libre\u00a0: videz-en un, ou marquez la commande prête sans casier et remettez-la',
    },
  },
  'compartment-taken': {
    status: 409,
    title: {
      en: 'Another order lies in this compartment: choose another one',
      fr: 'Une autre commande est dans ce casier\u00a0: choisissez-en un autre',
    },
  },
  'compartment-unfit': {
    status: 422,
    title: {
      en: 'The order does not go into this compartment: choose one of those that fit',
      fr: 'La commande ne va pas dans ce casier\u00a0: choisissez-en un qui convient',
    },
  },
  'wrong-compartment': {
    status: 409,
    title: {
      en: 'The order lies in another compartment: its goods were not taken',
      fr: 'La commande est dans un autre casier\u00a0: ses articles n’ont pas été pris',
    },
  },
} as const;
