import * as fc from 'fast-check';
import { hostileTexts } from './hostile-text';
import { GROUP, PARAMETER_FILE_KEY } from './valid-file';

/** Maximum size of a key in S3, in bytes. */
export const MAX_KEY_BYTES = 1024;

const KEYS: readonly string[] = [
  'train/config.json',
  'train/.json',
  'train//config.json',
  'train/../config.json',
  'train/./config.json',
  `train/${GROUP}/../../config.json`,
  `train/${GROUP}/config.json/`,
  `train/${GROUP}/`,
  `train/${GROUP}/config.JSON`,
  `TRAIN/${GROUP}/config.json`,
  `/train/${GROUP}/config.json`,
  `train/${GROUP}/sub/folder/config.json`,
  `train/${GROUP}/con fig+%2F%00.json`,
  `train/${GROUP}/cafe\u0301.json`,
  `train/${GROUP}/caf\u00e9.json`,
  `train/${GROUP}/%.json`,
  `train/${GROUP}/%E0%A4%A.json`,
  `train/${GROUP}/a\nb.json`,
  `train/${GROUP}/\u001b[2J.json`,
  `train/${GROUP}/\u202egnp.json`,
  `train/${GROUP}/\u0001.json`,
  'train/#dataset-groups/config.json',
  'train/run#x/config.json',
  'train/__proto__/config.json',
  'train/constructor/config.json',
  `train/${'x'.repeat(MAX_KEY_BYTES - 'train/.json'.length)}.json`,
  `train/${'é'.repeat((MAX_KEY_BYTES - 'train/.json'.length) >> 1)}.json`,
  `train/${'a/'.repeat(500)}.json`,
  `batch/${GROUP}/config.json`,
  `batch/${GROUP}/\u0001/job_config.json`,
];

/** Keys of hostile files. Most keys are in a folder for parameter files, so that the content is read. */
export const fileKeys: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(PARAMETER_FILE_KEY) },
  { weight: 4, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 2, arbitrary: hostileTexts.map((text) => fitting(`train/${text}/config.json`)) },
  { weight: 1, arbitrary: hostileTexts.map((text) => fitting(`train/${GROUP}/${text}.json`)) },
);

/** Returns a key that S3 accepts. Replaces lone surrogates. Replaces the whole key if it has more than 1,024 bytes. */
function fitting(key: string): string {
  const wellFormed = key.replace(/\p{Cs}/gu, '\ufffd');
  return Buffer.byteLength(wellFormed) <= MAX_KEY_BYTES ? wellFormed : `train/${GROUP}/config.json`;
}
