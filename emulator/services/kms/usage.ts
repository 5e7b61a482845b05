import type { Account, Aws } from '../../core/aws';
import type { Permission } from '../../core/service';

/**
 * Returns the KMS permissions that a caller needs to use an encrypted resource through the resource's service. Source:
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service (2026-11)
 * @param service the beginning of `kms:ViaService`, e.g. `s3`
 * @param key ARN of the resource's key, or `alias/aws/...` for the key that the service manages; undefined if the resource has no key
 * @param actions KMS actions without `kms:`
 */
export function keyPermissions(
  { account }: Aws,
  service: string,
  key: string | undefined,
  actions: readonly string[],
): readonly Permission[] {
  if (key === undefined) return [];
  const context = { 'kms:ViaService': viaService(account, service) };
  return actions.map((action) => ({ action: `kms:${action}`, resource: key, context }));
}

export function viaService({ region, partition }: Account, service: string): string {
  return `${service}.${region}.${dnsSuffix(partition)}`;
}

export function dnsSuffix(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
