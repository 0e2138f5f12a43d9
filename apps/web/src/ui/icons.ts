/** Line icons on a 24 × 24 grid, drawn for this project: one path each, so a page carries only those it uses. */
export const phoneIcon =
  'M6.5 3.5h3l1.5 4.5-2.2 1.7a11 11 0 0 0 5.5 5.5l1.7-2.2 4.5 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z';
export const pinIcon =
  'M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z';
export const clockIcon = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2';
export const checkIcon = 'M4.5 12.8 9.7 18 19.5 6.8';
export const crossIcon = 'M6 6l12 12M18 6 6 18';
export const bagIcon = 'M5 8h14l1 12.5H4zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5';
export const carIcon =
  'M4 17v-4.2l2-5A2 2 0 0 1 7.9 6.5h8.2A2 2 0 0 1 18 7.8l2 5V17M4 17h16M4 12.8h16M5.5 17v2M18.5 17v2';
export const walkIcon = 'M13 5.2h.01M10 21l2-6-2.6-3 .9-4.5 3 1 1.7 2.7 2.5.8M14.5 21l-1.2-4.5';
export const snowIcon = 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9';
export const weightIcon = 'M5 20l2-10h10l2 10zM12 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6z';
export const idIcon =
  'M3 6h18v13H3zM7 16c.4-2 1.6-3 3-3s2.6 1 3 3M10 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM16 10.5h2M16 14h2';
export const warnIcon = 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.4h.01';
export const offlineIcon =
  'M4 4l16 16M8.5 16.2a5 5 0 0 1 6 -.6M5 12.5a10 10 0 0 1 4-2.6M13.5 9.2A10 10 0 0 1 19 12.5M12 19.5h.01';
export const shieldIcon =
  'M12 3l7.5 3v5.5c0 4.6-3.2 7.9-7.5 9.5-4.3-1.6-7.5-4.9-7.5-9.5V6zM8.7 12l2.4 2.4 4.2-4.6';
export const routeIcon = 'M5 21l3.5-18M19 21 15.5 3M12 5v2.5M12 11v2.5M12 17v2.5';
export const liveIcon =
  'M12 13.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM8 16a5.6 5.6 0 0 1 0-8M16 8a5.6 5.6 0 0 1 0 8M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14';
