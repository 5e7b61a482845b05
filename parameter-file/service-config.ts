import { type Violation, validateInput } from '../personalize/api-model';
import { RESOURCE_TYPES } from '../personalize/resource-types';
import { didYouMean } from './did-you-mean';
import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonValue } from './json-value';
import { type Finding, show } from './problem';
import type { Section, ServiceConfigSection } from './sections';

/** Checks a section of our own inside a `serviceConfig`. */
export type CheckSection = (section: Section, value: JsonValue, pointer: string) => Iterable<Finding>;

/** Checks the members of a Create request against Personalize's API model. */
export function* checkServiceConfig(
  section: ServiceConfigSection,
  config: JsonValue,
  pointer: string,
  checkSection: CheckSection,
): Generator<Finding> {
  if (!isJsonObject(config)) {
    yield {
      severity: 'error',
      path: pointer,
      value: config,
      rule: 'type',
      message: `${pointer} is ${show(config)}; it must be an object.`,
    };
    return;
  }
  const request: Record<string, JsonValue | undefined> = {};
  for (const [name, value] of Object.entries(config)) {
    if (value === undefined) continue;
    const path = joinPointer(pointer, name);
    if (Object.hasOwn(section.supplied, name))
      yield suppliedFinding(path, name, value, section.supplied[name]);
    else if (Object.hasOwn(section.own, name)) yield* checkOwn(section.own[name], value, path, checkSection);
    else request[name] = value;
  }
  // A schema stands in the file as JSON and goes to Personalize as text.
  const schema = config.schema;
  if (section.type === 'schema' && schema !== undefined) {
    request.schema = typeof schema === 'string' ? schema : JSON.stringify(schema);
  }
  for (const name of section.required) {
    if (request[name] === undefined) yield requiredFinding(joinPointer(pointer, name));
  }
  for (const violation of validateInput(RESOURCE_TYPES[section.type].create, request)) {
    const [first] = violation.path;
    if (typeof first === 'string' && Object.hasOwn(section.supplied, first)) continue;
    yield requestFinding(violation, pointer, violation.path.length === 1 ? section : undefined);
  }
}

/** Tags outside any request, by the API's rules for tags. */
export function* checkTags(tags: JsonValue, pointer: string): Generator<Finding> {
  for (const violation of validateInput('TagResource', { resourceArn: undefined, tags })) {
    if (violation.path[0] !== 'tags') continue;
    yield requestFinding({ ...violation, path: violation.path.slice(1) }, pointer, undefined);
  }
}

function* checkOwn(
  section: Section | undefined,
  value: JsonValue,
  path: string,
  checkSection: CheckSection,
): Generator<Finding> {
  if (section) yield* checkSection(section, value, path);
}

function suppliedFinding(path: string, name: string, value: JsonValue, from: string | undefined): Finding {
  return {
    severity: 'error',
    path,
    atKey: true,
    value,
    rule: 'supplied-by-workflow',
    message: `"${name}" is supplied by the workflow, from ${from}.`,
    hint: 'Leave it out.',
  };
}

function requiredFinding(path: string): Finding {
  return {
    severity: 'error',
    path,
    value: undefined,
    rule: 'required-member',
    message: `${path} is missing.`,
  };
}

const RULE_NAMES = {
  required: 'required-member',
  unknown: 'unknown-member',
  type: 'type',
  min: 'min',
  max: 'max',
  pattern: 'pattern',
  enum: 'enum',
} as const satisfies Record<Violation['rule'], string>;

function requestFinding(
  violation: Violation,
  pointer: string,
  section: ServiceConfigSection | undefined,
): Finding {
  const { rule, value, expected } = violation;
  const known = Array.isArray(expected) ? (expected as string[]) : [];
  const written = rule === 'unknown' ? violation.path.at(-1) : value;
  const supplied = section?.supplied ?? {};
  const candidates = [...known, ...Object.keys(section?.own ?? {})].filter(
    (name) => !Object.hasOwn(supplied, name),
  );
  return {
    severity: 'error',
    path: joinPointer(pointer, ...violation.path),
    atKey: rule === 'unknown',
    value,
    rule: RULE_NAMES[rule],
    message: `${violation.message}.`,
    hint: typeof written === 'string' ? didYouMean(written, candidates) : undefined,
  };
}
