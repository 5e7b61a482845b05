import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

export interface MarkdownFile {
  /** Path relative to the root of the project. */
  readonly path: string;
  readonly text: string;
}

const ELSEWHERE = ['node_modules', 'cdktf.out', 'dist', '.git', 'coverage', '.stryker-tmp'];

export function markdownFiles(folder = PROJECT_ROOT): readonly MarkdownFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly MarkdownFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ELSEWHERE.includes(entry.name) ? [] : markdownFiles(path);
    if (!entry.name.endsWith('.md')) return [];
    return [{ path: relative(PROJECT_ROOT, path), text: readFileSync(path, 'utf8') }];
  });
}

/** Targets of links and images outside of code: `[text](target "title")`, `[label]: target`, and attributes of HTML. */
export function links({ text }: MarkdownFile): readonly string[] {
  const found = withoutCode(text).matchAll(
    /\]\(<?([^)\s>]+)|^ *\[[^\]]+\]: +<?([^\s>]+)|<(?:a|img)\b[^>]* (?:href|src)="([^"]*)"/gm,
  );
  return [...found].map(([, inline, defined, attribute]) => inline ?? defined ?? attribute ?? '');
}

/** Anchors that GitHub gives to headings. The anchor of a repeated heading gets a number. */
export function anchors(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#+ (.+)$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    let numbered = anchor;
    for (let number = 1; found.has(numbered); number += 1) numbered = `${anchor}-${number}`;
    found.add(numbered);
  }
  return found;
}

/**
 * Lines of `sh` and `yaml` blocks without comments, and commands in single backquotes that begin with `npm` or `npx`.
 * A line with several commands is split.
 */
export function commands({ text }: MarkdownFile): readonly string[] {
  const blocks = [...text.matchAll(/^ *```(?:sh|yaml)\n([\s\S]*?)^ *```/gm)].flatMap(([, code]) =>
    (code ?? '').replaceAll('\\\n', ' ').split('\n'),
  );
  const inline = [...withoutBlocks(text).matchAll(/`((?:npm|npx) [^`]+)`/g)].map(([, code]) => code ?? '');
  return [...blocks, ...inline]
    .flatMap((line) =>
      line
        .replace(/^\s*(- run: )?/, '')
        .replace(/\s+#.*$/, '')
        .split(/ && |; /),
    )
    .map((command) => command.trim())
    .filter((command) => command !== '' && !command.startsWith('#'));
}

function withoutBlocks(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, '');
}

function withoutCode(text: string): string {
  return withoutBlocks(text).replace(/`[^`\n]*`/g, '');
}
