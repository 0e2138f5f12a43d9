/** Line icons on a 24 × 24 grid, drawn for this project, one path each: those of the customer's first screen. */
export const phoneIcon =
  'M6.5 3.5h3l1.5 4.5-2.2 1.7a11 11 0 0 0 5.5 5.5l1.7-2.2 4.5 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z';
export const pinIcon =
  'M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z';
export const clockIcon = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2';
export const snowIcon = 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9';
export const weightIcon = 'M5 20l2-10h10l2 10zM12 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6z';
export const idIcon =
  'M3 6h18v13H3zM7 16c.4-2 1.6-3 3-3s2.6 1 3 3M10 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM16 10.5h2M16 14h2';
