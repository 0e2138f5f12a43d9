export function animatedWebp(
  frames: readonly { readonly still: Buffer; readonly ms: number }[],
  size: { readonly width: number; readonly height: number },
): Buffer;
