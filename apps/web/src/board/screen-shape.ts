/**
 * How a board fits a screen. It depends on the size of the letters as much as on that of the glass: a tablet
 * with large text has as much space as a smaller one.
 *
 *   tabs   one column at a time, the tabs under the thumb
 *   lying  a handheld on its side: the tabs stand at the edge
 *   two    Here always, and beside it the column of the chosen tab
 *   four   all of them
 */
export type ScreenShape = 'tabs' | 'lying' | 'two' | 'four';

const LYING_UP_TO_PX = 560;
const TWO_FROM_REM = 52;
const FOUR_FROM_REM = 80;

/** All three in CSS pixels; `remPx` is the page's root font size. */
export function screenShape(widthPx: number, heightPx: number, remPx: number): ScreenShape {
  if (heightPx <= LYING_UP_TO_PX && widthPx >= LYING_UP_TO_PX) return 'lying';
  const width = widthPx / remPx;
  if (width < TWO_FROM_REM) return 'tabs';
  return width < FOUR_FROM_REM ? 'two' : 'four';
}
