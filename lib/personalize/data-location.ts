import { show } from '../text/format';
import { LIMITS } from './limits';

/**
 * Line breaks and other control characters. Screens do not show them, and the pattern of S3Location may not match them (API model, November
 * 2026: `(s3|http|https)://.+`).
 */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Explains why Amazon Personalize cannot import csv from a folder; undefined if it can. A parameter file in such a
 * folder is refused before anything is created for the file.
 * @param folder key prefix of the folder: `train/eu/shop/`
 * @param datasets datasets of the parameter file, each with the name of the dataset's csv without `.csv`
 */
export function unreadableFolder(
  bucket: string,
  folder: string,
  datasets: readonly { readonly csvName: string }[],
): string | undefined {
  if (datasets.length === 0) return undefined;
  const cannot = `Amazon Personalize cannot read csv from the folder ${show(folder)}`;
  if (CONTROL.test(folder))
    return `${cannot}: its name has a line break or another control character. Move the parameter file and its csv to another folder.`;
  const { max } = LIMITS.s3PathCharacters;
  const length = Math.max(...datasets.map(({ csvName }) => `s3://${bucket}/${folder}${csvName}.csv`.length));
  if (length <= max) return undefined;
  return `${cannot}: the longest path of a csv in it would have ${length} characters, it must have at most ${max}. Move the parameter file and its csv to a folder with a shorter path.`;
}
