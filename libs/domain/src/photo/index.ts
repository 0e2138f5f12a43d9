export {
  MOST_PHOTO_BYTES,
  MOST_PHOTO_SIDE_PX,
  plainJpeg,
  type PhotoFault,
  type PlainJpeg,
} from './plain-jpeg.js';
