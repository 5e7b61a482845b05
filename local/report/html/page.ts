import { createHash } from 'node:crypto';
import { buildSync } from 'esbuild';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { html, Markup } from './markup';
import type { PageData } from './page-data';
import { STYLE } from './style';

/** Program that draws the page in the browser. */
const PROGRAM = 'local/report/html/browser/main.ts';

/** License notice of the third-party code in the program. */
const LICENSE = '/*! uPlot, MIT, Copyright (c) Leon Sorokin, https://github.com/leeoniya/uPlot */';

/** Renders a page about a run of the local AWS. The page contains its data and its program, and makes no requests. */
export function renderPage(data: PageData): string {
  const { script, style } = program();
  const policy = `default-src 'none'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; style-src 'unsafe-inline'; img-src data:`;
  return html`${new Markup('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${data.title}</title>
<style>${new Markup(style + STYLE)}</style>
</head>
<body>
<noscript><p>This report needs JavaScript.</p></noscript>
<script type="application/json" id="data">${new Markup(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

/** Returns the program and its style. esbuild escapes `</script` in the program's texts. */
function program(): { readonly script: string; readonly style: string } {
  const { outputFiles } = buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [PROGRAM],
    outdir: 'report',
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    legalComments: 'none',
    banner: { js: LICENSE },
    write: false,
    logLevel: 'silent',
  });
  const text = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim() ?? '';
  return { script: text('.js'), style: text('.css') };
}
