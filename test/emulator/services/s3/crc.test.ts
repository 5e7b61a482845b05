import { crc32, crc32c, crc64nvme } from '../../../../emulator/services/s3/crc';

// Source of the check values: https://reveng.sourceforge.io/crc-catalogue/all.htm
describe('crc32', () => {
  test.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of the text "%s" equals the CRC-32 that zip files use', (text, expected) => {
    expect(crc32(Buffer.from(text))).toBe(expected);
  });
});

describe('crc32c', () => {
  it('equals CRC-32/ISCSI', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });
});

describe('crc64nvme', () => {
  it('equals CRC-64/NVME', () => {
    expect(Buffer.from(crc64nvme(Buffer.from('123456789'))).toString('hex')).toBe('ae8b14860a799888');
  });
});
