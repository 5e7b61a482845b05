import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** An element's content: text, or child elements by name; an array stands for repeated elements of that name. */
export type XmlTree = string | { readonly [name: string]: XmlTree | readonly XmlTree[] };

const parser = new XMLParser({
  ignoreDeclaration: true,
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  // Object keys may begin or end with blanks.
  trimValues: false,
  // `&#13;` and the like are what clients write for control characters in object keys.
  htmlEntities: true,
});

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/**
 * The root element of an XML document.
 * @throws Error if the text is not an XML document
 */
export function parseXml(text: string): { readonly root: string; readonly content: XmlTree } {
  const document = parser.parse(text, true) as Record<string, XmlTree>;
  const root = Object.entries(document).find(([name]) => name !== '#text');
  if (root === undefined) throw new Error('The XML document has no root element.');
  return { root: root[0], content: root[1] };
}

/** An XML document with its declaration, e.g. `<?xml …?><Root xmlns="…">…</Root>`. */
export function writeXml(root: string, content: XmlTree, namespace?: string): string {
  const attributes = namespace === undefined ? {} : { '@xmlns': namespace };
  const element = typeof content === 'string' ? { ...attributes, '#text': content } : { ...attributes, ...content };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: element })}`;
}
