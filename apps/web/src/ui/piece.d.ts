/** Where the build serves a module that is a piece of its own (see vite.config.ts). */
declare module 'piece:*' {
  const address: string;
  export default address;
}
