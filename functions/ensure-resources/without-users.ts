import type { Bytes } from '../../lib/personalize/data-rules/read-csv';
import { forEachUser } from '../../lib/personalize/data-rules/users-in-csv';

/**
 * Replaces the user ids of a csv in a text of Personalize by `[user]`, except where a letter or digit adjoins the id. The text may quote
 * the csv, and is written to logs, records and mails.
 */
export async function withoutUsers(text: string, open: () => Bytes): Promise<string> {
  const users = new Set<string>();
  await forEachUser(open, (user) => {
    // The text may contain a user's id verbatim, or escaped as in a JSON string.
    for (const written of [user, JSON.stringify(user).slice(1, -1)])
      if (user !== '' && text.includes(written)) users.add(written);
  });
  // Longer ids are replaced first, because an id may be part of a longer id.
  return [...users].sort((one, other) => other.length - one.length).reduce(withoutUser, text);
}

function withoutUser(text: string, user: string): string {
  const escaped = user.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), '[user]');
}
