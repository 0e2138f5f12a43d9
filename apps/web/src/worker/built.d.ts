/** What the build puts into a worker (build-workers.mjs). */
declare const BUILD: { readonly version: string; readonly files: readonly string[] };
