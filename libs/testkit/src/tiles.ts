/** A base map for tests: one picture, in a PMTiles file that has it for every place and zoom. */
import { crc32, deflateSync } from 'node:zlib';

const SIDE_PX = 256;

/** A PNG of 256 by 256 pixels of one color. @param color red, green and blue, 0 to 255 */
export function pictureTile(color: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(SIDE_PX * 3, Buffer.from(color))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE_PX, 0);
  header.writeUInt32BE(SIDE_PX, 4);
  // 8 bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array<Buffer>(SIDE_PX).fill(row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const HEADER_BYTES = 127;
const MAX_ZOOM = 15;
const [UNCOMPRESSED, PNG] = [1, 2];

/** A PMTiles file, version 3, whose one directory entry has a PNG for all tiles up to zoom 15. */
export function smallArchive(tile: Buffer): Buffer {
  const tiles = (4 ** (MAX_ZOOM + 1) - 1) / 3;
  // One entry: the first tile's number, how many follow with the same picture, its length, and its offset plus one.
  const directory = Buffer.concat([1, 0, tiles, tile.length, 1].map(varint));
  const metadata = Buffer.from('{}');
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles\x03', 'latin1');
  const metadataAt = HEADER_BYTES + directory.length;
  const tilesAt = metadataAt + metadata.length;
  const lengths = [HEADER_BYTES, directory.length, metadataAt, metadata.length, 0, 0, tilesAt, tile.length];
  [...lengths, tiles, 1, 1].forEach((value, i) => header.writeBigUInt64LE(BigInt(value), 8 + 8 * i));
  header.set([1, UNCOMPRESSED, UNCOMPRESSED, PNG, 0, MAX_ZOOM], 96);
  [-180, -85, 180, 85].forEach((degrees, i) => header.writeInt32LE(degrees * 1e7, 102 + 4 * i));
  return Buffer.concat([header, directory, metadata, tile]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
