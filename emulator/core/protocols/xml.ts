import { XMLParser } from 'fast-xml-parser';

/** Content of an element: text, or child elements by name. An array is a repeated element. */
export type XmlTree = string | { readonly [name: string]: XmlTree | readonly XmlTree[] };

/** Content to write. Absent values are left out. */
type Writable = string | { readonly [name: string]: Writable | readonly Writable[] | undefined };

const parser = new XMLParser({
  ignoreDeclaration: true,
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  // Keys of S3 objects may begin or end with blanks.
  trimValues: false,
  // Clients write `&#13;` and the like for control characters in keys of S3 objects.
  htmlEntities: true,
});

/**
 * Parses an XML document into its root element.
 * @throws Error if the text is not an XML document
 */
export function parseXml(text: string): { readonly root: string; readonly content: XmlTree } {
  const document = parser.parse(text, true) as Record<string, XmlTree>;
  const root = Object.entries(document).find(([name]) => name !== '#text');
  if (root === undefined) throw new Error('The XML document has no root element.');
  return { root: root[0], content: root[1] };
}

/** Writes an XML document with its declaration, e.g. `<?xml …?><Root xmlns="…">…</Root>`. */
export function writeXml(root: string, content: Writable, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${escaped(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inside(content)}</${root}>`;
}

function inside(content: Writable): string {
  if (typeof content === 'string') return escaped(content);
  let text = '';
  for (const [name, child] of Object.entries(content)) {
    if (child === undefined) continue;
    for (const item of isList(child) ? child : [child]) text += `<${name}>${inside(item)}</${name}>`;
  }
  return text;
}

function isList(child: Writable | readonly Writable[]): child is readonly Writable[] {
  return Array.isArray(child);
}

// XML readers would take a plain carriage return for a line feed (XML 1.0, 2.11), and may refuse other control characters.
const SPECIAL = /[&<>'"]|[^\P{Cc}\t\n]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`);
}
