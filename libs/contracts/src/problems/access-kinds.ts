/** The refusals of whoever is not signed in, or may not do what they ask. */
export const accessKinds = {
  'not-signed-in': { status: 401, title: { en: 'Please sign in', fr: 'Veuillez vous identifier' } },
  'access-withdrawn': {
    status: 401,
    title: {
      en: 'Your access to this page has been withdrawn. What you had not saved yet has not been saved',
      fr: 'Votre accès à cette page a été retiré. Ce que vous n’aviez pas encore enregistré ne l’a pas été',
    },
  },
  'wrong-credentials': {
    status: 401,
    title: { en: 'That name or code is not right', fr: 'Ce nom ou ce code est incorrect' },
  },
  'signature-wrong': {
    status: 401,
    title: {
      en: 'The signature is missing or wrong: give both sides the same key',
      fr: 'La signature manque ou est fausse\u00a0: donnez la même clé des deux côtés',
    },
  },
  'reauthentication-needed': {
    status: 403,
    title: {
      en: 'Please confirm with your password that it is you',
      fr: 'Confirmez avec votre mot de passe que c’est bien vous',
    },
  },
  'wrong-factor': {
    status: 401,
    title: {
      en: 'That code is not right, or it was used already',
      fr: 'Ce code est incorrect ou a déjà servi',
    },
  },
  'passkey-refused': {
    status: 401,
    title: {
      en: 'This passkey was not accepted: please try again',
      fr: 'Cette clé d’accès n’a pas été acceptée\u00a0: réessayez',
    },
  },
  'not-allowed': {
    status: 403,
    title: { en: 'You may not do that here', fr: 'Cette action ne vous est pas ouverte' },
  },
  'invitation-invalid': {
    status: 403,
    title: {
      en: 'This address has expired or was not made here: start Curbline again for a new one',
      fr: 'Cette adresse a expiré ou ne vient pas d’ici\u00a0: relancez Curbline pour en obtenir une nouvelle',
    },
  },
} as const;
