import { crc32 } from '../../../../local-aws/services/s3/crc32';

describe('crc32', () => {
  test.each([
    ['', 0],
    // The check value of CRC-32/ISO-HDLC: https://reveng.sourceforge.io/crc-catalogue/all.htm
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j equals that of zip', (text, expected) => {
    expect(crc32(Buffer.from(text))).toBe(expected);
  });
});
