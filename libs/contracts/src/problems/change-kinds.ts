/** The refusals of what changes on the way. */
export const changeKinds = {
  'service-fixed': {
    status: 409,
    title: {
      en: 'The order is handed over or closed: how it is collected cannot be changed any more',
      fr: 'La commande est remise ou close\u00a0: son mode de retrait ne peut plus changer',
    },
  },
  'late-past': {
    status: 422,
    title: {
      en: 'This time is past: name one that is still to come',
      fr: 'Cette heure est passée\u00a0: indiquez une heure à venir',
    },
  },
  'late-too-far': {
    status: 422,
    title: {
      en: 'The store cannot wait that long: name an earlier time, or ask it for another slot',
      fr: 'Le magasin ne peut pas attendre aussi longtemps\u00a0: indiquez une heure plus proche, ou demandez-lui un autre créneau',
    },
  },
  'substitute-named': {
    status: 409,
    title: {
      en: 'Somebody else may already collect: end their link first, then name another person',
      fr: 'Une autre personne peut déjà retirer la commande\u00a0: annulez d’abord son lien, puis indiquez quelqu’un d’autre',
    },
  },
  'customer-only': {
    status: 403,
    title: {
      en: 'Only the customer can do this: ask them',
      fr: 'Seul le client peut le faire\u00a0: demandez-lui',
    },
  },
} as const;
