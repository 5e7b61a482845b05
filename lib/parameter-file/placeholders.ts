import { didYouMean } from './did-you-mean';
import { joinPointer, resolvePointer } from './json-pointer';
import { validate } from './json-schema/validator';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS } from './problem';
import { VALUE_NAME } from './value-name';

/** Values of placeholders, by name. */
export type Values = Readonly<Record<string, string>>;

/** Matches `${name}`, any other `${`, and `$${`, which stands for a literal `${`. */
const TEMPLATE = new RegExp(`\\$?\\$\\{(?:\\s*(${VALUE_NAME})\\s*\\})?`, 'g');

/** Maximum number of UTF-16 units that values may add to a file. This number equals the maximum size of a file in bytes. */
const MAX_FILLED = 1_048_576;

/** Matches strings that Terraform would convert to a number or a boolean. */
const CONVERTIBLE = /^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

export interface Filled {
  readonly value: JsonValue;
  /** Values that have replaced placeholders, by name. If the values are unknown, each placeholder's name has an empty text. */
  readonly used: Values;
  /** Placeholders that are malformed or have no value, and values that make the file too large. */
  readonly findings: readonly Finding[];
  /**
   * Moves a finding from its place in `value` to the place in the original text. Returns an empty list if the string at this place
   * has an unfilled placeholder.
   */
  inOriginal(finding: Finding): readonly Finding[];
}

/**
 * Replaces `${name}` in all strings, and `$${` by `${`, as Terraform does in templates. Directives (`%{`) stay as they are. If a string consists of one placeholder whose
 * value is the text of a number, `true` or `false`, and its place allows no such string, the string becomes this number or boolean. Keys
 * are not templates.
 * @param values values of the placeholders. With `unknown`, placeholders are not replaced, and only malformed placeholders give a
 * finding
 */
export function fillPlaceholders(original: JsonValue, values: Values | 'unknown'): Filled {
  const known = new Map(Object.entries(values === 'unknown' ? {} : values));
  const used: Record<string, string> = {};
  const findings: Finding[] = [];
  const open = new Set<string>();
  const alone = new Set<string>();
  let added = 0;

  const fillText = (text: string, path: string) =>
    text.replace(TEMPLATE, (template: string, name: string | undefined, offset: number) => {
      if (template.startsWith('$$')) return template.slice(1);
      const value = known.get(name ?? '');
      added += value?.length ?? 0;
      const fault = added > MAX_FILLED ? TOO_LARGE : value === undefined ? faultOf(path, name, known) : undefined;
      if (name === undefined || value === undefined || fault !== undefined) {
        open.add(path);
        if (name !== undefined && values === 'unknown') used[name] = '';
        if (fault !== undefined && findings.length < MAX_FINDINGS && (name === undefined || values !== 'unknown'))
          findings.push({ severity: 'error', path, value: text, offset, rule: 'placeholder', ...fault });
        return template;
      }
      used[name] = value;
      if (template.length === text.length) alone.add(path);
      return value;
    });
  const filled = mapTexts(original, fillText);
  return {
    value: converted(filled, alone),
    used,
    findings,
    inOriginal(finding) {
      if (open.has(finding.path)) return [];
      const text = resolvePointer(original, finding.path);
      if (finding.offset === undefined || typeof text !== 'string') return [finding];
      return [{ ...finding, offset: originalOffset(text, known, finding.offset) }];
    },
  };
}

/**
 * @param text `name=value`, as in an option of a command
 * @returns undefined for any other text
 */
export function givenValue(text: string): Values | undefined {
  const [, name, value] = new RegExp(`^(${VALUE_NAME})=(.*)$`, 's').exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : { [name]: value };
}

/** A text that {@link fillPlaceholders} replaces by `text`. */
export function literal(text: string): string {
  return text.replaceAll('${', () => '$${');
}

/** Applies a function to every string, with its JSON pointer. */
export function mapTexts(value: JsonValue, map: (text: string, path: string) => JsonValue, path = ''): JsonValue {
  if (typeof value === 'string') return map(value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, map, joinPointer(path, index)));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item ?? null, map, joinPointer(path, key))]),
  );
}

type Known = ReadonlyMap<string, string>;

const TOO_LARGE = { message: `The values of placeholders add more than ${MAX_FILLED} characters to the file.` };

function faultOf(path: string, name: string | undefined, values: Known): Pick<Finding, 'message' | 'hint'> {
  if (name === undefined) {
    const message = `${path} has a "\${" that is not followed by a name and "}". A placeholder is \${name}; expressions are not allowed.`;
    return { message, hint: 'Write "$${" for a literal "${".' };
  }
  const names = [...values.keys()].sort();
  const known = names.length === 0 ? 'no values are given' : `known are ${names.join(', ')}`;
  return {
    message: `${path} has the placeholder \${${name}}, which has no value; ${known}.`,
    hint:
      didYouMean(name, names) ??
      `Give it one: --value ${name}=..., or parameter_values of the deployment. Write "$\${" for a literal "\${".`,
  };
}

/**
 * Converts strings such as `12` or `true` to numbers or booleans where a parameter file allows no strings, or only strings of another form.
 * @param alone paths of the strings that consist of one placeholder
 */
function converted(filled: JsonValue, alone: ReadonlySet<string>): JsonValue {
  if (alone.size === 0 || validate(filled)) return filled;
  const refused = (validate.errors ?? []).filter(
    (error) => error.keyword === 'type' || (error.keyword === 'pattern' && error.params.orNumber),
  );
  const places = new Set(refused.map(({ instancePath }) => instancePath).filter((path) => alone.has(path)));
  return mapTexts(filled, (text, path) => (places.has(path) && CONVERTIBLE.test(text) ? JSON.parse(text) : text));
}

/**
 * Offset, in the original text, of the character at `offset` in the filled text. A character of a value has the offset of its
 * placeholder.
 */
function originalOffset(text: string, values: Known, offset: number): number {
  let shift = 0;
  for (const { 0: template, 1: name, index } of text.matchAll(TEMPLATE)) {
    const value = template.startsWith('$$') ? template.slice(1) : (values.get(name ?? '') ?? template);
    if (offset < index - shift) break;
    if (offset < index - shift + value.length) return index;
    shift += template.length - value.length;
  }
  return offset + shift;
}
