import { createHash } from 'node:crypto';
import { renderPage } from '../../../../local/report/html/page';
import { REPORT } from './support/report-data';

const page = renderPage(REPORT);
const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];

describe('renderPage', () => {
  test('embeds the data once as JSON, which a value with </script> does not end', () => {
    const [, json = ''] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json)).toEqual(REPORT);
    expect(page).toContain('<title>Movies &amp; &lt;more&gt;</title>');
  });

  test('allows no script but its own, and loads nothing from elsewhere', () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toContain(`script-src &#39;sha256-${createHash('sha256').update(script).digest('base64')}&#39;`);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page.replace(script, '')).not.toMatch(/<img|<iframe|\bon[a-z]+=|@import|url\(/i);
    const targets = [...page.replace(script, '').matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, target]) => target);
    expect(targets).toEqual(['data:,']);
  });

  test('names the library that it contains, and its license', () => {
    expect(script).toMatch(/\/\*! uPlot, MIT, Copyright .* Leon Sorokin, \S+ \*\//);
  });

  test('has fewer than 90,000 characters without its data', () => {
    expect(page.length - JSON.stringify(REPORT).length).toBeLessThan(90_000);
  });
});
