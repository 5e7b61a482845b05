import { ServiceError } from '../../core/service';
import { type Condition, comparesArns, unknownOperator } from './conditions';
import { isArn } from './wildcard';

/** The principals of a statement in a resource policy or a trust policy. */
export interface Principals {
  readonly everyone: boolean;
  /** Service principals, e.g. `s3.amazonaws.com`. */
  readonly services: readonly string[];
  /** Account ids and ARNs of accounts, roles and sessions. */
  readonly aws: readonly string[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Absent in identity-based policies: the role is the principal. */
  readonly principals?: Principals;
  readonly actions: readonly string[];
  /** Absent in trust policies: the role is the resource. */
  readonly resources?: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Supported members of policy documents. All others are refused. */
const DOCUMENT_MEMBERS = ['Version', 'Id', 'Statement'];
const STATEMENT_MEMBERS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
const VERSION = '2012-10-17';

/**
 * Parses a policy document.
 * @param where name of the policy in errors, e.g. `policy 'data' of role 'personalize-upload'`
 * @throws ServiceError `MalformedPolicyDocument`
 */
export function parsePolicyDocument(document: unknown, where: string): readonly Statement[] {
  const malformed = (problem: string) =>
    new ServiceError('MalformedPolicyDocument', `The ${where} cannot be evaluated: ${problem}.`);

  const parsed = typeof document === 'string' ? parseJson(document, malformed) : document;
  if (!isRecord(parsed)) throw malformed('it is not a JSON object');
  refuseUnknown(parsed, DOCUMENT_MEMBERS, 'document', malformed);
  if (parsed.Version !== VERSION) throw malformed(`Version is ${JSON.stringify(parsed.Version)}, not '${VERSION}'`);
  return asList(parsed.Statement).map((statement, index) => parseStatement(statement, index, malformed));
}

type Malformed = (problem: string) => ServiceError;

function parseStatement(statement: unknown, index: number, malformed: Malformed): Statement {
  const inStatement: Malformed = (problem) => malformed(`statement ${index + 1}: ${problem}`);
  if (!isRecord(statement)) throw inStatement('it is not a JSON object');
  refuseUnknown(statement, STATEMENT_MEMBERS, 'statement', inStatement);
  const { Effect: effect, Principal: principal, Action: action, Resource: resource, Condition: condition } = statement;
  if (effect !== 'Allow' && effect !== 'Deny')
    throw inStatement(`Effect is ${JSON.stringify(effect)}, not 'Allow' or 'Deny'`);
  return {
    effect,
    ...(principal !== undefined && { principals: parsePrincipals(principal, inStatement) }),
    actions: texts(action, 'Action', inStatement),
    ...(resource !== undefined && { resources: texts(resource, 'Resource', inStatement) }),
    conditions: condition === undefined ? [] : parseConditions(condition, inStatement),
  };
}

function parsePrincipals(principal: unknown, malformed: Malformed): Principals {
  if (principal === '*') return { everyone: true, services: [], aws: [] };
  if (!isRecord(principal)) throw malformed(`Principal is ${JSON.stringify(principal)}, not '*' or a JSON object`);
  refuseUnknown(principal, ['Service', 'AWS'], 'Principal', malformed);
  const aws = principal.AWS === undefined ? [] : texts(principal.AWS, 'Principal.AWS', malformed);
  return {
    everyone: aws.includes('*'),
    services: principal.Service === undefined ? [] : texts(principal.Service, 'Principal.Service', malformed),
    aws: aws.filter((name) => name !== '*'),
  };
}

function parseConditions(condition: unknown, malformed: Malformed): Condition[] {
  if (!isRecord(condition)) throw malformed('Condition is not a JSON object');
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const problem = unknownOperator(operator);
    if (problem !== undefined) throw malformed(problem);
    if (!isRecord(keys)) throw malformed(`Condition.${operator} is not a JSON object`);
    return Object.entries(keys).map(([key, given]) => {
      const what = `Condition.${operator}.${key}`;
      const values = texts(given, what, malformed);
      const wrong = comparesArns(operator) ? values.find((value) => !isArn(value)) : undefined;
      if (wrong !== undefined) throw malformed(`${what} holds '${wrong}', which is not an ARN`);
      return { operator, key, values };
    });
  });
}

function texts(value: unknown, what: string, malformed: Malformed): string[] {
  const list = asList(value);
  if (list.length === 0) throw malformed(`${what} has no value`);
  return list.map((member) => {
    const text = typeof member === 'boolean' ? String(member) : member;
    if (typeof text !== 'string') throw malformed(`${what} holds ${JSON.stringify(member)}, which is not a string`);
    if (text.includes('${')) throw malformed(`${what} is '${text}'; the local IAM has no policy variables`);
    return text;
  });
}

function refuseUnknown(value: object, known: readonly string[], what: string, malformed: Malformed): void {
  const unknown = Object.keys(value).filter((member) => !known.includes(member));
  if (unknown.length === 0) return;
  throw malformed(`the ${what} has ${unknown.join(', ')}; the local IAM knows only ${known.join(', ')}`);
}

function parseJson(text: string, malformed: Malformed): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('it is not JSON');
  }
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
