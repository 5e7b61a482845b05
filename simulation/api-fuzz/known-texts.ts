/** Maximum number of texts that are kept of each name. */
const EACH = 12;
const LONGEST = 300;

/** Texts of earlier requests and responses by the names of their members, so that requests meet the resources of others. */
export class KnownTexts {
  private readonly texts = new Map<string, string[]>();

  /** Returns texts of members with that name, or of all ARNs. */
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
    if (text === '' || text.length > LONGEST) return;
    const known = this.texts.get(key(name)) ?? [];
    if (known.includes(text)) return;
    this.texts.set(key(name), [...known, text].slice(-EACH));
  }
}

/** Makes `TopicArn`, `topicARN` and `topicArn` equal. */
function key(name: string): string {
  return name.toLowerCase();
}
