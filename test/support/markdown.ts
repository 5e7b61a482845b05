import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

export interface MarkdownFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
}

const ELSEWHERE = ['node_modules', 'cdktf.out', 'dist', '.git', 'coverage'];

/** Every Markdown file of the project. */
export function markdownFiles(folder = PROJECT_ROOT): readonly MarkdownFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly MarkdownFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ELSEWHERE.includes(entry.name) ? [] : markdownFiles(path);
    if (!entry.name.endsWith('.md')) return [];
    return [{ path: relative(PROJECT_ROOT, path), text: readFileSync(path, 'utf8') }];
  });
}

/** Targets of links and images, outside of code. */
export function links({ text }: MarkdownFile): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
}

/** What GitHub lets a link into a file point at. */
export function anchors(text: string): ReadonlySet<string> {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Command lines in blocks of shell code, and in single backquotes where they begin with `npm` or `npx`. */
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
