import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** A kind of event in docs/events.schema.json. */
interface EventKind {
  /** Short name of the kind, for the table of members. */
  readonly title: string;
  /** Detail type, and what `resources` names. */
  readonly description: string;
  readonly properties: { readonly detail: { readonly properties: Readonly<Record<string, Member>> } };
}

interface Member {
  readonly description: string;
}

/** The tables of docs/events.md, from the JSON Schema: kinds of events with their statuses, and the members of `detail`. */
export function eventTables(): string {
  const { definitions }: { readonly definitions: Readonly<Record<string, EventKind>> } = JSON.parse(
    readFileSync(join(PROJECT_ROOT, 'docs', 'events.schema.json'), 'utf8'),
  );
  const kinds = Object.values(definitions);
  return `| Detail type, and what \`resources\` names | \`Status\` |
|---|---|
${kinds.map(({ description, properties }) => `| ${description} | ${properties.detail.properties.Status?.description} |`).join('\n')}

| Member of \`detail\` | In events of | What it is |
|---|---|---|
${memberRows(kinds).join('\n')}`;
}

/**
 * Returns a row for each member except `Status`.
 * @throws Error if kinds of events describe the same member differently
 */
function memberRows(kinds: readonly EventKind[]): readonly string[] {
  const members = new Map<string, { readonly description: string; readonly titles: string[] }>();
  for (const { title, properties } of kinds) {
    for (const [name, { description }] of Object.entries(properties.detail.properties)) {
      if (name === 'Status') continue;
      const known = members.get(name);
      if (known !== undefined && known.description !== description)
        throw new Error(`Member '${name}' has two descriptions in docs/events.schema.json.`);
      members.set(name, { description, titles: [...(known?.titles ?? []), title] });
    }
  }
  return [...members].map(
    ([name, { description, titles }]) => `| \`${name}\` | ${titles.join(', ')} | ${description} |`,
  );
}
