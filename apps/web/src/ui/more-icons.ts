/** All other icons, for which the customer's first screen does not wait; drawn as in icons.ts. */
export const bagIcon = 'M5 8h14l-1 12H6zM9 8V7a3 3 0 0 1 6 0v1';
export const bellIcon = 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4';
export const bellOffIcon = 'M8 6.5A6 6 0 0 1 18 11v5M6 9v7l-1.5 2H17M10 21h4M3 3l18 18';
export const carIcon =
  'M4 17v-4.2l2-5A2 2 0 0 1 7.9 6.5h8.2A2 2 0 0 1 18 7.8l2 5V17M4 17h16M4 12.8h16M5.5 17v2M18.5 17v2';
export const checkIcon = 'M4 12.5l5 5L20 6.5';
export const closeIcon = 'M5 5l14 14M19 5L5 19';
export const deleteIcon = 'M9 5h12v14H9l-6-7zM12 9l6 6M18 9l-6 6';
export const farIcon = 'M5 19L19 5M5 12v7h7M19 12V5h-7';
export const gearIcon =
  'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.8 2.8M16.2 16.2L19 19M19 5l-2.8 2.8M7.8 16.2L5 19';
export const liveIcon =
  'M12 13.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM8 16a5.6 5.6 0 0 1 0-8M16 8a5.6 5.6 0 0 1 0 8M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14';
export const messageIcon = 'M4 5h16v11H10l-5 4v-4H4z';
export const moreIcon = 'M5 11v2M5.5 11.5h-1M12 11v2M11.5 12h1M19 11v2M18.5 12h1M4.5 12h1';
export const noteIcon = 'M5 3h14v12l-6 6H5zM13 21v-6h6';
export const offlineIcon =
  'M4 4l16 16M8.5 16.2a5 5 0 0 1 6 -.6M5 12.5a10 10 0 0 1 4-2.6M13.5 9.2A10 10 0 0 1 19 12.5M12 19.5h.01';
export const parkedIcon = 'M5 3h14v18H5zM10 17V7h3a3 3 0 0 1 0 6h-3';
export const personIcon = 'M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 20c1-7 13-7 14 0';
export const printIcon = 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z';
export const scanIcon = 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 9v6M12 9v6M16 9v6';
export const searchIcon = 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L20.5 20.5';
export const seenIcon = 'M12 3a9 9 0 1 0 9 9M12 7v5l-3 2M17 3v4h4';
export const shieldIcon =
  'M12 3l7.5 3v5.5c0 4.6-3.2 7.9-7.5 9.5-4.3-1.6-7.5-4.9-7.5-9.5V6zM8.7 12l2.4 2.4 4.2-4.6';
export const signalOffIcon =
  'M12 14a2 2 0 1 0 0-4M7.5 7.5a6.3 6.3 0 0 0 0 9M16.5 16.5a6.3 6.3 0 0 0 1.5-7M3 3l18 18';
export const tapIcon = 'M9 12V5.5a1.5 1.5 0 0 1 3 0V11l5.5 1.5a2 2 0 0 1 1.5 2.3L18 21h-7l-5-6.5 1.5-1z';
export const torchIcon = 'M8 3h8v4l-2 3.5V21h-4V10.5L8 7zM8 7h8M12 13v2.5';
export const undoIcon = 'M9 6L4 11l5 5M4 11h10a5.5 5.5 0 0 1 0 11h-3';
export const walkIcon = 'M5 12h14M13 6l6 6-6 6';
export const warnIcon = 'M12 4L2.5 20h19zM12 10v5M12 18h.01';
