/** The icons of the customer's other screens, which the first does not wait for; drawn as in icons.ts. */
export const checkIcon = 'M4.5 12.8 9.7 18 19.5 6.8';
export const bagIcon = 'M5 8h14l1 12.5H4zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5';
export const carIcon =
  'M4 17v-4.2l2-5A2 2 0 0 1 7.9 6.5h8.2A2 2 0 0 1 18 7.8l2 5V17M4 17h16M4 12.8h16M5.5 17v2M18.5 17v2';
export const warnIcon = 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.4h.01';
export const offlineIcon =
  'M4 4l16 16M8.5 16.2a5 5 0 0 1 6 -.6M5 12.5a10 10 0 0 1 4-2.6M13.5 9.2A10 10 0 0 1 19 12.5M12 19.5h.01';
export const shieldIcon =
  'M12 3l7.5 3v5.5c0 4.6-3.2 7.9-7.5 9.5-4.3-1.6-7.5-4.9-7.5-9.5V6zM8.7 12l2.4 2.4 4.2-4.6';
export const liveIcon =
  'M12 13.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM8 16a5.6 5.6 0 0 1 0-8M16 8a5.6 5.6 0 0 1 0 8M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14';
