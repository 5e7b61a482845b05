import * as fc from 'fast-check';
import { XMLBuilder } from 'fast-xml-parser';
import { parseXml, replaceForbidden, writeXml, type XmlTree } from '../../../../emulator/core/protocols/xml';

const NAME = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,5}$/);
const TEXT = fc.oneof(fc.string(), fc.stringMatching(/^[&<>'" a-z]{0,8}$/));

/** Any document of text, elements and lists of elements. Each of them may be empty. */
const { tree } = fc.letrec<{ tree: XmlTree; item: XmlTree }>((tie) => ({
  tree: fc.dictionary(NAME, fc.oneof(tie('item'), fc.array(tie('item'), { maxLength: 3 })), { maxKeys: 4 }),
  item: fc.oneof({ depthSize: 'small' }, TEXT, tie('tree')),
}));

describe('writeXml', () => {
  test('writes the same text as the builder of fast-xml-parser', () => {
    // Prepare
    const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

    // Act and assess
    fc.assert(
      fc.property(tree, (content) => {
        const expected = builder.build({ Root: { '@xmlns': 'urn:a&b', ...(content as object) } });
        expect(writeXml('Root', content, 'urn:a&b')).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${expected}`);
      }),
    );
  });

  test('omits absent values', () => {
    // Act
    const text = writeXml('Error', { Code: 'NoSuchKey', Key: undefined });

    // Assess
    expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code></Error>');
  });

  test('writes text that parseXml reads back unchanged', () => {
    // Prepare
    const text = ` <a href="x">'&amp;'</a>\t\r\n `;

    // Act
    const { root, content } = parseXml(writeXml('Key', text));

    // Assess
    expect({ root, content }).toEqual({ root: 'Key', content: text });
  });
});

describe('parseXml', () => {
  test.each([
    ['a decimal reference to a control character', '&#27;'],
    ['a hexadecimal reference to a control character', '&#x1B;'],
    ['a reference to half of a surrogate pair', '&#xd800;'],
    ['a reference to a code point beyond Unicode', '&#x110000;'],
    ['a control character', '\u001b'],
  ])('refuses %s, which XML 1.0 does not allow', (_, forbidden) => {
    // Act and assess
    expect(() => parseXml(`<Key>keep${forbidden}</Key>`)).toThrow();
  });

  test('reads references to characters that XML 1.0 allows', () => {
    // Act
    const { content } = parseXml('<Key>&#9;&#xd;&#155;&#x1F600;&amp;#27;</Key>');

    // Assess
    expect(content).toBe('\t\r\u009b\u{1f600}&#27;');
  });
});

describe('replaceForbidden', () => {
  test('replaces exactly the characters that XML 1.0 does not allow', () => {
    // Act and assess
    expect(replaceForbidden('a\u0000\u001b\ufffe\ud800b')).toBe('a\ufffd\ufffd\ufffd\ufffdb');
    expect(replaceForbidden('\t\r\n\u009b\u{1f600}')).toBe('\t\r\n\u009b\u{1f600}');
  });
});
