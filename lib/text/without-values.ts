/** Quotation marks around a value that may have the same mark within, such as an apostrophe. A cut value may lack its closing mark. */
const QUOTED =
  /(?<![\p{L}\p{N}])(?:'(.*?)(?:'(?![\p{L}\p{N}])|$)|"(.*?)(?:"(?![\p{L}\p{N}])|$)|`(.*?)(?:`|$)|“(.*?)(?:”|$))/gmu;
/** Beginnings of locations. */
const LOCATION = /^(?:s3:\/\/|arn:)/;

/**
 * Replaces the quoted values in a message of Personalize by `[value]`. They may come from csv, and messages reach mails, logs and records.
 * @param names quoted texts that stay, such as names of columns; locations stay too
 */
export function withoutValues(text: string, names: readonly string[]): string {
  return text.replace(QUOTED, (quoted: string, ...groups: readonly unknown[]) => {
    const value = groups.slice(0, 4).find((group) => typeof group === 'string') ?? '';
    return names.includes(String(value)) || LOCATION.test(String(value)) ? quoted : '[value]';
  });
}
