/** The installation itself, before anybody can sign in. */
import { z } from 'zod';
import { line } from '../text/index.js';
import { Login, Password } from './staff.js';

/** `GET /v1/installation`: what the start page and the sign-in need to know before anybody has signed in. */
export const InstallationView = z
  .object({
    /** False until the first admin is made: nobody can sign in yet. */
    adminExists: z.boolean(),
  })
  .meta({ id: 'Installation' });
export type InstallationView = z.infer<typeof InstallationView>;

/** `POST /v1/first-admin`: who opens the one-time address of a new installation makes its first admin. */
export const FirstAdmin = z
  .strictObject({
    /** The part of the address after `#first-admin=`. */
    invitation: z.string().min(1).max(200),
    name: line(1, 40),
    login: Login,
    password: Password,
  })
  .meta({ id: 'FirstAdmin' });
export type FirstAdmin = z.infer<typeof FirstAdmin>;
