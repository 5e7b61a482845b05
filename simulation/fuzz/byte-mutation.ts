import * as fc from 'fast-check';

/** A change of a text's bytes. `place` is a position between bytes, modulo the number of positions. The action `keep` ignores `place`. */
export type ByteMutation =
  | { readonly action: 'flip' | 'cut' | 'keep'; readonly place: number; readonly length: number }
  | { readonly action: 'insert'; readonly place: number; readonly bytes: readonly number[] }
  | { readonly action: 'encode'; readonly encoding: Encoding };

const ENCODINGS = ['bom', 'two boms', 'utf16le', 'utf16be', 'utf16le with bom', 'latin1', 'crlf', 'zeros'] as const;
type Encoding = (typeof ENCODINGS)[number];

/**
 * Bytes that mutations insert: invalid UTF-8 (such as stray continuations, overlong forms, halves of surrogate pairs, code
 * points beyond Unicode), a byte order mark, control characters, a line separator, and characters with a meaning in JSON.
 */
const BYTES: readonly (readonly number[])[] = [
  [0x80],
  [0xff, 0xfe],
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf0, 0x9f],
  [0xef, 0xbb, 0xbf],
  [0x00],
  [0x0a],
  [0x0d],
  [0x1b, 0x5b, 0x32, 0x4a],
  [0xc2, 0x9b],
  [0xe2, 0x80, 0xa8],
  [0x22],
  [0x5c],
  [0x7b],
  [0x7d],
  [0x2c],
];

const place = fc.nat();

export const byteMutations: fc.Arbitrary<ByteMutation> = fc.oneof(
  fc.record({ action: fc.constant('flip' as const), place, length: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ action: fc.constant('cut' as const), place, length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ action: fc.constant('keep' as const), place, length: fc.integer({ min: 0, max: 3000 }) }),
  fc.record({ action: fc.constant('insert' as const), place, bytes: fc.constantFrom(...BYTES) }),
  fc.record({ action: fc.constant('encode' as const), encoding: fc.constantFrom(...ENCODINGS) }),
);

export function mutatedBytes(text: string, changes: readonly ByteMutation[]): Buffer {
  return changes.reduce(change, Buffer.from(text));
}

function change(bytes: Buffer, mutation: ByteMutation): Buffer {
  if (mutation.action === 'encode') return encoded(bytes.toString(), mutation.encoding);
  const at = mutation.place % (bytes.length + 1);
  switch (mutation.action) {
    case 'flip':
      return Buffer.from(
        bytes.map((byte, index) => (index >= at && index < at + mutation.length ? byte ^ 0x55 : byte)),
      );
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + mutation.length)]);
    case 'keep':
      return bytes.subarray(0, mutation.length);
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(mutation.bytes), bytes.subarray(at)]);
  }
}

function encoded(text: string, encoding: Encoding): Buffer {
  const BOM = '\ufeff';
  switch (encoding) {
    case 'bom':
      return Buffer.from(BOM + text);
    case 'two boms':
      return Buffer.from(BOM + BOM + text);
    case 'utf16le':
      return Buffer.from(text, 'utf16le');
    case 'utf16be':
      return Buffer.from(text, 'utf16le')
        .subarray(0, text.length * 2)
        .swap16();
    case 'utf16le with bom':
      return Buffer.from(BOM + text, 'utf16le');
    case 'latin1':
      return Buffer.from(`${text}é`, 'latin1');
    case 'crlf':
      return Buffer.from(text.replaceAll('\n', '\r\n'));
    case 'zeros':
      return Buffer.alloc(text.length);
  }
}
