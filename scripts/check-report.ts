import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/**
 * Checks an HTML report in a real browser: `npx tsx scripts/check-report.ts REPORT.html [FOLDER]`. Fails for errors of
 * the page, requests to other URLs, findings of axe, a page that is wider than the screen, labels that overlap, and a
 * timeline that cannot be opened with the keyboard. Writes screenshots and the printed PDF to FOLDER (default:
 * `report-check`), for people to see. The environment variable CHROMIUM has the path of the browser (default:
 * `/usr/bin/chromium`).
 */
const VIEWS = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 900 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 900 },
  { name: 'narrow', colorScheme: 'light', width: 800, height: 900 },
  { name: 'phone', colorScheme: 'light', width: 390, height: 844 },
] as const;

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Expression for the number of labels above the grid whose text overlaps the next label. */
const OVERLAPPING = `(() => {
  const labels = [...document.querySelectorAll('.head .day, .head .hour')].filter((label) => getComputedStyle(label).fontSize !== '0px');
  const spans = labels.map((label) => {
    const range = document.createRange();
    range.selectNodeContents(label);
    return range.getBoundingClientRect();
  });
  return spans.filter(({ right }, index) => right > (spans[index + 1]?.left ?? Infinity)).length;
})()`;

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

const problems: string[] = [];

async function open(browser: Browser, url: string, view: (typeof VIEWS)[number]): Promise<Page> {
  const { name, width, height, colorScheme } = view;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, bypassCSP: true });
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`${name}: ${message.text()}`));
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:'))
      problems.push(`${name}: requests ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

async function check(page: Page, name: string): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as { readonly violations: readonly Finding[] };
  for (const { id, help, nodes } of violations)
    problems.push(`${name}: ${id}: ${help} (${nodes.length}), e.g. ${nodes[0]?.html.slice(0, 200)}`);
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (Number(wide) > 0) problems.push(`${name}: the page is ${wide} px wider than the screen`);
  const overlapping = await page.evaluate(OVERLAPPING);
  if (Number(overlapping) > 0) problems.push(`${name}: ${overlapping} labels of the grid overlap the next one`);
}

/** Opens the first task's runs and the first run's timeline with the keyboard alone. */
async function useKeyboard(page: Page, name: string): Promise<void> {
  await page.locator('.name').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  if ((await page.locator('#run h3:focus').count()) !== 1) problems.push(`${name}: the keyboard opens no timeline`);
}

async function main(report: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const url = pathToFileURL(resolve(report)).href;
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
  for (const view of VIEWS) {
    const page = await open(browser, url, view);
    await page.screenshot({ path: join(folder, `${view.name}.png`) });
    if (view.name === 'light') await page.pdf({ path: join(folder, 'print.pdf'), format: 'A4', printBackground: true });
    await check(page, view.name);
    await useKeyboard(page, view.name);
    await page.locator('.notes summary').first().click();
    await check(page, `${view.name}, open`);
    await page.screenshot({ path: join(folder, `${view.name}-open.png`), fullPage: true });
    await page.close();
  }
  await browser.close();
  for (const problem of problems) console.error(problem);
  console.log(`${problems.length} problems; the screenshots are in ${folder}.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

const [, , report, folder = 'report-check'] = process.argv;
if (report === undefined) {
  console.error('Usage: npx tsx scripts/check-report.ts REPORT.html [FOLDER]');
  process.exitCode = 2;
} else void main(report, folder);
