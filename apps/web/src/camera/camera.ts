/** The device's camera, opened to read codes. Why there is no picture comes back as a value, to be told in words. */

export type CameraTrouble =
  /** The page came over plain http, where browsers give no camera. */
  | 'insecure'
  /** The browser has no way to a camera. */
  | 'unsupported'
  /** A person, the device's owner or a policy said no. */
  | 'refused'
  | 'none'
  /** Another app has it, or took it away. */
  | 'busy'
  | 'failed';

export interface OpenCamera {
  readonly stream: MediaStream;
  /** Whether it has a lamp that can be switched. */
  readonly hasTorch: boolean;
  /** Switches the lamp. @returns whether it is lit now */
  light(on: boolean): Promise<boolean>;
  /** Called when the device takes the picture away, not after `close`. */
  onLost(lost: () => void): void;
  close(): void;
}

export interface CameraEnvironment {
  readonly secure: boolean;
  /** Missing on pages that came over plain http, and in some apps' own browsers. */
  readonly devices: Pick<MediaDevices, 'getUserMedia'> | undefined;
}

/** The camera at the back where there are two; sharp enough for a small code an arm's length away. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  NotSupportedError: 'unsupported',
};

/** Why no camera can open here, whoever is asked; null when one may. */
export function troubleHere({ secure, devices }: CameraEnvironment = ofThisPage()): CameraTrouble | null {
  if (!secure) return 'insecure';
  return devices ? null : 'unsupported';
}

/** Asks for the camera, and the person for their leave if need be: as long as they take. */
export async function openCamera(
  environment: CameraEnvironment = ofThisPage(),
): Promise<OpenCamera | CameraTrouble> {
  const { devices } = environment;
  const trouble = troubleHere(environment);
  if (trouble || !devices) return trouble ?? 'unsupported';
  try {
    return opened(await devices.getUserMedia(WANTED));
  } catch (failure) {
    return (failure instanceof Error && TROUBLES[failure.name]) || 'failed';
  }
}

const ofThisPage = (): CameraEnvironment => ({ secure: isSecureContext, devices: navigator.mediaDevices });

function opened(stream: MediaStream): OpenCamera {
  const [track] = stream.getVideoTracks();
  // TypeScript does not know the lamp.
  const abilities = (track?.getCapabilities?.() ?? {}) as { readonly torch?: boolean };
  return {
    stream,
    hasTorch: abilities.torch === true,
    async light(on) {
      const advanced = [{ torch: on } as MediaTrackConstraintSet];
      return (
        track?.applyConstraints({ advanced }).then(
          () => on,
          () => false,
        ) ?? false
      );
    },
    onLost: (lost) => track?.addEventListener('ended', lost),
    close: () => stream.getTracks().forEach((each) => each.stop()),
  };
}
