/** What is wrong with a field besides what the browser sees by itself; a form with such a field is not sent. */
export function validity(
  field: HTMLInputElement | HTMLTextAreaElement,
  message: string | null,
): { update: (message: string | null) => void } {
  const update = (wrong: string | null): void => field.setCustomValidity(wrong ?? '');
  update(message);
  return { update };
}
