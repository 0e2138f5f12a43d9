/**
 * How the texts in `messages/` become functions in `src/messages/generated/`: the same for Vite and for
 * `npm run messages`. The page itself says which language is on (src/ui/language.svelte.ts), so no
 * cookie, URL or storage strategy is compiled in.
 */
export const messagesOptions = {
  project: './project.inlang',
  outdir: './src/messages/generated',
  strategy: ['globalVariable', 'baseLocale'],
  outputStructure: 'message-modules',
  isServer: 'false',
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  emitReadme: false,
  disableAsyncLocalStorage: true,
};
