/** The style of `/docs`: the colours of the reader's system, and lines that fit a phone. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --soft: light-dark(#57606a, #9aa4ae); --line: light-dark(#d5dade, #3a424a); --link: light-dark(#0b5c4b, #6fd3bb); }
html { background: light-dark(#ffffff, #14191e); color: light-dark(#1b2127, #e8ecef); }
body { margin: 0; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
header, nav, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; }
h1 small { font-size: 1rem; font-weight: 400; }
h2 { margin: 2.5rem 0 .5rem; }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
code { font: .9em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: .375rem 0; }
details { border-top: 1px solid var(--line); }
summary { padding: .625rem .25rem; cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
/* Whoever follows a link to a part sees its title, too. */
details > div { padding: 0 0 1rem 1rem; scroll-margin-top: 5rem; }
.method { display: inline-block; min-width: 6ch; font-weight: 700; }
.what, .soft { color: var(--soft); }
.fields { margin: .25rem 0; padding-left: 1.25rem; }
.fields li { margin: .25rem 0; }
`;
