import { ResourcegroupsGroup } from '@cdktf/provider-aws/lib/resourcegroups-group';
import { Aspects, type IAspect, TerraformLocal, TerraformResource, TerraformStack, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { OWNER_TAG } from '../../lib/aws/owner-tag';
import type { Deployment } from './deployment';

/** Variable that enables the tag and the group. */
const ENABLED = 'var.resource_group_enabled';

/**
 * An optional tag on all resources, and an AWS resource group that lists the resources with this tag. The tag is also
 * useful in cost reports. Source of the query: "Creating query-based groups", AWS Resource Groups user guide, 2026-11.
 */
export class ResourceGroup extends Construct {
  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    const { name } = deployment.settings;
    new ResourcegroupsGroup(this, 'Default', {
      count: Token.asNumber(`\${${ENABLED} ? 1 : 0}`),
      name,
      description: 'Keeps Amazon Personalize up to date from parameter files.',
      resourceQuery: {
        query: JSON.stringify({
          ResourceTypeFilters: ['AWS::AllSupported'],
          TagFilters: [{ Key: OWNER_TAG, Values: [name] }],
        }),
      },
    });
    const tag = new TerraformLocal(this, 'tag', `\${${ENABLED} ? { "${OWNER_TAG}" = var.name } : {}}`);
    Aspects.of(TerraformStack.of(this)).add(new TagEverything(tag));
  }
}

/** A resource that can have tags. The members have the types that CDKTF generates. */
type Taggable = TerraformResource & { tags: Readonly<Record<string, string>>; readonly tagsInput: unknown };

/** Tags all resources one by one. The provider's `default_tags` are not used for this tag, because the stack, as a child module, has no provider of its own. */
class TagEverything implements IAspect {
  constructor(private readonly tags: TerraformLocal) {}

  visit(node: IConstruct): void {
    if (isTaggable(node)) node.tags = Token.asStringMap(this.tags.expression);
  }
}

function isTaggable(node: IConstruct): node is Taggable {
  return TerraformResource.isTerraformResource(node) && 'tags' in node && 'tagsInput' in node;
}
