import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LEGAL_FILE = /^(?:licen[cs]e|notice)/i;
const LINE = `\n\n${'-'.repeat(80)}\n\n`;

/**
 * Returns the licenses and notices of the npm packages that files belong to: each text once, below the packages that have it. For a package
 * without such files, the text is the license that its package.json names.
 * @param files paths relative to the root, with slashes. The project's own files are ignored
 * @throws Error if a package has neither a license file nor a license in its package.json
 */
export function thirdPartyLicenses(root: string, files: readonly string[]): string {
  const packages = new Map<string, string>();
  for (const folder of packageFolders(files)) {
    const { name, version, license }: Readonly<Record<string, string | undefined>> = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    );
    const title = `${name} ${version}`;
    const text = legalTexts(join(root, folder)) || (license && `${license}, by its package.json`);
    if (!text) throw new Error(`${title} has neither a file LICENSE nor a license in its package.json: ${folder}`);
    packages.set(title, text);
  }
  const titles = new Map<string, string[]>();
  for (const [title, text] of [...packages].sort(([one], [other]) => (one < other ? -1 : 1)))
    titles.set(text, [...(titles.get(text) ?? []), title]);
  return `${[...titles].map(([text, those]) => `${those.join('\n')}\n\n${text}`).join(LINE)}\n`;
}

/** Folders of the npm packages that files belong to, such as `node_modules/ajv`. */
export function packageFolders(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => PACKAGE.exec(file)?.[1] ?? []));
}

function legalTexts(folder: string): string {
  const names = readdirSync(folder).filter((name) => LEGAL_FILE.test(name));
  const texts = names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}
