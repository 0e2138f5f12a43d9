/** The refusals of what changes on the way. */
export const changeKinds = {
  'service-fixed': {
    status: 409,
    title: {
      en: 'The order is handed over or closed: how it is collected cannot be changed any more',
      fr: 'La commande est remise ou close\u00a0: son mode de retrait ne peut plus changer',
    },
  },
} as const;
