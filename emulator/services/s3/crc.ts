/** Cyclic redundancy checks that S3 supports. Node.js has no functions for them, except for CRC-32 since version 20.15. */

/** Tables of two reversed polynomials: IEEE 802.3 (CRC-32) and Castagnoli (CRC-32C). */
const CRC32 = tableOf(0xedb88320);
const CRC32C = tableOf(0x82f63b78);

export function crc32(bytes: Uint8Array): number {
  return remainderBy(CRC32, bytes);
}

export function crc32c(bytes: Uint8Array): number {
  return remainderBy(CRC32C, bytes);
}

function remainderBy(table: Int32Array, bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Returns the table of the 256 remainders, by byte. */
function tableOf(polynomial: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
    return remainder;
  });
}

/** The reversed polynomial of CRC-64/NVME: NVM Express NVM Command Set Specification 1.0d, 5.2.1.3.4. */
const NVME = { high: 0x9a6c9329, low: 0xac4bc9b5 };

/** Table of remainders, in two halves of 32 bits. Bitwise operators work on 32 bits, and BigInt is too slow. */
const CRC64 = { high: new Int32Array(256), low: new Int32Array(256) };
for (let byte = 0; byte < 256; byte += 1) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const odd = low & 1;
    low = (low >>> 1) | ((high & 1) << 31);
    high >>>= 1;
    if (odd) {
      low ^= NVME.low;
      high ^= NVME.high;
    }
  }
  CRC64.high[byte] = high;
  CRC64.low[byte] = low;
}

/** @returns 8 bytes, the most significant first */
export function crc64nvme(bytes: Uint8Array): Uint8Array {
  let [high, low] = [~0, ~0];
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (CRC64.low[index] ?? 0);
    high = (high >>> 8) ^ (CRC64.high[index] ?? 0);
  }
  const digest = Buffer.alloc(8);
  digest.writeUInt32BE(~high >>> 0);
  digest.writeUInt32BE(~low >>> 0, 4);
  return digest;
}
