import * as crypto from 'node:crypto';
import type { Random } from '../../../core/random';

const BYTE = 255;

/** Returns `node:crypto` and the global `crypto` as a function sees them. The members of `seeded` use the seed; all others are the host's. */
export function seededCrypto(random: Random) {
  const fill = <T extends NodeJS.ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.integer(0, BYTE);
    return view;
  };
  const seeded = {
    randomUUID: () => random.uuid(),
    getRandomValues: fill,
    randomFillSync: fill,
    randomBytes: (size: number) => fill(Buffer.alloc(size)),
    randomInt: (from: number, to?: number) =>
      to === undefined ? random.integer(0, from - 1) : random.integer(from, to - 1),
  };
  const webcrypto = {
    subtle: crypto.webcrypto.subtle,
    randomUUID: seeded.randomUUID,
    getRandomValues: seeded.getRandomValues,
  };
  return { module: { ...crypto, ...seeded, webcrypto }, webcrypto };
}
