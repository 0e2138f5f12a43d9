/** Refusals of what is in an order and of how it is served. */
export const orderKinds = {
  'line-unknown': {
    status: 404,
    title: { en: 'The order has no such line', fr: 'La commande n’a pas cette ligne' },
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
} as const;
