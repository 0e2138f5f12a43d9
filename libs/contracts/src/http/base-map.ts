import { z } from 'zod';

/** Shown on the map, as its license asks. */
const attribution = z.string();

/** `GET /v1/base-map`: the map under the plan on which a store's place is drawn. */
export const BaseMapView = z
  .object({
    /** Null when the operator has set none. */
    baseMap: z
      .discriminatedUnion('kind', [
        z.object({
          kind: z.literal('tiles'),
          /** The address of a picture of 256 pixels, with `{z}`, `{x}` and `{y}`. */
          template: z.string(),
          /** The closest zoom that there are pictures of. */
          maxZoom: z.int(),
          attribution,
        }),
        z.object({
          kind: z.literal('archive'),
          /** The address of a PMTiles file, or its path on this site. */
          url: z.string(),
          attribution,
        }),
      ])
      .nullable(),
  })
  .meta({ id: 'BaseMap' });
export type BaseMapView = z.infer<typeof BaseMapView>;
