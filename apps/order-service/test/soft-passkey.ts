/** An authenticator in software: makes one passkey and signs with it, by WebAuthn's own bytes. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const b64 = (bytes: Buffer): string => bytes.toString('base64url');

/** CBOR of a byte string of up to 65,535 bytes. */
function cborBytes(bytes: Buffer): Buffer {
  const { length } = bytes;
  const long = length < 256 ? [0x58, length] : [0x59, length >> 8, length & 0xff];
  const head = length < 24 ? [0x40 + length] : long;
  return Buffer.concat([Buffer.from(head), bytes]);
}

const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

export class SoftPasskey {
  readonly id = randomBytes(16);
  /** Set it back to play a copied key. */
  counter = 0;
  userVerified = true;
  private readonly privateKey: KeyObject;
  private readonly publicKey: Buffer;

  constructor(
    private readonly rpId = 'localhost',
    public origin = 'http://localhost',
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.privateKey = privateKey;
    // A COSE key: kty EC2, alg ES256, crv P-256, x, y.
    this.publicKey = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      cborBytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      cborBytes(Buffer.from(y, 'base64url')),
    ]);
  }

  /** The answer to options for making a passkey. */
  register({ challenge }: { challenge: string }) {
    const length = Buffer.from([0, this.id.length]);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.publicKey]);
    const authData = Buffer.concat([this.authData(HAS_CREDENTIAL), credential]);
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      cborBytes(authData),
    ]);
    return this.envelope({
      clientDataJSON: this.clientData('webauthn.create', challenge),
      attestationObject: b64(attestationObject),
      transports: ['internal'],
    });
  }

  /** The answer to options for using it. */
  assert({ challenge }: { challenge: string }) {
    this.counter += 1;
    const authData = this.authData(0);
    const clientDataJSON = this.clientData('webauthn.get', challenge);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.envelope({
      clientDataJSON,
      authenticatorData: b64(authData),
      signature: b64(sign('sha256', signed, this.privateKey)),
    });
  }

  private envelope<R>(response: R) {
    const id = b64(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private authData(more: number): Buffer {
    const flags = USER_PRESENT | (this.userVerified ? USER_VERIFIED : 0) | more;
    const head = Buffer.alloc(5);
    head[0] = flags;
    head.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(this.rpId), head]);
  }

  private clientData(type: string, challenge: string): string {
    return b64(Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false })));
  }
}
