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
  // Clients write references such as `&#13;` for control characters in keys of S3 objects.
  htmlEntities: true,
});

/** Characters that XML 1.0 does not allow, not even as references. Source: XML 1.0, 2.2 and 4.1 (2026-12). */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Reference to a character by its number, e.g. `&#13;` or `&#xd;`. */
const REFERENCE = /&#(\d+|x[\da-fA-F]+);/g;

/**
 * Parses an XML document into its root element.
 * @throws Error if the text is not an XML document, or has a character that XML 1.0 does not allow
 */
export function parseXml(text: string): { readonly root: string; readonly content: XmlTree } {
  assertAllowed(text);
  const document = parser.parse(text, true) as Record<string, XmlTree>;
  const root = Object.entries(document).find(([name]) => name !== '#text');
  if (root === undefined) throw new Error('The XML document has no root element.');
  return { root: root[0], content: root[1] };
}

/**
 * Refuses text with forbidden characters. The parser would drop references to such characters, so that
 * `<Key>a&#27;</Key>` would name another object.
 * @throws Error that names a character which XML 1.0 does not allow
 */
function assertAllowed(text: string): void {
  const characters = text.replace(REFERENCE, (_, number: string) =>
    String.fromCodePoint(Number(number.replace('x', '0x'))),
  );
  const [forbidden] = characters.match(FORBIDDEN) ?? [];
  if (forbidden !== undefined) throw new Error(`XML 1.0 does not allow the character ${JSON.stringify(forbidden)}`);
}

/** Replaces characters that XML 1.0 does not allow by U+FFFD, so that every client can read an answer with the text. */
export function replaceForbidden(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd');
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

// XML readers would take a plain carriage return for a line feed (XML 1.0, 2.11). Most clients refuse references to
// control characters that XML 1.0 does not allow, but S3 writes such references in listings without
// `encoding-type=url`. Sources: API reference of ListObjectsV2, EncodingType;
// https://github.com/aws/aws-sdk-php/issues/169 (2026-12).
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
