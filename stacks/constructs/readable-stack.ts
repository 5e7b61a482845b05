import { type TerraformElement, TerraformStack } from 'cdktf';
import type { Node } from 'constructs';

/** Id that adds nothing to an address, as in the CDK: a construct with this id takes its parent's name. */
const HIDDEN_ID = 'Default';

/** A stack with addresses such as `aws_lambda_function.upload_function`, not CDKTF's `….upload-function_7C1A09D4`. */
export class ReadableStack extends TerraformStack {
  private readonly pathsByLogicalId = new Map<string, string>();

  /** Skips CDKTF's search for references to other stacks. The search resolves everything twice, and this app has only one stack. */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** @throws Error if two constructs would get the same address */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = 'node' in element ? element.node : element;
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const logicalId = ids
      .filter((id) => id !== HIDDEN_ID)
      .join('_')
      .replaceAll('-', '_');
    const other = this.pathsByLogicalId.get(logicalId) ?? node.path;
    if (other !== node.path) throw new Error(`${node.path} and ${other} both become '${logicalId}' in Terraform.`);
    this.pathsByLogicalId.set(logicalId, node.path);
    return logicalId;
  }
}
