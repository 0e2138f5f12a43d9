/** For measured pages: names, codes and bay labels as long as the API accepts, a long address, and full instructions. */
export const W40 = 'W'.repeat(40);
export const LONG_CODE = 'WWWWMMMMWW';
export const LONG_BAY = 'WWMMWWMMWWMM';
export const ADDRESS =
  '177 bis rue de l’Abbé-Boisard-et-des-Frères-Lumière, Zone-industrielle-de-la-Confluence-et-des-Docks, 69002 Lyon';
export const INSTRUCTIONS =
  'Suivez le marquage jaune jusqu’aux places numérotées, derrière le bâtiment-logistique-principal-numéro-deux. '
    .repeat(4)
    .slice(0, 400);
