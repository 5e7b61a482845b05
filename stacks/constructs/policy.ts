import type { PolicyStatement } from '../../functions/shared/definition';

/**
 * IAM policy documents as JSON text with Terraform references.
 */

export interface ResourcePolicyStatement extends PolicyStatement {
  readonly sid: string;
  /** Default: Allow. */
  readonly effect?: 'Allow' | 'Deny';
  /** Service principal, e.g. `personalize.amazonaws.com`; an account's or role's ARN; or `*` for everybody. */
  readonly principal: string;
}

interface DocumentStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: PolicyStatement['conditions'];
}

/**
 * Policy document with the permissions of a role. Statements about the same resources under the same conditions become
 * one statement, because all inline policies of a role together have at most 10,240 characters ("IAM and AWS STS
 * quotas", IAM user guide, 2026-11).
 */
export function identityPolicy(statements: readonly PolicyStatement[]): string {
  const joined = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const { actions, resources, conditions } = statement;
    const key = JSON.stringify([resources, conditions]);
    const known = joined.get(key)?.actions ?? [];
    joined.set(key, { ...statement, actions: [...new Set([...known, ...actions])] });
  }
  return document([...joined.values()].map((statement) => ({ Effect: 'Allow', ...body(statement) })));
}

/** Policy document of a resource. */
export function resourcePolicy(statements: readonly ResourcePolicyStatement[]): string {
  return document(
    statements.map((statement) => ({
      Sid: statement.sid,
      Effect: statement.effect ?? 'Allow',
      Principal: principalOf(statement),
      ...body(statement),
    })),
  );
}

/** Denies requests without TLS, whatever other statements allow. */
export function denyWithoutTls(actions: readonly string[], resources: readonly string[]): ResourcePolicyStatement {
  const conditions = { Bool: { 'aws:SecureTransport': ['false'] } };
  return { sid: 'DenyWithoutTls', effect: 'Deny', principal: '*', actions, resources, conditions };
}

/**
 * Policy document that lets an AWS service assume a role.
 * @param conditions conditions that limit for whom the service may act. Default: none
 */
export function trustPolicy(service: string, conditions?: PolicyStatement['conditions']): string {
  return document([
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...(conditions && { Condition: conditions }),
    },
  ]);
}

function principalOf({ principal }: ResourcePolicyStatement): DocumentStatement['Principal'] {
  if (principal === '*') return '*';
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}

function body({
  actions,
  resources,
  conditions,
}: PolicyStatement): Pick<DocumentStatement, 'Action' | 'Resource' | 'Condition'> {
  return { Action: actions, Resource: resources, ...(conditions && { Condition: conditions }) };
}

function document(statements: readonly DocumentStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
