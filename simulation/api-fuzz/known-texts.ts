/** Maximum number of texts that are kept for each member name. */
const MAX_TEXTS = 12;
const MAX_TEXT_LENGTH = 300;

/** Texts of earlier requests and responses, by member name. New requests use these texts, so that they refer to existing resources. */
export class KnownTexts {
  private readonly texts = new Map<string, string[]>();

  /** Returns texts of members with the given name. If there are none and the name ends in `Arn`, returns ARNs of any member. */
  of(name: string): readonly string[] {
    return this.texts.get(key(name)) ?? (key(name).endsWith('arn') ? (this.texts.get('resourcearn') ?? []) : []);
  }

  add(value: unknown, name = ''): void {
    if (typeof value === 'string') {
      this.addText(name, value);
      if (value.startsWith('arn:')) this.addText('resourceArn', value);
    } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const [member, content] of Object.entries(value).slice(0, 20)) {
        this.add(content, Array.isArray(value) ? name : member);
      }
    }
  }

  private addText(name: string, text: string): void {
    if (text === '' || text.length > MAX_TEXT_LENGTH) return;
    const known = this.texts.get(key(name)) ?? [];
    if (known.includes(text)) return;
    this.texts.set(key(name), [...known, text].slice(-MAX_TEXTS));
  }
}

/** Returns the key of a member name. `TopicArn`, `topicARN` and `topicArn` have the same key. */
function key(name: string): string {
  return name.toLowerCase();
}
