/**
 * Matches a value in quotation marks. The value itself may contain the mark, for example an apostrophe. If the value
 * was cut, the closing mark may be missing.
 */
const QUOTED =
  /(?<![\p{L}\p{N}])(?:'(.*?)(?:'(?![\p{L}\p{N}])|$)|"(.*?)(?:"(?![\p{L}\p{N}])|$)|`(.*?)(?:`|$)|“(.*?)(?:”|$))/gmu;
/** Matches the beginning of an S3 location or an ARN. */
const LOCATION = /^(?:s3:\/\/|arn:)/;

/**
 * Replaces the quoted values in a message of Personalize by `[value]`. Such values may come from csv files, and must
 * not reach mails, logs and records. S3 locations and ARNs are not replaced.
 * @param names quoted texts that are not replaced, such as names of columns
 */
export function withoutValues(text: string, names: readonly string[]): string {
  return text.replace(QUOTED, (quoted: string, ...groups: readonly unknown[]) => {
    const value = groups.slice(0, 4).find((group) => typeof group === 'string') ?? '';
    return names.includes(String(value)) || LOCATION.test(String(value)) ? quoted : '[value]';
  });
}
