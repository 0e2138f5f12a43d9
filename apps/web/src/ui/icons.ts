/** The icons of the customer's first screen: lines on a 24 × 24 grid, drawn for this project, one path each. */
export const clockIcon = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2';
export const coldIcon = 'M12 2v20M3.5 7l17 10M20.5 7l-17 10M12 6l-2.5-2M12 6l2.5-2M12 18l-2.5 2M12 18l2.5 2';
export const footIcon = 'M13 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3M13 8l-3 5 4 3-1 6M10 13l-3 8M13 8l3 4h3';
export const heavyIcon = 'M5 20h14l-2-11H7zM9.5 9a2.5 2.5 0 1 1 5 0';
export const idIcon = 'M3 5h18v14H3zM8 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4M5.5 17c.5-2 4.5-2 5 0M14 10h4M14 14h4';
export const phoneIcon =
  'M6.5 3.5h3l1.5 4.5-2.2 1.7a11 11 0 0 0 5.5 5.5l1.7-2.2 4.5 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z';
export const pinIcon =
  'M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z';
