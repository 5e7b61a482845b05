/**
 * A value in quotation marks. The value may contain the same mark, such as an apostrophe. A value that was cut may lack
 * its closing mark.
 */
const QUOTED =
  /(?<![\p{L}\p{N}])(?:'(.*?)(?:'(?![\p{L}\p{N}])|$)|"(.*?)(?:"(?![\p{L}\p{N}])|$)|`(.*?)(?:`|$)|“(.*?)(?:”|$))/gmu;
/** Beginnings of locations. */
const LOCATION = /^(?:s3:\/\/|arn:)/;

/**
 * Replaces the quoted values in a message of Personalize by `[value]`. Such values may come from csv, and messages
 * reach mails, logs and records.
 * @param names quoted texts that stay, such as names of columns; locations stay too
 */
export function withoutValues(text: string, names: readonly string[]): string {
  return text.replace(QUOTED, (quoted: string, ...groups: readonly unknown[]) => {
    const value = groups.slice(0, 4).find((group) => typeof group === 'string') ?? '';
    return names.includes(String(value)) || LOCATION.test(String(value)) ? quoted : '[value]';
  });
}
